"""A feed that lost what apps need does not replace the one that was there."""

from __future__ import annotations

import pytest

from audiobook.errors import FeedError
from audiobook.feed import check_feed


@pytest.fixture
def document(show, edition, feed) -> bytes:
    return feed(show(), [edition(), edition(guid="second", slug="second-00000000")])


def test_what_was_just_written_passes(show, document):
    check_feed(document, show())
    check_feed(document, show(), 2)


def test_a_show_without_episodes_passes(show, feed):
    check_feed(feed(show(), []), show(), 0)


def test_characters_that_xml_refuses_do_not_make_a_feed_wrong(show, edition, feed):
    dirty = show(title=" The\0 Reading\x1b  Room ")
    check_feed(feed(dirty, [edition(title="\0")]), dirty, 1)


@pytest.mark.parametrize(
    ("part", "other", "problem"),
    [
        (b"</channel>", b"", "mismatch"),
        (b"</rss>", b"", "line"),
        (b' version="2.0"', b' version="1.0"', "no RSS 2.0"),
        (b"<language>en-GB</language>", b"", "the channel has 0 of language"),
        (b"<language>", b"<language>en</language><language>", "the channel has 2 of language"),
        (b"<title>The Reading Room</title>", b"<title>Another</title>", "its title is 'Another'"),
        (b"<itunes:explicit>false<", b"<itunes:explicit><", "the channel has 0 of itunes:explicit"),
        (b"<guid isPermaLink=\"false\">second<", b"<guid> <", "has 0 of guid"),
        (b">second</guid>", b">urn:uuid:5a3c1f0e-0000-4000-8000-000000000001</guid>", "2 items"),
        (b"media/second-00000000.mp3", b"old/how-the-tide-turns-0a1b2c3d.mp3", "2 items have"),
        (b'length="3648123"', b'length="0"', "an enclosure of 0 bytes"),
        (b'length="3648123"', b"", "has 0 of enclosure/@length"),
        (b"<pubDate>Sat, 07 Mar 2026", b"<pubDate>soon, 07 Mar 20x6", "has the date 'soon"),
        (b'url="https://example.org/room/media/second', b'url="media/second', "no absolute"),
        (b"episodes/second-00000000", b"episodes/zw\xc3\xb6lf", "no absolute"),
        (b"<podcast:license ", b"<podcast:season ", "mismatch"),
    ],
)  # fmt: skip
def test_a_feed_with_one_thing_wrong_is_refused(show, document, part, other, problem):
    assert part in document
    with pytest.raises(FeedError, match=problem) as caught:
        check_feed(document.replace(part, other, 1), show())
    assert caught.value.subject == "feed of show 'podcast'"


def test_a_feed_that_lost_an_episode_is_refused(show, document):
    with pytest.raises(FeedError, match="it has 2 items instead of 3"):
        check_feed(document, show(), 3)


def test_nothing_outside_is_read_for_an_entity(show, document, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("podcast")
    declared = f'<!DOCTYPE rss [<!ENTITY e SYSTEM "{secret.as_uri()}">]>\n<rss '.encode()
    hostile = document.replace(b"<rss ", declared, 1).replace(b"en-GB", b"&e;", 1)
    with pytest.raises(FeedError, match="0 of language"):
        check_feed(hostile, show())
