"""What a catalogue of very many editions costs: its size, and the CPU seconds of each use of it.

    python benchmarks/catalogue.py [EDITIONS…]

Editions without sound: 1,000 are recorded, their feed and archives built, all by the program's own
code; then SQLite multiplies the rows, and links stand for the archives of the others.
"""

from __future__ import annotations

import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from audiobook.catalogue import Catalogue, Sighting
from audiobook.config import PublishSettings, Settings
from audiobook.model import Chapter, Edition, Licence, Show
from audiobook.project.feeds import Feeds

SEED = 1_000
SIZES = (10_000, 100_000, 1_000_000)
FIRST = datetime(2020, 1, 1, tzinfo=UTC)
SHOW = Show(title="Tides", description="Of the sea.", author="Ada Marsh")
ARCHIVE = SHOW.episodes_in_feed // 2
SETTINGS = Settings(shows=(SHOW,), publish=PublishSettings(base_url="https://example.org/"))
COMPANIONS = (".jpg", ".vtt", ".srt", ".transcript.json", ".chapters.json", ".svg", ".json")
SHA256 = "0123456789abcdef" * 4
EDITION = Edition(
    identity="",
    slug="",
    guid="",
    shows=(SHOW.name,),
    fingerprint=SHA256,
    revision=1,
    published=FIRST,
    title="How the tide turns at the mouth of the river",
    authors=("Ada Marsh",),
    language="en-GB",
    source="https://example.org/how-the-tide-turns",
    article_published=None,
    summary="High water comes twice a day, and nobody who lives there looks up. " * 3,
    licence=Licence("CC-BY-4.0", "Creative Commons Attribution 4.0", "https://example.org/by"),
    notice="“How the tide turns” by Ada Marsh is licensed under CC BY 4.0. " * 2,
    notice_html="<p>“How the tide turns” by Ada Marsh is licensed under CC BY 4.0.</p>" * 2,
    voice="piper:en_GB-alba-medium",
    duration_ms=456_000,
    chapters=tuple(Chapter(f"Chapter {n}", 90_000 * n, 90_000 * (n + 1)) for n in range(5)),
    mp3_bytes=3_648_000,
    mp3_sha256=SHA256,
    companions=COMPANIONS,
)
FILE = f'{{"suffix":"{{}}","size_bytes":123456,"mtime_ns":1700000000000000000,"sha256":"{SHA256}"}}'
FILES = f"[{','.join(FILE.replace('{}', suffix) for suffix in ('.mp3', *COMPANIONS))}]"

NUMBERS = "WITH RECURSIVE n(i) AS (SELECT ? UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
IDENTITY, SLUG, GUID = (
    f"printf('{form}', i)" for form in ("articles/%08d.md", "tide-%08x", "urn:uuid:%036d")
)
DATE = "strftime('%Y-%m-%dT%H:%M:%S+00:00', 1577836800 + 60 * i, 'unixepoch')"
MULTIPLY = (
    f"""
    {NUMBERS} INSERT INTO editions
    (identity, slug, guid, published, fingerprint, files, removed, edition)
    SELECT {IDENTITY}, {SLUG}, {GUID}, {DATE}, fingerprint, files, 0, json_set(edition,
        '$.identity', {IDENTITY}, '$.slug', {SLUG}, '$.guid', {GUID}, '$.published', {DATE})
    FROM n, (SELECT * FROM editions LIMIT 1)
    """,
    f"{NUMBERS} INSERT INTO changes SELECT i FROM n",
    f"""
    {NUMBERS} INSERT INTO episodes
    SELECT show, i, {IDENTITY}, 0, i, i FROM n, (SELECT * FROM episodes LIMIT 1)
    """,
    f"""
    {NUMBERS} INSERT INTO seen
    SELECT {IDENTITY}, {IDENTITY}, mark, state FROM n, (SELECT * FROM seen LIMIT 1)
    """,
)
ARCHIVES = f"""
{NUMBERS} INSERT OR IGNORE INTO archives
SELECT show, i, {ARCHIVE} * (i - 1) + 1, {ARCHIVE} * i, built
FROM n, (SELECT * FROM archives LIMIT 1)
"""


