from __future__ import annotations

import pickle
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta, timezone

from audiobook.model import Episode

BASE = "https://example.org/room"


def test_the_same_values_give_the_same_bytes(feed, show, edition):
    first = feed(show(), [edition()], BASE)
    time.sleep(1.1)  # an RSS date tells seconds apart
    assert feed(show(), [edition()], BASE) == first


def test_the_order_of_the_editions_given_does_not_matter(feed, show, edition):
    editions = [edition(slug=slug, guid=slug) for slug in ("b", "a", "c")]
    assert feed(show(), editions, BASE) == feed(show(), editions[::-1], BASE)


def test_a_slash_at_the_end_of_the_base_does_not_matter(feed, show, edition):
    assert feed(show(), [edition()], BASE) == feed(show(), [edition()], BASE + "/")


def test_newest_first_and_equal_dates_by_slug(edition, find):
    old, new = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC)
    editions = [
        edition(guid=guid, slug=guid, published=when)
        for guid, when in [("y", old), ("b", new), ("x", old), ("a", new)]
    ]
    assert find("//item/guid", *editions) == ["a", "b", "x", "y"]


def test_dates_are_those_of_the_editions_in_utc(edition, find):
    noon_in_tehran = datetime(2026, 3, 7, 12, tzinfo=timezone(timedelta(hours=3, minutes=30)))
    made = edition(published=noon_in_tehran)
    assert find("//item/pubDate", made) == ["Sat, 07 Mar 2026 08:30:00 +0000"]
    assert find("//lastBuildDate", made) == ["Sat, 07 Mar 2026 08:30:00 +0000"]


def test_the_locale_of_the_process_is_never_set(show, edition):
    # In a process of its own, in which each call of setlocale is counted.
    program = """
import locale, pickle, sys
calls = []
real = locale.setlocale
locale.setlocale = lambda category, value=None: calls.append(value) or real(category, value)
from audiobook.feed import subscription
show, episodes = pickle.load(sys.stdin.buffer)
subscription(show, episodes, "https://example.org", len(episodes))
print(calls)
"""
    values = pickle.dumps((show(), [Episode(1, edition())]))
    ran = subprocess.run(
        [sys.executable, "-c", program], input=values, capture_output=True, check=True
    )
    assert ran.stdout.split() == [b"[]"]


def test_a_new_show_has_a_feed_without_items(feed, show):
    document = feed(show(), [], BASE)
    assert b"<item>" not in document
    assert b"<title>The Reading Room</title>" in document


def test_a_show_keeps_the_guid_it_was_given(show, find):
    fixed = "917393e3-1b1e-5cef-ace4-edaa54e1f810"
    assert find("//podcast:guid", show=show(guid=fixed)) == [fixed]
