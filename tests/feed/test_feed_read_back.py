"""Two parsers of other people read every value that went in."""

from __future__ import annotations

import calendar
import io

import feedparser
import podcastparser
import pytest
from hostile_parts import HOSTILE
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from audiobook.feed import check_feed
from audiobook.feed.characters import cleaned, short
from audiobook.feed.notes import show_notes

BASE = "https://example.org/room"
EPISODE = f"{BASE}/media/how-the-tide-turns-0a1b2c3d"
TEXTS = [
    *HOSTILE.values(),
    "👩🏽‍🚀 to the 𠮷 moon",
    "潮" * 10_000,
    "مدّ و جزر " * 1000,
]


# podcastparser knows podcast: under an older address only; feedparser reads that namespace below.
def test_podcastparser_reads_the_show(feed, show, edition):
    read = podcastparser.parse(
        f"{BASE}/feeds/podcast.xml", io.BytesIO(feed(show(), [edition()], BASE))
    )
    episodes = read.pop("episodes")
    assert read == {
        "title": "The Reading Room",
        "link": "https://example.org/about",
        "description": "Long reads, read aloud.",
        "cover_url": f"{BASE}/feeds/podcast.jpg",
        "language": "en-GB",
        "generator": "audiobook",
        "type": "episodic",
        "explicit": False,
        "itunes_author": "Harbour Library",
        "itunes_owner": {"name": "Harbour Library", "email": "desk@example.org"},
        "itunes_categories": [["News", "Tech News"]],
    }
    assert len(episodes) == 1


def test_podcastparser_reads_the_episode(feed, show, edition):
    document = feed(show(), [edition()], BASE)
    (read,) = podcastparser.parse(BASE, io.BytesIO(document))["episodes"]
    assert read.pop("description")
    assert read == {
        "guid": edition().guid,
        "title": "How the tide turns",
        "link": f"{BASE}/episodes/how-the-tide-turns-0a1b2c3d.html",
        "description_html": show_notes(edition()),
        "published": calendar.timegm(edition().published.utctimetuple()),
        "total_time": 3845,
        "explicit": False,
        "itunes_author": "Ada Marsh, Ben Quay",
        "episode_art_url": f"{EPISODE}.jpg",
        "enclosures": [{"url": f"{EPISODE}.mp3", "file_size": 3648123, "mime_type": "audio/mpeg"}],
        "payment_url": None,
    }


def test_feedparser_reads_the_same(feed, show, edition):
    read = feedparser.parse(feed(show(), [edition()], BASE))
    assert not read.bozo
    assert (read.feed.title, read.feed.link) == ("The Reading Room", "https://example.org/about")
    assert read.feed.updated_parsed[:6] == (2026, 3, 7, 6, 5, 4)
    (entry,) = read.entries
    assert (entry.id, entry.guidislink) == (edition().guid, False)
    assert entry.title == "How the tide turns"
    assert entry.published_parsed[:6] == (2026, 3, 7, 6, 5, 4)
    (enclosure,) = entry.enclosures
    assert (enclosure.href, enclosure.length) == (f"{EPISODE}.mp3", "3648123")
    assert entry.itunes_duration == "3845"
    assert entry.summary == (
        "<p>Why harbours keep two clocks.</p>"
        "<ul><li>0:00 Opening</li><li>1:00 Two clocks</li></ul>"
        f"{edition().notice_html}"
    )
    licence = edition().licence.url
    assert (entry.podcast_license["url"], entry.dcterms_license) == (licence, licence)
    # feedparser keeps the last of several elements.
    assert entry.podcast_transcript == {
        "url": f"{EPISODE}.transcript.json",
        "type": "application/json",
        "language": "en",
        "rel": "captions",
    }
    assert (entry.podcast_person["role"], entry.podcast_txt["purpose"]) == (
        "narrator",
        "ai-content",
    )
    assert entry.podcast_chapters["url"] == f"{EPISODE}.chapters.json"
    assert entry.podcast_contentlink["href"] == entry.dc_source == edition().source
    assert entry.rights == "Harbour Press, CC BY 4.0"
    assert [a.name for a in entry.authors[-2:]] == ["Ada Marsh", "Ben Quay"]


@pytest.mark.parametrize("text", TEXTS)
def test_hostile_titles_come_back_as_they_were(feed, show, edition, text):
    made = edition(title=text, summary=text, authors=(text,))
    description = text[:1000]
    document = feed(show(title=text, description=description), [made], BASE)
    read = podcastparser.parse(BASE, io.BytesIO(document))
    assert read["title"] == read["episodes"][0]["title"] == short(cleaned(text))
    assert not feedparser.parse(document).bozo
    assert (
        etree.fromstring(document).findtext("channel/description") == cleaned(description).strip()
    )


ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=40)


@settings(max_examples=60)
@given(values=st.fixed_dictionaries(dict.fromkeys(["title", "summary", "source"], ANY_TEXT)))
def test_no_value_aborts_a_feed(feed, show, edition, values):
    made = edition(**values, authors=(values["title"],), notice_html=values["summary"])
    by = show(author=values["title"])
    check_feed(feed(by, [made], BASE), by, 1)


@settings(max_examples=60)
@given(ANY_TEXT)
def test_no_address_of_a_source_aborts_a_feed(feed, show, edition, rest):
    made = edition(source=f"https://example.org/{rest}")
    check_feed(feed(show(), [made], BASE), show(), 1)
