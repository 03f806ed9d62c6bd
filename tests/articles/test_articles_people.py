"""Who wrote it; rather no author than a wrong one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from audiobook.articles.dates import stated_date
from audiobook.articles.people import byline, closing_note, split_names

BODY = "The mill stood by the river. " * 6


@pytest.mark.parametrize(
    ("stated", "names"),
    [
        ("Ada King", ("Ada King",)),
        ("By Ada King and Jo March", ("Ada King", "Jo March")),
        ("Ada King, Jo March & Una Field", ("Ada King", "Jo March", "Una Field")),
        ("King, Ada; March, Jo", ("King, Ada", "March, Jo")),
        ("King, Ada", ("King, Ada",)),
        ("Office of Arts and Letters", ("Office of Arts and Letters",)),
        (" ; ", ()),
        ("&lt;b&gt;Ada King&#60;/b&#x3E;", ("&lt;b&gt;Ada King&#60;/b&#x3E;",)),
        ("King &amp; Sons; AT&T; March, Jo", ("King &amp; Sons", "AT&T", "March, Jo")),
    ],
)
def test_names(stated: str, names: tuple[str, ...]) -> None:
    assert split_names(stated) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ada King", ("Ada King",)),
        ("by Ada King, Jo March and Una de Field", ("Ada King", "Jo March", "Una de Field")),
        ("Written by: J. R. Moss", ("J. R. Moss",)),
        ("By the river", ()),
        ("By Ada King, who was there.", ()),
    ],
)
def test_byline(line: str, names: tuple[str, ...]) -> None:
    assert byline(line) == names


@pytest.mark.parametrize(
    ("note", "names"),
    [
        ("Ada King is a writer in Leeds.", ("Ada King",)),
        ("*Editor of Mill News, Ada King is a U.K.-based historian. She swims.", ("Ada King",)),
        (
            "Dr Ada King (ORCID 1) is an Associate Professor at Leeds. Jo March is a poet.",
            ("Ada King", "Jo March"),
        ),
        ("Ada King is a writer. One. Two. Three. Four. Five.", ()),
        ("Ada King is a friend of mine.", ()),
        ("Ada King is a writer's friend.", ()),
        ("The Harbour is a student magazine.", ()),
    ],
)
def test_closing_note(note: str, names: tuple[str, ...]) -> None:
    assert closing_note(BODY + note) == names


def test_whoever_an_article_is_about_is_not_its_author() -> None:
    about = "The mill belongs to Ada King. " + BODY
    assert closing_note(about + "Ada King is a lecturer in Leeds.") == ()


@pytest.mark.parametrize(
    ("stated", "date"),
    [
        ("2026-05-03", datetime(2026, 5, 3, tzinfo=UTC)),
        ("2026-05-03T23:30:00-02:00", datetime(2026, 5, 4, 1, 30, tzinfo=UTC)),
        ("Published on Sunday, May 3rd, 2026", datetime(2026, 5, 3, tzinfo=UTC)),
        ("2026/05/03", datetime(2026, 5, 3, tzinfo=UTC)),
        ("3 May 2026", datetime(2026, 5, 3, tzinfo=UTC)),
        ("31 February 2026", None),
        ("May 2026", None),
        ("20260503", None),
        ("In May 3, 2026 was far away", None),
        ("0001-01-01T00:00:00+14:00", None),
        (datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))), None),
        (datetime(9999, 12, 31, 23, tzinfo=timezone(timedelta(hours=-9))), None),
    ],
)
def test_dates(stated: object, date: datetime | None) -> None:
    assert stated_date(stated) == date
