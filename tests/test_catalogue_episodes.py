"""Episodes, archives, subscribers, and catalogues that older programs made."""

import os
import sqlite3
import threading
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from test_catalogue import EDITION, FILES

from audiobook.catalogue import Catalogue
from audiobook.errors import CatalogueError

VERSION_1 = Path(__file__).with_name("catalogue_version_1.sql")
"""Made by a program of version 1: ``tide`` in the show sea, ``moon`` in sky, ``wind`` removed."""


@pytest.fixture
def catalogue(tmp_path):
    with closing(Catalogue(tmp_path)) as made:
        yield made


def edition(number, *shows, **changes):
    return replace(
        EDITION,
        identity=f"{number}.md",
        slug=f"part-{number:08x}",
        guid=f"urn:uuid:{number}",
        shows=shows or ("a",),
        published=EDITION.published + timedelta(minutes=number),
        **changes,
    )


def record(catalogue, *editions):
    for each in editions:
        catalogue.record(each, {".mp3": b"mp3"})


def numbers(episodes):
    return [(episode.number, episode.edition.identity) for episode in episodes]


def test_episodes_are_numbered_in_each_show_as_they_come(catalogue):
    record(catalogue, edition(1, "a"), edition(2, "b"), edition(3, "b", "a"))
    assert numbers(catalogue.episodes.between("a", 1, 9)) == [(2, "3.md"), (1, "1.md")]
    assert numbers(catalogue.episodes.between("b", 2, 2)) == [(2, "3.md")]
    assert catalogue.episodes.last_number("a") == 2
    assert catalogue.episodes.last_number("none") == 0
    assert catalogue.episodes.shows() == {"a", "b"}


def test_a_number_is_never_given_to_another(catalogue):
    record(catalogue, edition(1), edition(2), edition(3))
    catalogue.remove(edition(3))
    catalogue.remove(edition(1))
    record(catalogue, edition(4))
    assert numbers(catalogue.episodes.between("a", 1, 9)) == [(4, "4.md"), (2, "2.md")]
    record(catalogue, edition(1))
    assert numbers(catalogue.episodes.between("a", 1, 2)) == [(2, "2.md"), (1, "1.md")]
    assert catalogue.episodes.last_number("a") == 4


def test_an_edition_moves_to_other_shows_and_keeps_its_files(catalogue, tmp_path):
    record(catalogue, edition(1, "a", "b"))
    moved = catalogue.move(edition(1, "a", "b"), ("b", "c"))
    assert moved.shows == ("b", "c")
    assert catalogue.find("urn:uuid:1") == moved
    assert catalogue.editions("a") == ()
    assert catalogue.editions("c") == (moved,)
    assert catalogue.made("1.md", "f1") == moved
    assert (tmp_path / "media" / f"{moved.slug}.mp3").exists()


def test_what_changed_since_it_left_the_feed_is_known_however_often_archives_are_written(catalogue):
    record(catalogue, *map(edition, range(1, 6)))
    catalogue.episodes.left_feed("a", 4)
    assert catalogue.episodes.changed_since_they_left("a", 9) == ()
    record(catalogue, edition(2, mp3_sha256="new", revision=2), edition(5, title="New"))
    record(catalogue, edition(1, title="New"), edition(3))
    for _ in range(2):
        changed = catalogue.episodes.changed_since_they_left("a", 9)
        assert numbers(changed) == [(1, "1.md"), (2, "2.md")]
        catalogue.episodes.archive_written("a", 1, 1, 4, "from that")
        catalogue.episodes.left_feed("a", 4)
    assert numbers(catalogue.episodes.changed_since_they_left("a", 1)) == [(1, "1.md")]


