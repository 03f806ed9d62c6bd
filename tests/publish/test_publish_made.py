from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from audiobook.publish.made import Made


def test_it_is_made_once_in_each_state():
    made, times = Made(), []

    def make() -> bytes:
        times.append(1)
        return b"%d" % len(times)

    assert [made.get(state, "feed", make).body for state in (1, 1, 2, 2)] == [
        b"1",
        b"1",
        b"2",
        b"2",
    ]


def test_who_asks_meanwhile_waits_for_the_same():
    made, asked, times = Made(), threading.Barrier(8), []

    def make() -> bytes:
        times.append(1)
        return b"feed"

    def get(_: int) -> bytes:
        asked.wait(10)
        return made.get(1, "feed", make).body

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(get, range(8))) == {b"feed"}
    assert len(times) == 1


def test_what_failed_is_tried_again():
    made = Made()

    def fail() -> bytes:
        raise ValueError("no")

    for _ in range(2):
        with pytest.raises(ValueError, match="no"):
            made.get(1, "feed", fail)
    assert made.get(1, "feed", lambda: b"yes").body == b"yes"


def test_the_least_recently_used_is_dropped_first():
    made, times = Made(most_bytes=10), []

    def make(name: str) -> bytes:
        times.append(name)
        return b"12345"

    for name in "abaca":
        made.get(1, name, lambda name=name: make(name))
    assert times == ["a", "b", "c"]
    made.get(1, "b", lambda: make("b"))
    assert times == ["a", "b", "c", "b"]


def test_the_tag_tells_the_bytes():
    made = Made()
    one, same, other = (
        made.get(n, "x", lambda b=b: b).etag for n, b in enumerate((b"a", b"a", b"b"))
    )
    assert one == same != other
