"""The files in ``feeds/``: which are written when, and which are left alone."""

from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import feedparser
import pytest
from lxml import etree
from PIL import Image
from test_catalogue import EDITION

from audiobook import feed, publish
from audiobook.catalogue import Catalogue
from audiobook.config import PublishSettings, Settings, settings_from
from audiobook.errors import ConfigError, FeedError
from audiobook.model import Show
from audiobook.project.feeds import Feeds
from audiobook.project.folder import Project
from audiobook.publish import places

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


def lengths(catalogue, name):
    parsed = feedparser.parse(catalogue.folder / "feeds" / name)
    return {entry.title: entry.enclosures[0].length for entry in parsed.entries}


def test_an_old_episode_that_changed_is_told_anew_and_its_archive_is_true(catalogue):
    record(catalogue, *map(edition, range(1, 8)))
    rebuilt(catalogue)
    record(catalogue, edition(3, title="New", mp3_sha256="01234567", revision=2, mp3_bytes=77))
    assert rebuilt(catalogue) == ["sea-2.xml", "sea.xml"]
    assert lengths(catalogue, "sea.xml")["New"] == "77"
    assert titles(catalogue, "sea-2.xml") == ["Part 4", "New"]
    assert lengths(catalogue, "sea-2.xml")["New"] == "77"
    assert rebuilt(catalogue) == []


def test_building_everything_again_changes_nothing(catalogue):
    record(catalogue, *map(edition, range(1, 8)))
    rebuilt(catalogue)
    record(catalogue, edition(3, title="New"))
    feeds(catalogue).rebuild()
    for _ in range(2):
        assert feeds(catalogue).rebuild() == []
        assert "New" in titles(catalogue, "sea.xml")
    # So does a new address, at which all is written anew.
    rebuilt(catalogue, publish=PublishSettings(base_url="https://example.net/"))
    assert "New" in titles(catalogue, "sea.xml")
    # It stays as long as no others changed later, as many as an archive holds.
    record(catalogue, edition(1, title="Newer"), edition(2, title="Newest"))
    rebuilt(catalogue)
    assert {"Newer", "Newest"} < {*titles(catalogue, "sea.xml")}
    assert "New" not in titles(catalogue, "sea.xml")


def test_more_changes_than_a_feed_can_tell_stand_in_their_archives(catalogue):
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
    assert rebuilt(catalogue) == ["sea-2.xml", "sea.xml"]
    assert titles(catalogue, "sea-2.xml") == ["Part 4", "Part 3"]
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
    setting = r"audiobook\.toml: \[shows\.sea\] image: "
    with pytest.raises(ConfigError, match=rf"{setting}\S+small\.png is 600 pixels"):
        feeds(catalogue, replace(SHOW, image="small.png")).check()
    with pytest.raises(ConfigError, match=rf"{setting}the file \S+lost\.png is not there"):
        feeds(catalogue, replace(SHOW, image="lost.png")).check()
    with pytest.raises(ConfigError, match=r"audiobook\.toml: \[shows\.sea\] title: is missing"):
        feeds(catalogue, replace(SHOW, title=" ")).check()
    with pytest.raises(ConfigError, match="archive of the show 'sea'"):
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


def test_nothing_of_a_private_show_lies_among_the_feeds(catalogue):
    sea = replace(SHOW, image="own.png")
    Image.new("RGB", (1400, 1400), "teal").save(catalogue.folder / "own.png")
    record(catalogue, *map(edition, range(1, 8)))
    rebuilt(catalogue, sea)
    members = replace(sea, private=True)
    assert rebuilt(catalogue, members) == ["shows.opml"]
    left = {path.name for path in (catalogue.folder / "feeds").iterdir()}
    assert left == {"shows.opml", "style.css"}
    there = feeds(catalogue, members)
    assert there.picture(members).startswith(b"\xff\xd8")
    assert b"Part 7" in there.document(members, 0, "https://example.org/private/x/")
    record(catalogue, edition(1, title="New"))
    assert there.rebuild() == []
    assert b"New" in there.document(members, 0, "https://example.org/private/x/")
    assert b"New" in there.document(members, 1, "https://example.org/private/x/")
    # Public again, it has them all again.
    assert "sea-1.xml" in rebuilt(catalogue, sea)
    assert "New" in titles(catalogue, "sea.xml")


def test_an_episode_that_left_a_private_feed_and_changed_is_told_anew(catalogue):
    members = replace(SHOW, private=True)
    record(catalogue, *map(edition, range(1, 8)))
    rebuilt(catalogue, members)
    record(catalogue, edition(1, title="New"))
    rebuilt(catalogue, members)
    document = feeds(catalogue, members).document(members, 0, "https://example.org/private/x/")
    assert "New" in [entry.title for entry in feedparser.parse(document).entries]


