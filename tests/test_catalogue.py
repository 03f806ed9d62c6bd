import hashlib
import os
import sqlite3
import threading
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.catalogue import Catalogue, Sighting, slug_of
from audiobook.errors import CatalogueDamaged, CatalogueError
from audiobook.model import Chapter, Edition, Licence

EDITION = Edition(
    identity="tide.md",
    slug="tide-0a1b2c3d",
    guid="urn:uuid:1",
    shows=("podcast",),
    fingerprint="f1",
    revision=1,
    published=datetime(2026, 3, 1, 12, tzinfo=UTC),
    title="Tide",
    authors=("Ada Marsh",),
    language="en",
    source="tide.md",
    article_published=None,
    summary="High water.",
    licence=Licence("CC-BY-4.0", "Creative Commons Attribution 4.0", "https://example.org/"),
    notice="Tide by Ada Marsh",
    notice_html="<p>Tide by Ada Marsh</p>",
    voice="tone:sine",
    duration_ms=1000,
    chapters=(Chapter("Tide", 0, 1000),),
    mp3_bytes=3,
    mp3_sha256="ef0b9e4a4be5f2c1d1ba5e4b6e2c9e4a",
)
FILES = {".mp3": b"mp3", ".json": b"{}", ".vtt": b"WEBVTT", ".jpg": b"j", ".chapters.json": b"{}"}
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def catalogue(tmp_path):
    made = Catalogue(tmp_path)
    yield made
    made.close()


def test_an_empty_catalogue_makes_no_file(catalogue, tmp_path):
    assert catalogue.editions() == ()
    assert catalogue.made("tide.md", "f1") is None
    assert list(tmp_path.iterdir()) == []


def test_what_is_recorded_is_read_back_whole(catalogue, tmp_path):
    catalogue.record(EDITION, FILES)
    with closing(Catalogue(tmp_path)) as again:
        assert again.editions() == (EDITION,)
    for suffix, data in FILES.items() - {(".json", b"{}")}:
        assert (tmp_path / "media" / f"{EDITION.slug}{suffix}").read_bytes() == data


def test_only_the_file_that_was_made_counts_as_made(catalogue, tmp_path):
    sha256 = hashlib.sha256(b"mp3").hexdigest()
    edition = catalogue.record(replace(EDITION, mp3_sha256=sha256), FILES)
    mp3 = tmp_path / "media" / f"{EDITION.slug}.mp3"
    assert catalogue.made("tide.md", "f1") == edition
    assert catalogue.made("tide.md", "f2") is None
    os.utime(mp3, (1, 1))
    assert catalogue.made("tide.md", "f1") == edition
    for path in (mp3, mp3.with_suffix(".vtt")):
        before = path.read_bytes()
        path.write_bytes(before.swapcase())
        assert catalogue.made("tide.md", "f1") is None
        path.unlink()
        assert catalogue.made("tide.md", "f1") is None
        path.write_bytes(before)
        assert catalogue.made("tide.md", "f1") == edition


def test_a_record_that_broke_off_is_made_again(catalogue, tmp_path):
    catalogue.record(EDITION, FILES)
    (tmp_path / "media" / f"{EDITION.slug}.jpg").unlink()
    (tmp_path / "media" / f"{EDITION.slug}.jpg").mkdir()
    with pytest.raises(CatalogueError, match=r"tide-0a1b2c3d\.jpg"):
        catalogue.record(replace(EDITION, fingerprint="f2"), FILES)
    (tmp_path / "media" / f"{EDITION.slug}.jpg").rmdir()
    assert catalogue.made("tide.md", "f1") is None
    assert catalogue.made("tide.md", "f2") is None
    assert catalogue.editions() == (EDITION,)


def test_a_first_edition_that_could_not_be_written_leaves_no_file(catalogue, tmp_path):
    (tmp_path / "media" / f"{EDITION.slug}.chapters.json").mkdir(parents=True)
    (tmp_path / "media" / f"{EDITION.slug}.chapters.json" / "x").touch()
    with pytest.raises(CatalogueError, match=r"chapters\.json"):
        catalogue.record(EDITION, {**FILES, ".mp3": b"mp3"})
    left = [path.name for path in (tmp_path / "media").iterdir()]
    assert left == [f"{EDITION.slug}.chapters.json"]


