"""One project, and ways to damage it: what a check says of each, and whether a repair mends it."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from mutagen.id3 import TIT2
from mutagen.mp3 import MP3

from audiobook.config import load_settings
from audiobook.model import Status
from audiobook.project import Options, Project

SETTINGS = """\
[show]
title = "Tides"
author = "Ada Marsh"
episodes-in-feed = 2

[narrator]
quote-voice = "pyttsx3:de"

[publish]
base-url = "https://example.org/tides/"
"""
ARTICLE = """\
---
title: {title}
author: Ada Marsh
license: CC-BY-4.0
language: en
tags: [sea]
---
The {title} comes <twice> & goes. It cost $3.5M (gross) on 2 May 1998.[^1]

## Why

{quote}It knows no --> end.

[^1]: A note.
"""


def open_project(folder: Path) -> Project:
    return Project(folder, load_settings(folder, os.environ))


def make_project(folder: Path) -> None:
    """Four episodes, so two or more archives; one made twice, one read by two voices."""
    (folder / "audiobook.toml").write_text(SETTINGS)
    with closing(open_project(folder)) as project:
        for title, voice, quote in (
            ("Ebb", "tone:sine", ""),
            ("Flood", "pyttsx3:en-us", "> The sea waits for nobody.\n\n"),
            ("Slack", "tone:sine", ""),
            ("Surge", "tone:sine", ""),
            ("Ebb", "tone:sine", "It was low. "),
        ):
            path = folder / f"{title.lower()}.md"
            path.write_text(ARTICLE.format(title=title, quote=quote))
            *_, outcome = project.make([str(path)], Options(voice=voice))
            assert outcome.status is Status.MADE, outcome.error


def of(folder: Path, pattern: str) -> Path:
    """The one file of a pattern: ``media/slack-*.mp3``."""
    (path,) = folder.glob(pattern)
    return path


def _changed(path: Path, pattern: str, by: str) -> None:
    before = path.read_text("utf-8")
    after = re.sub(pattern, by, before, count=1)
    assert after != before
    path.write_text(after, "utf-8")


def _in_catalogue(folder: Path, statement: str) -> None:
    path = folder / ".audiobook" / "catalogue.sqlite"
    with closing(sqlite3.connect(path)) as connection, connection:
        assert connection.execute(statement).rowcount > 0


def _flip_byte(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def _retitled(path: Path) -> None:
    audio = MP3(path)
    assert audio.tags is not None
    audio.tags.delall("COMM")
    audio.tags.add(TIT2(3, ["Mine"]))
    audio.save()


def _left_behind(folder: Path) -> None:
    path = folder / "media" / ".slack.mp3.x.unfinished"
    path.write_bytes(b"half")
    os.utime(path, (1, 1))


@dataclass(frozen=True)
class Damage:
    name: str
    do: Callable[[Path], object]
    said: str
    """A pattern of one of the lines."""
    mended: bool


FEED, ARCHIVE = "feeds/podcast.xml", "feeds/podcast-1.xml"
MANIFEST = "media/slack-" + "[0-9a-f]" * 8 + ".json"
DAMAGES = (
    Damage(
        "a byte of an MP3 changed",
        lambda folder: _flip_byte(of(folder, "media/slack-*.mp3")),
        r"media/slack-\w+\.mp3: has other bytes .*; else make it again: audiobook make slack\.md",
        mended=False,
    ),
    Damage(
        "the tags of an MP3 edited",
        lambda folder: _retitled(of(folder, "media/slack-*.mp3")),
        r"media/slack-\w+\.mp3: has .*; if only its tags were changed: audiobook check --repair",
        mended=True,
    ),
    Damage(
        "an MP3 lost",
        lambda folder: of(folder, "media/slack-*.mp3").unlink(),
        r"media/slack-\w+\.mp3: is missing; .*audiobook make slack\.md --force",
        mended=False,
    ),
    Damage(
        "an MP3 lost that has a second name",
        lambda folder: of(folder, "media/ebb-????????.mp3").unlink(),
        r"media/ebb-\w+\.mp3: is missing; audiobook check --repair",
        mended=True,
    ),
    Damage(
        "a transcript edited",
        lambda folder: _changed(of(folder, "media/flood-*.vtt"), "goes", "stays"),
        r"media/flood-\w+\.vtt: has \d+ bytes, and \d+ were written",
        mended=True,
    ),
    Damage(
        "all that lies beside an MP3 lost, but the manifest",
        lambda folder: [
            path.unlink()
            for path in folder.glob("media/flood-*")
            if not re.fullmatch(r"flood-\w+\.(mp3|json)", path.name)
        ],
        r"media/flood-\w+\.chapters\.json: is missing",
        mended=True,
    ),
    Damage(
        "the text in a manifest edited",
        lambda folder: _changed(of(folder, MANIFEST), "The Slack comes", "The slack comes"),
        r"media/slack-\w+\.json: has other bytes .*audiobook make slack\.md --force",
        mended=False,
    ),
    Damage(
        "the feed lost",
        lambda folder: (folder / FEED).unlink(),
        r"feeds/podcast\.xml: is missing; .*audiobook feed",
        mended=True,
    ),
    Damage(
        "the feed cut short",
        lambda folder: (folder / FEED).write_bytes((folder / FEED).read_bytes()[:900]),
        r"feeds/podcast\.xml: is no well-formed RSS",
        mended=True,
    ),
    Damage(
        "a guid in the feed changed",
        lambda folder: _changed(folder / FEED, r"(<guid[^>]*>urn:uuid:)\w{4}", r"\g<1>0000"),
        r"feeds/podcast\.xml: “\w+”: has the guid urn:uuid:0000\S+ instead of urn:uuid:",
        mended=True,
    ),
    Damage(
        "an enclosure's length in an archive changed",
        lambda folder: _changed(folder / ARCHIVE, r'length="\d+"', 'length="7"'),
        r"feeds/podcast-1\.xml: “Ebb”: is said to have 7 bytes, and the MP3 has \d{5}",
        mended=True,
    ),
    Damage(
        "a licence in the feed changed",
        lambda folder: _changed(folder / FEED, "cc-by-4.0</podcast:lic", "cc0-1.0</podcast:lic"),
        r"feeds/podcast\.xml: “\w+”: is said to be under cc0-1\.0, and it is under CC-BY-4\.0",
        mended=True,
    ),
    Damage(
        "an archive lost",
        lambda folder: (folder / ARCHIVE).unlink(),
        r"feeds/podcast-1\.xml: is missing",
        mended=True,
    ),
    Damage(
        "the catalogue deleted",
        lambda folder: shutil.rmtree(folder / ".audiobook"),
        r"media/slack-\w+\.json: tells of an edition that the catalogue does not hold",
        mended=True,
    ),
    Damage(
        "the catalogue overwritten",
        lambda folder: (folder / ".audiobook" / "catalogue.sqlite").write_bytes(
            b"no database" * 99
        ),
        r"\.audiobook/catalogue\.sqlite: file is not a database; audiobook check --repair",
        mended=True,
    ),
    Damage(
        "a guid in the catalogue changed",
        lambda folder: _in_catalogue(
            folder,
            "UPDATE editions SET guid = 'urn:uuid:0', "
            "edition = json_set(edition, '$.guid', 'urn:uuid:0') WHERE slug LIKE 'slack-%'",
        ),
        r"catalogue, edition slack-\w+: the guid is “urn:uuid:0” there and “urn:uuid:\S+” in its m",
        mended=True,
    ),
    Damage(
        "an edition lost from the catalogue",
        lambda folder: _in_catalogue(folder, "DELETE FROM editions WHERE slug LIKE 'slack-%'"),
        r"media/slack-\w+\.json: tells of an edition that the catalogue does not hold",
        mended=True,
    ),
    Damage(
        "a file put into media/",
        lambda folder: (folder / "media" / "holiday.mp3").write_bytes(b"la la"),
        r"media/holiday\.mp3: belongs to no edition; .*rm media/holiday\.mp3",
        mended=False,
    ),
    Damage(
        "a show's file left in feeds/",
        lambda folder: (folder / "feeds" / "old.xml").write_bytes(b"<rss/>"),
        r"feeds/old\.xml: belongs to no public show; .*rm feeds/old\.xml",
        mended=False,
    ),
    Damage(
        "half a file left by a run that was killed",
        _left_behind,
        r"media/\.slack\.mp3\.x\.unfinished: was left by a run that was killed",
        mended=True,
    ),
)
