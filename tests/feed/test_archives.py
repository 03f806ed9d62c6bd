"""A show of any length: each episode in one document, documents that last, none too large."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from audiobook.errors import FeedError
from audiobook.feed import (
    archive,
    archived,
    check_feed,
    numbers_in_archive,
    numbers_in_feed,
    subscription,
)
from audiobook.feed.elements import PREFIXES
from audiobook.model import Episode, Show

BASE = "https://example.org/room"
FEED = f"{BASE}/feeds/podcast.xml"
START = datetime(2020, 1, 1, tzinfo=UTC)
SIZES = st.integers(2, 1000)
NUMBERS = st.integers(0, 20_000)


@pytest.fixture
def episodes(edition):
    """The episodes of some numbers, a day apart."""

    def made(numbers, **changes):
        return [
            Episode(
                number,
                edition(
                    slug=f"e{number}",
                    guid=f"guid-{number}",
                    published=START + timedelta(days=number),
                    **changes,
                ),
            )
            for number in numbers
        ]

    return made


def guids(document: bytes) -> list[str]:
    return [guid.text for guid in etree.fromstring(document).iterfind("channel/item/guid")]


def links(document: bytes) -> dict[str, str]:
    found = etree.fromstring(document).iterfind("channel/atom:link", PREFIXES)
    return {link.get("rel"): link.get("href") for link in found}


def test_a_show_of_few_has_one_document_and_no_links_to_others(show, episodes):
    made = subscription(show(), episodes(range(1, 201)), BASE, 200)
    assert made.archives == archived(show(), 200) == 0
    assert len(guids(made.document)) == made.items == 200
    assert links(made.document) == {"self": FEED}
    assert b"<fh:archive/>" not in made.document


def test_arc_02_one_more_moves_the_oldest_hundred_to_an_archive(show, episodes):
    made = subscription(show(), episodes(numbers_in_feed(show(), 201)), BASE, 201)
    assert made.archives == 1
    assert guids(made.document) == [f"guid-{number}" for number in range(201, 100, -1)]
    first = archive(show(), episodes(numbers_in_archive(show(), 1)), BASE, 1)
    assert guids(first) == [f"guid-{number}" for number in range(100, 0, -1)]


@given(SIZES, NUMBERS)
def test_each_number_stands_in_exactly_one_document(size, newest):
    show = Show(episodes_in_feed=size)
    held = list(numbers_in_feed(show, newest))
    for number in range(1, archived(show, newest) + 1):
        held += numbers_in_archive(show, number)
    assert sorted(held) == list(range(1, newest + 1))


@given(SIZES, NUMBERS)
def test_the_subscription_document_is_never_nearly_empty_and_never_too_long(size, newest):
    show = Show(episodes_in_feed=size)
    held = len(numbers_in_feed(show, newest))
    assert min(newest, size // 2 + 1) <= held <= size


@given(SIZES, NUMBERS)
def test_a_new_episode_adds_one_archive_at_most_and_alters_none(size, newest):
    show = Show(episodes_in_feed=size)
    assert archived(show, newest + 1) - archived(show, newest) in {0, 1}


def test_arc_01_the_chain_of_links_ends_and_says_what_each_document_is(show, episodes):
    newest = 730
    held = numbers_in_feed(show(), newest)
    documents = {FEED: subscription(show(), episodes(held), BASE, newest).document}
    for number in range(1, archived(show(), newest) + 1):
        document = archive(show(), episodes(numbers_in_archive(show(), number)), BASE, number)
        documents[f"{BASE}/feeds/podcast-{number}.xml"] = document
    seen, address, at = [], FEED, documents[FEED]
    while True:
        check_feed(at, show())
        seen += guids(at)
        found = links(at)
        assert found["self"] == address
        assert found.get("next") == found.get("prev-archive")
        assert (found.get("current"), b"<fh:archive/>" in at) == (
            (None, False) if address == FEED else (FEED, True)
        )
        if "next" not in found:
            break
        address = found["next"]
        at = documents.pop(address)
    assert seen == [f"guid-{number}" for number in range(newest, 0, -1)]
    assert list(documents) == [FEED]


def test_an_archive_is_the_same_whatever_comes_after_it(show, episodes):
    held = episodes(numbers_in_archive(show(), 2))
    written = archive(show(), held, BASE, 2)
    assert archive(show(complete=True, update_frequency="never"), held, BASE, 2) == written
    assert "next-archive" not in links(written)


def test_all_documents_are_of_one_podcast(show, episodes):
    first = archive(show(), episodes(numbers_in_archive(show(), 1)), BASE, 1)
    feed = subscription(show(), [], BASE, 0).document
    read = [feedparser.parse(document).feed.podcast_guid for document in (first, feed)]
    assert read[0] == read[1]


def test_a_changed_episode_of_an_archive_appears_again_with_a_new_enclosure(show, episodes):
    regular = episodes(numbers_in_feed(show(), 350))
    (again,) = episodes([7], revision=2, enclosure_suffix=".r2.mp3")
    made = subscription(show(), [*regular, again], BASE, 350)
    assert made.archives == archived(show(), 350)
    assert guids(made.document) == [
        *guids(subscription(show(), regular, BASE, 350).document),
        "guid-7",
    ]
    assert b"media/e7.r2.mp3" in made.document


def test_an_archive_has_the_enclosures_that_answer_for_life(show, episodes):
    changed = episodes([7], revision=2, enclosure_suffix=".r2.mp3")
    assert b"media/e7.mp3" in archive(show(), changed, BASE, 1)


def test_changed_episodes_push_the_oldest_out_into_an_archive_of_their_own(show, episodes):
    regular = episodes(numbers_in_feed(show(), 400))
    again = episodes(range(1, 41), revision=2)
    made = subscription(show(), [*regular, *again], BASE, 400)
    assert len(guids(made.document)) == made.items == 200
    assert guids(made.document)[:160] == [f"guid-{number}" for number in range(400, 240, -1)]
    assert made.archives == archived(show(), 400) + 1 == 3
    assert links(made.document)["prev-archive"] == f"{BASE}/feeds/podcast-3.xml"


def test_an_episode_taken_out_leaves_its_archive_and_moves_no_other(show, episodes):
    held = [e for e in episodes(numbers_in_archive(show(), 1)) if e.number != 50]
    assert len(guids(archive(show(), held, BASE, 1))) == 99
    assert "guid-101" not in guids(archive(show(), held, BASE, 1))


def test_arc_03_a_document_is_smaller_than_2_mb(show, episodes):
    # Notices are owed whole, so they are what can make items large.
    large = "<p>" + "owed " * 2800 + "</p>"
    made = subscription(show(), episodes(range(1, 201), notice_html=large), BASE, 200)
    assert 1_800_000 < len(made.document) <= 2_000_000
    held = guids(made.document)
    assert held == [f"guid-{number}" for number in range(200, 200 - len(held), -1)]
    assert 100 <= len(held) < 200
    assert made.archives == 1
    assert links(made.document)["prev-archive"] == f"{BASE}/feeds/podcast-1.xml"


def test_episodes_too_large_for_any_document_are_refused_with_the_key(show, episodes):
    held = episodes(range(1, 101), notice_html="owed " * 5000)
    with pytest.raises(FeedError, match="set a lower episodes-in-feed"):
        subscription(show(), held, BASE, 100)
    with pytest.raises(FeedError, match="set a lower episodes-in-feed"):
        archive(show(), held, BASE, 1)


def test_a_lower_number_is_the_remedy(show, episodes):
    held = episodes(range(1, 101), notice_html="owed " * 5000)
    made = subscription(show(episodes_in_feed=100), held, BASE, 100)
    assert len(made.document) <= 2_000_000


def test_arc_04_a_hub_is_named_beside_the_self_link(show, episodes):
    hub = "https://hub.example.org/"
    made = subscription(show(), episodes([1]), BASE, 1, hub)
    assert links(made.document) == {"self": FEED, "hub": hub}


def test_arc_04_a_private_show_names_no_hub(show, episodes):
    made = subscription(show(private=True), episodes([1]), BASE, 1, "https://hub.example.org/")
    assert links(made.document) == {"self": FEED}


def test_the_documents_of_a_named_show_lie_beside_each_other(show, episodes):
    essays = replace(show(), name="essays", guid="")
    first = links(archive(essays, episodes([101]), BASE, 2))
    assert first == {
        "self": f"{BASE}/feeds/essays-2.xml",
        "current": f"{BASE}/feeds/essays.xml",
        "prev-archive": f"{BASE}/feeds/essays-1.xml",
        "next": f"{BASE}/feeds/essays-1.xml",
    }