def test_the_files_of_another_article_are_left_alone(catalogue, tmp_path):
    catalogue.record(EDITION, FILES)
    before = {path: path.read_bytes() for path in (tmp_path / "media").iterdir()}
    with pytest.raises(CatalogueError, match=r"edition tide-0a1b2c3d: .* of tide\.md"):
        catalogue.record(replace(EDITION, identity="other.md", guid="urn:uuid:2"), FILES)
    # Nor are those that lay there before any edition was known, when one can't be entered.
    with closing(Catalogue(tmp_path)) as other:
        other._store.write(("DELETE FROM editions",), ("DROP TABLE episodes",))
        with pytest.raises(CatalogueError):
            other.record(EDITION, {".jpg": b"k"})
    assert {path for path in before if not path.exists()} == set()


def test_one_run_writes_at_a_time(catalogue, tmp_path):
    order = []

    def other_run():
        with closing(Catalogue(tmp_path)) as other, other.exclusive():
            order.append("other")

    with catalogue.exclusive():
        thread = threading.Thread(target=other_run)
        thread.start()
        thread.join(0.3)
        order.append("this")
    thread.join()
    assert order == ["this", "other"]


def test_a_place_once_given_never_changes(catalogue):
    first = catalogue.place("tide.md", "Tide", NOW)
    assert (first.published, first.revision) == (NOW, 1)
    edition = replace(EDITION, slug=first.slug, guid=first.guid, published=first.published)
    catalogue.record(edition, FILES)
    later = catalogue.place("tide.md", "A new title", datetime(2027, 1, 1, tzinfo=UTC))
    assert (later.slug, later.guid, later.published) == (first.slug, first.guid, NOW)
    assert later.revision == 2
    catalogue.remove(edition)
    again = catalogue.place("tide.md", "Tide", datetime(2028, 1, 1, tzinfo=UTC))
    assert (again.guid, again.published) == (first.guid, NOW)


def test_the_same_bytes_again_keep_their_revision(catalogue):
    catalogue.record(EDITION, FILES)
    assert catalogue.record(replace(EDITION, revision=2), FILES).revision == 1
    changed = replace(EDITION, revision=2, mp3_sha256="other")
    assert catalogue.record(changed, FILES).revision == 2


def test_editions_come_newest_first_and_by_show(catalogue):
    for day, show in ((1, "a"), (3, "b"), (2, "a")):
        catalogue.record(
            replace(
                EDITION,
                identity=f"{day}",
                slug=f"s-{day}",
                guid=f"g{day}",
                shows=(show,),
                published=datetime(2026, 1, day, tzinfo=UTC),
            ),
            FILES,
        )
    assert [edition.identity for edition in catalogue.editions()] == ["3", "2", "1"]
    assert [edition.identity for edition in catalogue.editions("a")] == ["2", "1"]


def test_removing_takes_the_files_and_the_episode(catalogue, tmp_path):
    catalogue.record(EDITION, FILES)
    catalogue.remove(catalogue.find("0a1b2c3d"))
    assert catalogue.editions() == ()
    assert list((tmp_path / "media").iterdir()) == []
    with pytest.raises(CatalogueError, match="is no edition here"):
        catalogue.find("0a1b2c3d")


@pytest.mark.parametrize("stuck", sorted(FILES.keys() - {".mp3"}))
def test_the_mp3_is_the_last_file_to_go(catalogue, tmp_path, stuck):
    """A run that ends before it is through leaves an episode that can be played."""
    catalogue.record(EDITION, FILES)
    path = tmp_path / "media" / f"{EDITION.slug}{stuck}"
    path.unlink()
    path.mkdir()  # can't be deleted as a file
    with pytest.raises(CatalogueError):
        catalogue.remove(EDITION)
    assert (tmp_path / "media" / f"{EDITION.slug}.mp3").is_file()
    assert catalogue.find("0a1b2c3d") == EDITION


