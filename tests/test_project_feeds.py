"""The files in ``feeds/``: which are written when, and which are left alone."""

from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import feedparser
import pytest
from lxml import etree
from PIL import Image
from test_catalogue import EDITION

from audiobook.catalogue import Catalogue
from audiobook.config import PublishSettings, Settings
from audiobook.errors import ConfigError, FeedError
from audiobook.model import Show
from audiobook.project.feeds import Feeds

SHOW = Show(name="sea", title="Sea", author="Ada Marsh", episodes_in_feed=4)
"""With archives of two episodes each."""
HOME = PublishSettings(base_url="https://example.org/")


@pytest.fixture
def catalogue(tmp_path):
    with closing(Catalogue(tmp_path)) as made:
        yield made


def edition(number, **changes):
    given = {
        "identity": f"{number}.md",
        "slug": f"part-{number:08x}",
        "guid": f"urn:uuid:{number}",
        "shows": ("sea",),
        "published": EDITION.published + timedelta(minutes=number),
        "title": f"Part {number}",
    }
    return replace(EDITION, **{**given, **changes})


def record(catalogue, *editions):
    for each in editions:
        catalogue.record(each, {".mp3": b"mp3"})


def feeds(catalogue, *shows, publish=HOME):
    return Feeds(catalogue.folder, Settings(shows=shows or (SHOW,), publish=publish), catalogue)


def rebuilt(catalogue, *shows, **settings):
    return [path.name for path in feeds(catalogue, *shows, **settings).rebuild(only_stale=True)]


def titles(catalogue, name):
    parsed = feedparser.parse(catalogue.folder / "feeds" / name)
    return [entry.title for entry in parsed.entries]


def test_before_the_first_edition_nothing_is_written(catalogue):
    assert rebuilt(catalogue) == []
    assert list(catalogue.folder.iterdir()) == []


def test_a_new_episode_touches_one_document_and_now_and_then_an_archive(catalogue):
    record(catalogue, edition(1))
    assert sorted(rebuilt(catalogue)) == ["sea.jpg", "sea.xml", "shows.opml", "style.css"]
    assert rebuilt(catalogue) == []
    written = []
    for number in range(2, 9):
        record(catalogue, edition(number))
        written.append(rebuilt(catalogue))
    assert written == [
        ["sea.xml"],
        ["sea.xml"],
        ["sea.xml"],
        ["sea-1.xml", "sea.xml"],
        ["sea.xml"],
        ["sea-2.xml", "sea.xml"],
        ["sea.xml"],
    ]
    assert titles(catalogue, "sea.xml") == ["Part 8", "Part 7", "Part 6", "Part 5"]
    assert titles(catalogue, "sea-2.xml") == ["Part 4", "Part 3"]
    assert titles(catalogue, "sea-1.xml") == ["Part 2", "Part 1"]


def test_an_old_episode_that_changed_is_told_anew_and_its_archive_stays(catalogue):
    record(catalogue, *map(edition, range(1, 8)))
    rebuilt(catalogue)
    record(catalogue, edition(3, title="New", mp3_sha256="0123456789", revision=2))
    assert rebuilt(catalogue) == ["sea.xml"]
    assert "New" in titles(catalogue, "sea.xml")
    assert titles(catalogue, "sea-2.xml") == ["Part 4", "Part 3"]
    assert rebuilt(catalogue) == []


def test_more_changes_than_a_feed_can_tell_go_to_their_archives(catalogue):
    record(catalogue, *map(edition, range(1, 13)))
    rebuilt(catalogue)
    record(catalogue, *(edition(number, title=f"New {number}") for number in range(1, 9)))
    written = rebuilt(catalogue)
    assert {"sea-1.xml", "sea-2.xml", "sea-3.xml"} <= set(written)
    told = titles(catalogue, "sea.xml")
    archived = [t for n in range(1, 6) for t in titles(catalogue, f"sea-{n}.xml")]
    assert {f"New {number}" for number in range(1, 9)} <= {*told, *archived}
    assert len(told) <= 4


def test_an_episode_that_is_withdrawn_leaves_its_archive(catalogue):
    record(catalogue, *map(edition, range(1, 9)))
    rebuilt(catalogue)
    catalogue.remove(edition(3))
    assert rebuilt(catalogue) == ["sea-2.xml"]
    assert titles(catalogue, "sea-2.xml") == ["Part 4"]
    catalogue.remove(edition(8))
    assert rebuilt(catalogue) == ["sea.xml"]
    record(catalogue, edition(3))
    assert rebuilt(catalogue) == ["sea.xml"]
    assert "Part 3" in titles(catalogue, "sea.xml")


def test_a_lost_file_is_written_again(catalogue):
    record(catalogue, *map(edition, range(1, 9)))
    names = rebuilt(catalogue)
    for name in names:
        (catalogue.folder / "feeds" / name).unlink()
    assert sorted(rebuilt(catalogue)) == sorted(names)