def test_no_hub_is_told_of_the_address_of_a_subscriber(catalogue):
    members = replace(SHOW, name="members", private=True)
    record(catalogue, edition(1, shows=("sea", "members")))
    home = PublishSettings(base_url="https://example.org/", hub="https://hub.example.org/")
    there = feeds(catalogue, SHOW, members, publish=home)
    assert b"hub.example.org" in there.document(SHOW, 0, "https://example.org/")
    assert b"hub" not in there.document(members, 0, "https://example.org/private/x/")


def guid_in_feed(catalogue):
    return feedparser.parse(catalogue.folder / "feeds" / "sea.xml").feed.podcast_guid


def test_a_guid_that_was_told_stays_when_the_address_is_taken_away(catalogue):
    record(catalogue, edition(1))
    rebuilt(catalogue)
    told = guid_in_feed(catalogue)
    rebuilt(catalogue, publish=PublishSettings())
    assert b"127.0.0.1" in (catalogue.folder / "feeds" / "sea.xml").read_bytes()
    assert guid_in_feed(catalogue) == told


def test_each_of_several_shows_has_a_page_of_its_own_and_an_only_one_the_front(catalogue):
    sky, letters = Show(name="sky", title="Sky"), Show(name="letters", private=True)
    record(catalogue, edition(1))

    def pages_told(*shows):
        rebuilt(catalogue, *shows)
        channel = etree.parse(catalogue.folder / "feeds" / "sea.xml").find("channel")
        outline = etree.parse(catalogue.folder / "feeds" / "shows.opml").find(".//outline")
        return {channel.findtext("link"), channel.findtext("image/link"), outline.get("htmlUrl")}

    assert pages_told(SHOW, sky) == {"https://example.org/shows/sea.html"}
    assert pages_told(SHOW, letters) == {"https://example.org/"}
    assert pages_told(replace(SHOW, link="https://a.example/"), sky) == {"https://a.example/"}
    own = feeds(catalogue, SHOW, letters).document(letters, 0, "https://example.org/private/x")
    assert b"<link>https://example.org/private/x/</link>" in own


@pytest.mark.parametrize(
    "base_url",
    ["https://example.org", "https://example.org/a/b/", "http://[::1]:8000",
     "https://müller.example:8443/hör bar/", "https://example.org/already%20quoted"],
)  # fmt: skip
def test_pages_and_feeds_agree_where_a_feed_is(catalogue, base_url):
    settings = settings_from({"publish": {"base-url": base_url}}, {}, "audiobook.toml")
    there = Feeds(catalogue.folder, settings, catalogue)
    (show,) = there.shows()
    address = feed.feed_address(show, there.base_url)
    assert address.isascii()
    assert publish.Site.of((show,), there.base_url).address(places.feed(show)) == address
    assert f'"{address}"'.encode() in there.document(show, 0, there.base_url)
    assert show.guid == feed.feed_guid(address)


@pytest.mark.parametrize(
    ("base_url", "warned"),
    [("http://example.org/", True), ("https://example.org/", False), ("http://8.8.8.8/", True),
     ("http://192.168.1.9:8000/", False), ("http://127.0.0.1/", False), ("http://nas/", False),
     ("http://[fd00::1]/", False), ("http://shelf.local/", False)],
)  # fmt: skip
def test_who_would_be_found_without_https_is_told_so_once(catalogue, caplog, base_url, warned):
    record(catalogue, edition(1))
    home = PublishSettings(base_url=base_url)
    feeds(catalogue, publish=home).rebuild()
    told = [line.getMessage() for line in caplog.records if "https" in line.getMessage()]
    assert len(told) == warned
    rebuilt(catalogue, publish=home)
    assert len([line for line in caplog.records if "https" in line.getMessage()]) == warned


def test_a_wrong_setting_is_said_before_anything_is_written(catalogue):
    record(catalogue, edition(1))
    settings = Settings(shows=(replace(SHOW, category="Newz"),), publish=HOME)
    with closing(Project(catalogue.folder, settings)) as project:
        with pytest.raises(ConfigError, match=r"\[shows\.sea\] category: 'Newz'") as caught:
            project.remove(edition(1).slug)
        assert caught.value.exit_status == 3
        with pytest.raises(ConfigError, match="category"):
            list(project.publishing.publish(str(catalogue.folder / "site")))
    assert catalogue.edition(edition(1).slug) == edition(1)
    assert catalogue.shows.fixed_guid("sea") is None
    assert not (catalogue.folder / "feeds").exists()