def test_an_archive_of_which_an_episode_changes_is_known(catalogue):
    record(catalogue, *(edition(number, "a", "b") for number in range(1, 5)))
    for show in ("a", "b"):
        for last in (2, 4):
            catalogue.episodes.archive_written(show, last // 2, last - 1, last, "x")
    catalogue.move(edition(1, "a", "b"), ("b", "a"))
    record(catalogue, edition(2, "a", "b"))
    assert catalogue.episodes.archives("a") == {1: "x", 2: "x"}
    record(catalogue, edition(3, "a", "b", mp3_bytes=7))
    assert catalogue.episodes.archives("a") == {1: "x", 2: ""}
    assert catalogue.episodes.archives("b") == {1: "x", 2: ""}


def test_an_archive_that_loses_an_episode_is_known(catalogue):
    record(catalogue, *(edition(number, "a", "b") for number in range(1, 7)))
    for show in ("a", "b"):
        for archive in (1, 2, 3):
            last = archive * 2
            catalogue.episodes.archive_written(show, archive, last - 1, last, "x")
    catalogue.remove(edition(1))
    catalogue.move(edition(4), ("b",))
    assert catalogue.episodes.archives("a") == {1: "", 2: "", 3: "x"}
    assert catalogue.episodes.archives("b") == {1: "", 2: "x", 3: "x"}
    catalogue.episodes.archive_dropped("a", 3)
    assert catalogue.episodes.archives("a") == {1: "", 2: ""}


def test_a_change_in_one_show_is_none_in_another(catalogue):
    record(catalogue, edition(1, "a"), edition(2, "b"))
    a, b = map(catalogue.episodes.state, "ab")
    record(catalogue, edition(3, "a"))
    assert catalogue.episodes.state("a") > a
    assert catalogue.episodes.state("b") == b
    a = catalogue.episodes.state("a")
    catalogue.remove(edition(1))
    assert catalogue.episodes.state("a") > a


def test_editions_come_by_the_page(catalogue):
    record(catalogue, *(edition(number, "ab"[number % 2]) for number in range(10)))
    page = catalogue.editions(at_most=3, skip=2)
    assert [each.identity for each in page] == ["7.md", "6.md", "5.md"]
    page = catalogue.editions("a", at_most=2, skip=1)
    assert [each.identity for each in page] == ["6.md", "4.md"]
    assert (catalogue.count(), catalogue.count("a")) == (10, 5)
    catalogue.remove(page[0])
    assert (catalogue.count(), catalogue.count("a")) == (9, 4)


def test_an_edition_is_had_by_its_slug_alone(catalogue):
    record(catalogue, edition(1))
    assert catalogue.edition(edition(1).slug) == edition(1)
    assert catalogue.edition("00000001") is None
    catalogue.remove(edition(1))
    assert catalogue.edition(edition(1).slug) is None


def test_companions_that_an_edition_has_no_more_are_cleared_away(catalogue, tmp_path):
    catalogue.record(EDITION, {**FILES, ".srt": b"1"})
    catalogue.record(EDITION, FILES)
    assert {path.suffixes[-1] for path in (tmp_path / "media").iterdir()} == {
        ".mp3", ".json", ".vtt", ".jpg",
    }  # fmt: skip
    catalogue.record(EDITION, {**FILES, ".srt": b"1"})
    catalogue.remove(EDITION)
    assert list((tmp_path / "media").iterdir()) == []


def test_subscribers_have_a_secret_each_until_it_is_withdrawn(catalogue):
    ada = catalogue.subscribers.add("a", "ada")
    bob = catalogue.subscribers.add("a", "bob")
    assert catalogue.subscribers.add("a", "ada") == ada
    assert ada.secret != bob.secret
    assert len(ada.secret) == 32
    assert catalogue.subscribers.of("a") == (ada, bob)
    assert catalogue.subscribers.add("b", "ada").secret != ada.secret
    assert len(catalogue.subscribers.all()) == 3
    assert catalogue.subscribers.holding(bob.secret) == bob
    assert catalogue.subscribers.holding("") is None
    catalogue.subscribers.end("a", "bob")
    assert catalogue.subscribers.holding(bob.secret) is None
    assert catalogue.subscribers.holding("\udce9") is None
    with pytest.raises(CatalogueError, match="has no subscriber 'bob'; known: ada"):
        catalogue.subscribers.end("a", "bob")


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps permissions another way")
def test_nobody_else_may_read_the_secrets(catalogue, tmp_path):
    own = tmp_path / ".audiobook"
    own.mkdir(mode=0o755)
    (own / "catalogue.sqlite").touch(mode=0o644)
    with catalogue.exclusive():
        catalogue.subscribers.add("a", "ada")
    assert own.stat().st_mode & 0o777 == 0o700
    kept = sorted(own.glob("catalogue.*"))
    assert {path.stat().st_mode & 0o777 for path in kept} == {0o600}
    assert len(kept) > 1


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps permissions another way")
def test_a_new_catalogue_is_its_owner_s_from_the_start(catalogue, tmp_path):
    with catalogue.exclusive():
        assert (tmp_path / ".audiobook").stat().st_mode & 0o777 == 0o700


def make_version_1(folder):
    path = folder / ".audiobook" / "catalogue.sqlite"
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(VERSION_1.read_text())
    return path


def test_a_catalogue_of_version_1_keeps_all_that_it_promised(catalogue, tmp_path):
    path = make_version_1(tmp_path)
    moon, tide = catalogue.editions()
    assert (moon.slug, moon.shows) == ("moon-14be542f", ("sky",))
    assert (tide.slug, tide.shows) == ("tide-b92cf40b", ("sea",))
    assert tide.guid == "urn:uuid:870d61c3-b5aa-4b5a-8389-e91b7cedf10d"
    assert tide.companions == (".vtt", ".chapters.json", ".jpg", ".json")
    assert (tide.tags, tide.season) == ((), None)
    assert numbers(catalogue.episodes.between("sky", 1, 9)) == [(1, "moon.md")]
    assert catalogue.find("b92cf40b") == tide
    place = catalogue.place("wind.md", "Wind", EDITION.published)
    assert (place.guid, place.revision) == ("urn:uuid:773336cd-42de-47dc-b17d-511a0b8e6576", 2)
    record(catalogue, replace(EDITION, identity="wind.md", slug=place.slug, shows=("sky",)))
    assert numbers(catalogue.episodes.between("sky", 1, 9)) == [(2, "wind.md"), (1, "moon.md")]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (4,)


def test_two_programs_may_open_an_old_catalogue_at_once(tmp_path):
    make_version_1(tmp_path)
    counts, start = [], threading.Barrier(4)

    def look():
        with closing(Catalogue(tmp_path)) as mine:
            start.wait()
            counts.append(mine.count())

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts == [2, 2, 2, 2]


def test_a_catalogue_whose_migration_fails_is_as_it_was(catalogue, tmp_path):
    path = make_version_1(tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE subscribers (in_the_way)")
        before = list(connection.iterdump())
    with pytest.raises(CatalogueError, match="subscribers already exists"):
        catalogue.editions()
    with closing(sqlite3.connect(path)) as connection:
        assert list(connection.iterdump()) == before
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