@pytest.mark.parametrize("name", ["tide-0a1b2c3d", "0a1b2c3d", "urn:uuid:1"])
def test_an_edition_is_found_by_slug_digits_or_guid(catalogue, name):
    catalogue.record(EDITION, FILES)
    assert catalogue.find(name) == EDITION


def test_two_articles_never_meet_in_one_file(catalogue):
    catalogue.record(EDITION, FILES)
    with pytest.raises(CatalogueError, match=r"is the name of an edition of tide\.md"):
        catalogue.record(replace(EDITION, identity="other.md", guid="g2"), FILES)
    assert catalogue.editions() == (EDITION,)


def test_a_show_guid_is_fixed_for_life(catalogue):
    assert catalogue.shows.guid("podcast", lambda: "one") == "one"
    catalogue.shows.feed_built("podcast", "state")
    assert catalogue.shows.guid("podcast", lambda: "two") == "one"
    assert catalogue.shows.feed_state("podcast") == "state"


def test_every_change_is_a_new_state(catalogue):
    states = [catalogue.state()]
    catalogue.record(EDITION, FILES)
    states.append(catalogue.state())
    catalogue.remove(EDITION)
    states.append(catalogue.state())
    assert states == sorted(set(states))


def test_a_file_that_is_no_catalogue_is_named(catalogue, tmp_path):
    path = tmp_path / ".audiobook" / "catalogue.sqlite"
    path.parent.mkdir()
    path.write_bytes(b"this is not a database, it is far too long for that" * 100)
    with pytest.raises(CatalogueError, match=r"catalogue\.sqlite: file is not a database"):
        catalogue.editions()


def test_what_is_no_text_is_refused_and_the_catalogue_not_called_damaged(catalogue, tmp_path):
    with pytest.raises(CatalogueError, match="is no text to keep") as caught:
        catalogue.sightings.note([Sighting("a.md", "mark \udcff", "state", (EDITION.identity,))])
    assert not isinstance(caught.value, CatalogueDamaged)
    assert catalogue.sightings.all() == {}


def test_a_newer_catalogue_is_refused(catalogue, tmp_path):
    path = tmp_path / ".audiobook" / "catalogue.sqlite"
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(CatalogueError, match=r"version 99.*update audiobook"):
        catalogue.editions()


def test_what_a_killed_write_left_is_cleared_away_later(catalogue, tmp_path):
    catalogue.record(EDITION, FILES)
    old, new = (tmp_path / "media" / f".tide.mp3.{name}.unfinished" for name in ("old", "new"))
    old.write_bytes(b"part")
    new.write_bytes(b"part")
    kept = tmp_path / "media" / ".gitkeep"
    kept.touch()
    for path in (old, kept):
        os.utime(path, (1, 1))
    catalogue.tidy()
    assert (old.exists(), new.exists(), kept.exists()) == (False, True, True)
    assert len(list((tmp_path / "media").glob("[!.]*"))) == len(FILES)


def test_threads_may_share_it(catalogue):
    def record(number):
        catalogue.record(
            replace(EDITION, identity=f"{number}", slug=f"s-{number}", guid=f"g{number}"), FILES
        )

    threads = [threading.Thread(target=record, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(catalogue.editions()) == 8


@given(st.text(max_size=300), st.text(max_size=40))
def test_a_slug_is_a_safe_file_name(title, identity):
    slug = slug_of(title, identity)
    assert slug.isascii()
    assert len(slug) <= 80
    assert all(c.isalnum() or c == "-" for c in slug)
    assert slug == slug.strip("-").lower()


def test_slugs_read_like_their_titles():
    assert slug_of("Évariste Galois: a life", "x").startswith("evariste-galois-a-life-")
    assert slug_of("Тихий океан", "x").startswith("tikhiy-okean-")
    assert slug_of("CON", "x") != slug_of("CON", "y")