def edition(number: int) -> Edition:
    """The edition that has this number in the show."""
    return replace(
        EDITION,
        identity=f"articles/{number:08}.md",
        slug=f"tide-{number:08x}",
        guid=f"urn:uuid:{number:036}",
        published=FIRST + timedelta(minutes=number),
    )


def seed(catalogue: Catalogue) -> None:
    """The first editions, as a batch makes them."""
    for number in range(1, SEED + 1):
        made = catalogue.record(edition(number), {})
        mark = f"12345 1700000000000000000 {SHA256}"
        catalogue.sightings.note([Sighting(made.identity, mark, SHA256, (made.identity,))])
    Feeds(catalogue.folder, SETTINGS, catalogue).rebuild(only_stale=True)


def multiply(folder: Path, count: int) -> None:
    """Rows and archives up to so many editions."""
    with closing(sqlite3.connect(folder / ".audiobook" / "catalogue.sqlite")) as connection:
        with connection:
            for statement in MULTIPLY:
                connection.execute(statement, (SEED + 1, count))
            connection.execute(ARCHIVES, (1, count // ARCHIVE - 2))
            connection.execute("UPDATE editions SET files = ?", (FILES,))
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    first, place = folder / "feeds" / f"{SHOW.name}-1.xml", folder / "feeds"
    for number in range(SEED // ARCHIVE - 1, count // ARCHIVE - 1):
        (place / f"{SHOW.name}-{number}.xml").hardlink_to(first)


def cost(name: str, work: Callable[[], object]) -> None:
    """Print what it costs to do the work once."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    took = f"{time.process_time() - cpu:9.3f} {time.perf_counter() - wall:9.3f}"
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name:40} {took} {peak_mb:9.0f}", flush=True)


def measure(folder: Path, count: int) -> None:
    """Print a line for each use of the catalogue."""
    print(f"{f'{count:,} editions':40} {'CPU s':>9} {'wall s':>9} {'peak MB':>9}")
    with closing(Catalogue(folder)) as catalogue:
        feeds = Feeds(folder, SETTINGS, catalogue)
        known, new = edition(count), edition(count + 1)
        cost("opened, and one edition found", lambda: catalogue.edition(known.slug))
        cost("an article planned", lambda: catalogue.place(known.identity, "", known.published))
        cost("the newest twenty", lambda: catalogue.editions(at_most=20))
        cost("a new edition recorded", lambda: catalogue.record(new, {}))
        cost("the feed with it in", lambda: feeds.rebuild(only_stale=True))
        cost("an old edition changed", lambda: catalogue.record(replace(edition(1), title="T"), {}))
        cost("its archive and the feed", lambda: feeds.rebuild(only_stale=True))
        cost("an idle look, but for the files", lambda: idle(catalogue, feeds))
        cost("all listed", catalogue.editions)
    size_bytes = (folder / ".audiobook" / "catalogue.sqlite").stat().st_size
    print(f"{size_bytes / 1e6:,.0f} MB: {size_bytes / count:,.0f} bytes an edition\n")


def idle(catalogue: Catalogue, feeds: Feeds) -> None:
    """What a batch asks when nothing is new."""
    catalogue.sightings.all()
    catalogue.settled()
    feeds.rebuild(only_stale=True)


def main() -> None:
    """Measure catalogues of each size."""
    for count in map(int, sys.argv[1:] or SIZES):
        with tempfile.TemporaryDirectory() as folder:
            with closing(Catalogue(Path(folder))) as catalogue:
                cost(f"{SEED:,} editions recorded", lambda: seed(catalogue))
            multiply(Path(folder), count)
            measure(Path(folder), count)


if __name__ == "__main__":
    main()
