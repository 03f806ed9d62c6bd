"""The time left, on clocks of our own."""

import random
from itertools import pairwise

import pytest

from audiobook.cli.time_left import TimeLeft, said_left
from audiobook.project import Phase, Standing

WHOLE = 600_000


def told(rates, longest_left=0, in_hand=1, phase=Phase.MAKING):
    """What is said each second of a run that makes so many characters in each."""
    time_left, done = TimeLeft(), 0
    for second, rate in enumerate(rates):
        done = min(WHOLE, done + rate)
        standing = Standing(
            phase,
            is_all_known=True,
            articles=1,
            characters=WHOLE,
            characters_done=round(done),
            longest_left=max(longest_left - round(done), 0),
            in_hand=in_hand,
        )
        yield time_left.seconds(second, standing)


def test_at_a_steady_rate_it_is_what_is_left():
    for second, left in enumerate(told([1000] * 590), 1):
        assert left is None if second < 6 else left == pytest.approx(600 - second, rel=0.01)


def test_the_start_of_the_workers_does_not_count():
    said = list(told([0] * 60 + [1000] * 30))
    assert said[:60] == [None] * 60
    assert said[-1] == pytest.approx(570, rel=0.01)


def test_it_does_not_jump_when_the_rate_does():
    rates = random.Random(4)
    said = [left for left in told([rates.choice([0, 500, 2500]) for _ in range(500)]) if left]
    steps = [abs(after - before) for before, after in pairwise(said[20:])]
    assert max(steps) < 0.1 * max(said[20:])


def test_it_follows_when_the_rate_changes_for_good():
    said = list(told([2000] * 100 + [500] * 200))
    assert said[-1] == pytest.approx((WHOLE - 300_000) / 500, rel=0.15)


def test_one_long_article_is_not_shared_among_all():
    *_, left = told([1000] * 100, longest_left=500_000, in_hand=2)
    assert left == pytest.approx(2 * 400, rel=0.02)


def test_nothing_is_said_while_sources_are_read():
    assert set(told([1000] * 50, phase=Phase.READING)) == {None}


def test_it_is_said_no_finer_than_it_is_known():
    said = {3: "10 s", 41: "50 s", 55: "1 min", 61: "2 min", 1300: "25 min", 5000: "1 h 25 min"}
    for seconds, words in said.items():
        assert said_left(seconds) == f"about {words} left"
    assert said_left(7200) == "about 2 h left"
    assert said_left(7201) == "about 2 h 10 min left"
