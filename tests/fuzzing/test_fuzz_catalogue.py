"""A catalogue that a disk, a crash or another program has damaged: each use of it works or says so.

No use hangs, and none raises anything but CatalogueError, in one line.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobook.catalogue import Catalogue, Sighting
from audiobook.catalogue.migrations import STEPS
from audiobook.errors import CatalogueError
from audiobook.model import Chapter, Edition, Licence
from fuzz.laws import check_error

pytestmark = pytest.mark.timeout(120)
EXAMPLES = settings().max_examples
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
FILES = {".mp3": b"mp3", ".json": b"{}", ".vtt": b"WEBVTT", ".jpg": b"j", ".chapters.json": b"{}"}
FILE = Path(".audiobook") / "catalogue.sqlite"


def edition(number: int) -> Edition:
    return Edition(
        identity=f"tide-{number}.md",
        slug=f"tide-0a1b2c3{number}",
        guid=f"urn:uuid:{number}",
        shows=("podcast", "law"),
        fingerprint="f1",
        revision=1,
        published=NOW + timedelta(days=number),
        title="Tide",
        authors=("Ada Marsh",),
        language="en",
        source="tide.md",
        article_published=None,
        summary="High water. " * 40,
        licence=Licence("CC-BY-4.0", "Creative Commons Attribution 4.0", "https://example.org/"),
        notice="Tide by Ada Marsh",
        notice_html="<p>Tide by Ada Marsh</p>",
        voice="tone:sine",
        duration_ms=1000,
        chapters=(Chapter("Tide", 0, 1000),),
        mp3_bytes=3,
        mp3_sha256="ef0b9e4a4be5f2c1d1ba5e4b6e2c9e4a",
    )


@cache
def whole() -> bytes:
    """The file of a catalogue with something in each of its tables."""
    with tempfile.TemporaryDirectory() as folder:
        with closing(Catalogue(Path(folder))) as catalogue:
            for number in range(5):
                catalogue.record(edition(number), FILES)
            catalogue.remove(edition(4))
            catalogue.shows.guid("podcast", lambda: "g")
            catalogue.shows.feed_built("podcast", "state")
            catalogue.subscribers.add("law", "ada")
            catalogue.sightings.note([Sighting("tide.md", "m", "s", ("tide-0.md", "tide-1.md"))])
            catalogue.episodes.archive_written("podcast", 1, 1, 2, "b")
        path = Path(folder) / FILE
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return path.read_bytes()


USES: tuple[Callable[[Catalogue], object], ...] = (
    lambda c: c.editions(),
    lambda c: c.editions("podcast", 2, 1),
    lambda c: c.count(),
    lambda c: c.made("tide-0.md", "f1"),
    lambda c: c.place("tide-1.md", "Tide", NOW),
    lambda c: c.after_all(NOW),
    lambda c: list(c.files("law")),
    lambda c: c.edition("tide-0a1b2c30"),
    lambda c: c.settled(),
    lambda c: c.find("0a1b2c30"),
    lambda c: c.state(),
    lambda c: c.episodes.between("podcast", 1, 9),
    lambda c: c.episodes.changed_since_they_left("podcast", 9),
    lambda c: (c.episodes.last_number("podcast") + 1, c.episodes.state("law") + 1),
    lambda c: (c.episodes.shows(), dict(c.episodes.archives("podcast"))),
    lambda c: c.shows.guid("podcast", lambda: "g"),
    lambda c: (c.shows.feed_state("podcast"), c.shows.picture_state("podcast")),
    lambda c: c.sightings.all(),
    lambda c: (c.subscribers.all(), c.subscribers.holding("x")),
    lambda c: c.record(replace(edition(1), mp3_sha256="b" * 64), FILES),
    lambda c: c.record(edition(7), FILES),
    lambda c: c.move(edition(2), ("law",)),
    lambda c: c.remove(edition(3)),
    lambda c: c.episodes.left_feed("podcast", 2),
    lambda c: c.subscribers.add("law", "bo"),
    lambda c: c.sightings.note([Sighting("b.md", "m", "s", ("tide-0.md",))]),
)


def used(data: bytes, journal: bytes = b"") -> int:
    """How many uses were refused of a catalogue whose file is ``data``."""
    refused = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / FILE
        path.parent.mkdir()
        path.write_bytes(data)
        if journal:
            path.with_name(f"{path.name}-wal").write_bytes(journal)
        with closing(Catalogue(Path(folder))) as catalogue:
            for use in USES:
                try:
                    use(catalogue)
                except CatalogueError as error:
                    check_error(error)
                    refused += 1
    return refused


def test_the_whole_file_is_good_for_every_use() -> None:
    assert used(whole()) == 0


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """The file with bytes flipped, pages zeroed, swapped or cut off."""
    data = bytearray(whole())
    page = 4096
    pages = len(data) // page
    for _ in range(draw(st.integers(1, 4))):
        first, second = (draw(st.integers(0, pages - 1)) * page for _ in range(2))
        match draw(st.sampled_from(["flip", "flip", "flip", "zero", "swap", "cut", "noise"])):
            case "flip":
                data[draw(st.integers(0, len(data) - 1))] ^= draw(st.integers(1, 255))
            case "zero":
                data[first : first + page] = bytes(page)
            case "swap":
                data[first : first + page], data[second : second + page] = (
                    data[second : second + page],
                    data[first : first + page],
                )
            case "cut":
                del data[draw(st.integers(0, len(data) - 1)) :]
                return bytes(data)
            case "noise":
                noise = draw(st.binary(min_size=16, max_size=64))
                data[first : first + len(noise)] = noise
    return bytes(data)


@settings(max_examples=max(10, EXAMPLES // 4), deadline=None)
@given(damaged())
def test_a_damaged_file_is_used_or_refused(data: bytes) -> None:
    used(data)


@settings(max_examples=max(5, EXAMPLES // 10), deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_used_or_refused(data: bytes) -> None:
    used(data)
    used(whole(), data)


def altered(*statements: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "c.sqlite"
        path.write_bytes(whole())
        with closing(sqlite3.connect(path)) as connection:
            for statement in statements:
                connection.execute(statement)
            connection.commit()
        return path.read_bytes()


WRONG = st.sampled_from(
    ["NULL", "''", "'x'", "-1", "'[]'", "'{}'", "'[1]'", "'null'", "'2026'", "1 << 62", "x'ff'"]
)
COLUMNS = st.sampled_from(
    [
        "editions.published",
        "editions.edition",
        "editions.files",
        "editions.slug",
        "editions.removed",
        "episodes.number",
        "episodes.changed",
        "shows.guid",
        "shows.built",
        "archives.built",
        "seen.identity",
        "seen.mark",
        "subscribers.secret",
        "changes.number",
    ]
)


@settings(max_examples=max(10, EXAMPLES // 4), deadline=None)
@given(COLUMNS, WRONG)
def test_a_wrong_value_is_used_or_refused(column: str, value: str) -> None:
    table, _, name = column.partition(".")
    with suppress(sqlite3.Error):  # the table's own types forbid some
        used(altered(f"UPDATE OR IGNORE {table} SET {name} = {value}"))


@pytest.mark.parametrize(
    "statements",
    [
        ("DROP TABLE editions",),
        ("DROP TABLE episodes", "CREATE TABLE episodes (show, number)"),
        ("ALTER TABLE editions RENAME COLUMN slug TO title",),
        ("ALTER TABLE shows DROP COLUMN picture",),
        ("DROP TABLE seen", "CREATE VIEW seen AS SELECT 1 AS source"),
        (
            "DROP TABLE subscribers",
            "CREATE TABLE subscribers (show, name, secret)",
            "INSERT INTO subscribers VALUES ('law', 'ada', NULL)",
        ),
        ("CREATE TRIGGER t BEFORE INSERT ON changes BEGIN SELECT RAISE(ABORT, 'no'); END",),
        ("PRAGMA user_version = 1",),
        ("PRAGMA user_version = -1",),
        ("PRAGMA user_version = 0",),
    ],
)
def test_a_foreign_schema_is_refused(statements: tuple[str, ...]) -> None:
    assert used(altered(*statements)) > 0


def test_a_newer_version_is_refused_at_every_use() -> None:
    assert used(altered(f"PRAGMA user_version = {len(STEPS) + 1}")) == len(USES)
