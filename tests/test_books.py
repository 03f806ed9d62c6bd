"""The licence of a book: what any of its pages says holds for its chapters."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from audiobook.articles import read_articles
from audiobook.licences import find
from audiobook.model import Verdict

sys.path.append(str(Path(__file__).parent / "articles"))
from documents import epub

ACCEPTED = ("CC-BY", "CC-BY-SA")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("All rights reserved. No part of this book may be reproduced.", "copyright-page"),
        ("This book is licensed under CC BY-NC-ND 4.0.", "colophon"),
    ],
)
def test_a_page_about_the_book_narrows_what_its_metadata_grants(tmp_path, words, kind):
    page = f'<html><body epub:type="{kind}"><p>{words}</p></body></html>'
    (tmp_path / "a.epub").write_bytes(epub(**{"OEBPS/title.xhtml": page}))
    verdicts = {find(a, ACCEPTED).verdict for a in read_articles(str(tmp_path / "a.epub"))}
    assert verdicts == {Verdict.REFUSED}


def test_without_such_a_page_the_metadata_holds(tmp_path):
    (tmp_path / "a.epub").write_bytes(epub())
    found = [find(article, ACCEPTED) for article in read_articles(str(tmp_path / "a.epub"))]
    assert [f.licence and f.licence.id for f in found] == ["CC-BY-4.0"] * 2
