"""Titles, and who they are from."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobook.articles import read_articles
from audiobook.articles.titles import clean_title, from_file_name, from_text
from audiobook.model import TitleOrigin

BODY = "The ferry left at six and was never late, not once in forty years of fog and gales.\n"


@pytest.mark.parametrize(
    ("name", "text", "title", "origin"),
    [
        ("a.md", f"---\ntitle: 'Said: so'\n---\n# Other\n\n{BODY}", "Said: so", TitleOrigin.STATED),
        ("a.md", f"{BODY}\n# Below\n\n{BODY}", "Below", TitleOrigin.STATED),
        ("a.txt", f"The last ferry\n\n{BODY}", "The last ferry", TitleOrigin.STATED),
        ("the-last-ferry_2.txt", BODY, "The last ferry 2", TitleOrigin.FILE_NAME),
        ("article-12.txt", BODY, "The ferry left at six and was never late", TitleOrigin.TEXT),
        ("a.txt", "Short and alone", "Short and alone", TitleOrigin.TEXT),
        ("a.txt", "Licensed under CC BY 4.0", "Untitled", TitleOrigin.TEXT),
        ("a.txt", f"© 2026 Ada King\n\nThe ferry\n\n{BODY}", "The ferry", TitleOrigin.STATED),
        (
            "a.txt",
            f"This text is under a Creative Commons licence. {BODY}",
            "The ferry left at six and was never late",
            TitleOrigin.TEXT,
        ),
        (
            "a.md",
            f"# All rights reserved\n\n{BODY}",
            "The ferry left at six and was never late",
            TitleOrigin.TEXT,
        ),
        (
            "a.md",
            f"# Creative Commons at twenty\n\n{BODY}",
            "Creative Commons at twenty",
            TitleOrigin.STATED,
        ),
        ("a.md", f"---\ntitle: yes\n---\n{BODY}", "yes", TitleOrigin.STATED),
        ("a.md", f"---\ntitle: 3.10\n---\n{BODY}", "3.10", TitleOrigin.STATED),
        ("a.md", f"+++\ntitle = 3.10\n+++\n{BODY}", "3.10", TitleOrigin.STATED),
    ],
)
def test_order_of_origins(
    tmp_path: Path, name: str, text: str, title: str, origin: TitleOrigin
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    (article,) = read_articles(str(tmp_path / name))
    assert (article.title, article.title_origin) == (title, origin)
    (given,) = read_articles(str(tmp_path / name), title="Given")
    assert (given.title, given.title_origin) == ("Given", TitleOrigin.STATED)


@pytest.mark.parametrize(
    "line", Path(__file__).with_name("titles.txt").read_text("utf-8").splitlines()
)
def test_title_from_text(line: str) -> None:
    text, _, title = line.partition(" => ")
    assert from_text(text) == title


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("x/user-article.txt", ""),
        ("draft_final (copy).md", ""),
        ("2024-03-01.txt", ""),
        ("9f86d081884c7d65.html", ""),
        ("ferry.txt", ""),
        ("standard input 9f86d081884c7d65", ""),
        ("Winter ferries.txt", "Winter ferries"),
        ("2024-winter-ferries.md", "2024 winter ferries"),
    ],
)
def test_title_from_file_name(name: str, title: str) -> None:
    assert from_file_name(name) == title


@pytest.mark.timeout(60)
def test_a_sentence_without_an_end_is_cut_at_once() -> None:
    assert from_text("Ab, " * 50_000).startswith("Ab, Ab")


def test_section_numbers_are_no_part_of_a_title() -> None:
    assert clean_title("B.5.  Using the\nwinch") == "Using the winch"
    assert clean_title("1984 and after") == "1984 and after"
    assert clean_title("J. Moss goes home") == "J. Moss goes home"
    assert clean_title("3.5 million fish") == "3.5 million fish"
