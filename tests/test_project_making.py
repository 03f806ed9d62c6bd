"""The order in which works are done."""

from dataclasses import replace
from datetime import UTC, datetime

from audiobook.model import (
    Article,
    Cast,
    Clearance,
    Credit,
    Job,
    Licence,
    Mastering,
    Narrator,
    Style,
)
from audiobook.project.making import in_turn
from audiobook.project.planning import Work

JOB = Job(
    Article("tide.md", "tide.md", "Tide", "", (), "en", published=datetime.now(UTC)),
    Clearance(Licence("CC0-1.0", "CC0", None), "", "", Credit("", "en")),
    Cast(Narrator("tone", "sine", 1.0, "tone")),
    Style(),
    Mastering(),
    "The Reading Room",
    "f1",
)


def work(length):
    return Work("tide.md", replace(JOB, article=replace(JOB.article, text="x" * length)), ())


def lengths(works):
    return [len(each.job.article.text) for each in works]


def test_the_longest_are_made_first():
    assert lengths(in_turn([work(length) for length in (3, 1, 4, 1, 5)])) == [5, 4, 3, 1, 1]


def test_the_last_hundred_given_are_the_last_hundred_made_however_long_they_are():
    given = [work(length) for length in range(250)]
    made = in_turn(given)
    assert lengths(made[:3]) == [99, 98, 97]
    assert set(lengths(made[-50:])) == set(range(200, 250))
    assert set(lengths(made[-150:])) == set(range(100, 250))
