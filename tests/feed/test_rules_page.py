"""The page that says which test holds each rule names tests that there are, and leaves none out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "feeds.md").read_text("utf-8")
TABLE = PAGE[PAGE.index("## The rules") :]
LAST = {
    "APL": 13, "ARC": 5, "HTML": 8, "HTTP": 5, "ID3": 5, "LIC": 14, "MED": 3, "P20": 13,
    "PSP": 4, "RSS": 18, "W3C": 2, "XP": 1,
}  # fmt: skip
"""The number of the last rule of each group."""


@pytest.mark.parametrize("group", LAST)
def test_each_rule_has_its_row(group):
    rows = [row.split("|")[1] for row in TABLE.splitlines() if row.startswith(f"| {group}-")]
    named = [
        range(int(first), int(last or first) + 1)
        for row in rows
        for first, last in re.findall(rf"{group}-(\d\d)(?: to {group}-(\d\d))?", row)
    ]
    assert sorted(n for numbers in named for n in numbers) == list(range(1, LAST[group] + 1))


def test_each_test_named_is_there():
    tests = "".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    named = re.findall(r"`(test_\w+)`", TABLE)
    assert len(named) > 60
    assert [name for name in named if f"def {name}(" not in tests] == []


def test_each_file_named_is_there():
    named = re.findall(r"`((?:tests|feed|audio|licences|narration)/[\w/]+\.py)`", TABLE)
    assert len(named) > 60
    assert [
        n for n in named if not any((ROOT / top / n).is_file() for top in ("", "audiobook"))
    ] == []
