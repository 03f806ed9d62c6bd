"""Plain text: what lines and blank lines show.  A case is a text; "|" stands for a line end."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobook.articles.shape import blocks_of

CASES = Path(__file__).with_name("shapes.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize("case", CASES)
def test_shape(case: str) -> None:
    written, _, kinds = case.partition(" => ")
    prose = (
        "Every boat in the harbour had a name, and every name had a story that no one told twice."
    )
    text = written.replace("PROSE", prose).replace("LONG", prose * 2).replace("|", "\n")
    blocks = blocks_of(text)
    assert " ".join(b.kind + (str(b.level) if b.level else "") for b in blocks) == kinds