def test_another_address_is_written_everywhere(catalogue):
    record(catalogue, *map(edition, range(1, 9)))
    rebuilt(catalogue)
    moved = PublishSettings(base_url="https://example.net/new/")
    assert rebuilt(catalogue, publish=moved) == [
        "sea-1.xml", "sea-2.xml", "sea.xml", "shows.opml",
    ]  # fmt: skip
    for path in (catalogue.folder / "feeds").glob("*.[xo][mp][lm]*"):
        assert b"https://example.org/feeds/" not in path.read_bytes()
        assert b"https://example.org/media/" not in path.read_bytes()


def test_archives_of_another_size_take_the_place_of_the_old(catalogue):
    record(catalogue, *map(edition, range(1, 13)))
    rebuilt(catalogue)
    rebuilt(catalogue, replace(SHOW, episodes_in_feed=8))
    archives = sorted(path.name for path in (catalogue.folder / "feeds").glob("sea-*.xml"))
    assert archives == ["sea-1.xml"]
    assert titles(catalogue, "sea-1.xml") == ["Part 4", "Part 3", "Part 2", "Part 1"]
    assert len(titles(catalogue, "sea.xml")) == 8


def test_who_takes_which_articles_is_no_news_for_subscribers(catalogue):
    record(catalogue, *map(edition, range(1, 8)))
    rebuilt(catalogue)
    record(catalogue, edition(1, title="New"))
    rebuilt(catalogue)
    assert rebuilt(catalogue, replace(SHOW, tags=("tide",), voice="tone:sine")) == []
    assert "New" in titles(catalogue, "sea.xml")


def test_a_change_in_one_show_leaves_the_other_alone(catalogue):
    sky = Show(name="sky", title="Sky")
    record(catalogue, edition(1), edition(2, shows=("sky",)))
    rebuilt(catalogue, SHOW, sky)
    record(catalogue, edition(3, shows=("sky",)))
    assert rebuilt(catalogue, SHOW, sky) == ["sky.xml"]
    assert feeds(catalogue, sky).forsaken() == ("sea",)
    assert titles(catalogue, "sea.xml") == ["Part 1"]


def test_a_feed_is_replaced_only_by_one_that_reads_back_right(catalogue):
    record(catalogue, edition(1))
    rebuilt(catalogue)
    feed = catalogue.folder / "feeds" / "sea.xml"
    before = feed.read_bytes()
    record(catalogue, edition(2, mp3_bytes=0))
    with pytest.raises(FeedError, match="enclosure of 0 bytes"):
        rebuilt(catalogue)
    assert feed.read_bytes() == before


def test_a_picture_of_the_owners_is_the_show_s(catalogue):
    record(catalogue, edition(1))
    rebuilt(catalogue)
    drawn = (catalogue.folder / "feeds" / "sea.jpg").read_bytes()
    Image.new("RGB", (1400, 1400), "teal").save(catalogue.folder / "own.png")
    show = replace(SHOW, image="own.png")
    assert "sea.jpg" in rebuilt(catalogue, show)
    with Image.open(catalogue.folder / "feeds" / "sea.jpg") as picture:
        assert (picture.format, picture.size) == ("JPEG", (1400, 1400))
    Image.new("RGB", (1400, 1400), "navy").save(catalogue.folder / "own.png")
    assert rebuilt(catalogue, show) == ["sea.jpg"]
    rebuilt(catalogue)
    assert (catalogue.folder / "feeds" / "sea.jpg").read_bytes() == drawn


def test_what_would_fail_at_the_end_is_said_at_the_beginning(catalogue):
    Image.new("RGB", (600, 600)).save(catalogue.folder / "small.png")
    with pytest.raises(ConfigError, match=r"small\.png \(\[shows\.sea\] image\): is 600 pixels"):
        feeds(catalogue, replace(SHOW, image="small.png")).check()
    with pytest.raises(FeedError, match=r"audiobook\.toml: \[shows\.sea\] title: is missing"):
        feeds(catalogue, replace(SHOW, title=" ")).check()
    with pytest.raises(FeedError, match="archive of the show 'sea'"):
        feeds(catalogue, SHOW, replace(SHOW, name="sea-2")).check()


def test_all_public_shows_stand_in_one_list(catalogue):
    sky, letters = Show(name="sky", title="Sky"), Show(name="letters", private=True)
    record(catalogue, edition(1))
    rebuilt(catalogue, SHOW, sky, letters)
    tree = etree.parse(catalogue.folder / "feeds" / "shows.opml")
    assert tree.xpath("//outline/@xmlUrl") == [
        "https://example.org/feeds/sea.xml",
        "https://example.org/feeds/sky.xml",
    ]


def test_documents_may_be_had_for_any_address(catalogue):
    record(catalogue, *map(edition, range(1, 9)))
    there = feeds(catalogue)
    for archive, expected in ((0, 4), (1, 2), (2, 2)):
        document = there.document(SHOW, archive, "http://localhost:8000/")
        parsed = feedparser.parse(document)
        assert len(parsed.entries) == expected
        assert parsed.entries[0].enclosures[0].href.startswith("http://localhost:8000/media/")
    assert there.document(SHOW, 9, "http://localhost:8000/") is None
