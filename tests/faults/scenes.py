"""Projects at the moment before a command writes, and what must hold after it met a fault."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import feedparser
import warm
from PIL import Image

_BASE = "https://example.org/tides/"
_OWN = re.compile(rb'"guid": ?"[^"]+",\s*"published": ?"[^"]+"')
"""What no other run gives an edition, in its manifest."""
_SETTINGS = f"""
[show]
title = "Tides"
description = "Of the sea."
author = "Ada Marsh"
email = "ada@example.org"
[narrator]
engine = "tone"
[cover]
image = "cover.jpg"
[publish]
base-url = "{_BASE}"
target = "out"
"""


@dataclass(frozen=True, slots=True)
class Scene:
    """A command, and the commands that lead up to it."""

    command: tuple[str, ...]
    before: tuple[tuple[str, ...], ...] = ()
    edit: Callable[[Path], None] = lambda _: None
    """What the user does just before the command."""
    in_hand: str = "two"
    """The article that the command is about; all others must not notice."""


def _rewrite_two(folder: Path) -> None:
    _write_article(folder, "two", "The water falls twice a day, too.")


def _rewrite_one(folder: Path) -> None:
    _write_article(folder, "one", "The water falls twice a day, too.")


def _rename_show(folder: Path) -> None:
    path = folder / "audiobook.toml"
    path.write_text(path.read_text().replace('"Tides"', '"High tides"'))


_MAKE_ONE, _MAKE_TWO = ("make", "one.md", "--jobs", "1"), ("make", "two.md", "--jobs", "1")
SCENES: Mapping[str, Scene] = {
    "first make": Scene(_MAKE_ONE, in_hand="one"),
    "make": Scene(_MAKE_TWO, (_MAKE_ONE,)),
    "make anew": Scene(_MAKE_TWO, (_MAKE_ONE, _MAKE_TWO), _rewrite_two),
    "feed": Scene(("feed",), (_MAKE_ONE, _MAKE_TWO), _rename_show, ""),
    "remove": Scene(("remove", "TWO"), (_MAKE_ONE, _MAKE_TWO)),
    "publish": Scene(("publish",), (_MAKE_ONE, ("publish",), _MAKE_TWO), _rewrite_one, ""),
}


@dataclass(frozen=True, slots=True)
class Sandbox:
    """A project and the cache of its user, in a folder of their own."""

    root: Path

    @property
    def project(self) -> Path:
        """The project's folder."""
        return self.root / "project"

    @property
    def env(self) -> dict[str, str]:
        """What a command in it is started with: the same order of calls each time."""
        own = {
            "AUDIOBOOK_CACHE": str(self.root / "cache"),
            "AUDIOBOOK_DATA": str(self.root / "data"),
            "PYTHONHASHSEED": "0",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        kept = {key: value for key, value in os.environ.items() if key[:10] != "AUDIOBOOK_"}
        return kept | own

    def named(self, arguments: tuple[str, ...]) -> tuple[str, ...]:
        """Arguments of a command; ``TWO`` stands for the second edition."""
        return tuple(self._slug("two") if a == "TWO" else a for a in arguments)

    def run(self, arguments: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return warm.run(arguments, self.project, self.env)

    def copy(self, root: Path) -> Sandbox:
        """The same in another folder, dates and all."""
        shutil.copytree(self.root, root)
        return Sandbox(root)

    def _slug(self, title: str) -> str:
        return next((p.stem for p in (self.project / "media").glob(f"{title}-*.mp3")), title)


class Verdict(NamedTuple):
    """What ``audiobook check`` says of a project."""

    faults: tuple[str, ...]
    """Each with its remedy."""
    mistakes: tuple[str, ...]
    """What it should not have done: break, or name a fault without saying what to do."""


def check(sandbox: Sandbox) -> Verdict:
    """Let ``audiobook check`` look at a project, damaged or not."""
    done = sandbox.run(("check", "--json"))
    told = [json.loads(line) for line in done.stdout.splitlines()]
    mistakes = [f"check ended with {done.returncode}: {done.stderr.strip()}"]
    if done.returncode == bool(told) and not done.stderr.count("Traceback"):
        mistakes = [f"check gives no remedy for {f}" for f in told if not f["remedy"]]
    faults = (f"{f['where']}: {f['problem']}; {f['remedy']}" for f in told)
    return Verdict(tuple(faults), tuple(mistakes))


def set_up(scene: Scene, root: Path) -> Sandbox:
    """The project as the scene's command finds it."""
    sandbox = Sandbox(root)
    sandbox.project.mkdir(parents=True)
    (sandbox.project / "audiobook.toml").write_text(_SETTINGS)
    Image.new("RGB", (1400, 1400), "navy").save(sandbox.project / "cover.jpg")
    for title in ("one", "two"):
        _write_article(sandbox.project, title, f"The water of {title} rises twice a day.")
    for arguments in scene.before:
        done = sandbox.run(sandbox.named(arguments))
        assert done.returncode == 0, done.stderr
    scene.edit(sandbox.project)
    return sandbox


def _write_article(folder: Path, title: str, words: str) -> None:
    front = f"title: {title}\nauthor: Ada Marsh\nlicense: CC-BY-4.0\nlanguage: en"
    (folder / f"{title}.md").write_text(f"---\n{front}\n---\n{words}\n")


@dataclass(frozen=True, slots=True)
class State:
    """What a project's listeners and its owner see of it."""

    media: Mapping[str, str]
    """The hash of each file of an edition or show, by its path, but for its guid and date."""
    published: Mapping[str, str]
    """The same at the target, without what tells times of its own."""
    episodes: frozenset[tuple[str, str, str]]
    """Title, enclosure's address and its length of the feed (without) and of each item."""
    guids: frozenset[str]
    """Of the items."""
    editions: frozenset[tuple[str, int, bool]]
    """Slug, revision and whether it was removed, of each edition."""
    leftovers: tuple[str, ...]
    """Files that are still being written, or whose writer was killed."""


def state_of(sandbox: Sandbox) -> State:
    """The state of a project that may be damaged; a damage that hides it raises AssertionError."""
    project = sandbox.project
    every = [p for p in sandbox.root.rglob("*") if p.is_file()]
    stable = (".mp3", ".jpg", ".vtt", ".srt", ".svg", ".css", ".js", ".json")
    feed = _feed(project / "feeds" / "podcast.xml")
    return State(
        media={
            str(p.relative_to(project)): _mark(p)
            for p in (*project.glob("media/[!.]*"), *project.glob("feeds/[!.]*"))
            if p.suffix not in {".xml", ".opml"}
        },
        published={
            str(p.relative_to(project)): _mark(p)
            for p in project.glob("out/*/[!.]*")
            if p.suffix in stable and p.parent.name != "search"
        },
        episodes=frozenset(_episodes(feed)),
        guids=frozenset(entry.id for entry in feed.entries),
        editions=frozenset(
            (row["slug"], json.loads(row["edition"])["revision"], bool(row["removed"]))
            for row in rows(project)
        ),
        leftovers=tuple(
            sorted(
                str(p.relative_to(sandbox.root))
                for p in every
                if p.name.endswith(".unfinished") or "scratch" in p.parts
            )
        ),
    )


def rows(project: Path) -> list[sqlite3.Row]:
    """The catalogue's editions, read from a copy so that its state on disk stays as it is."""
    if not (project / ".audiobook" / "catalogue.sqlite").exists():
        return []
    with tempfile.TemporaryDirectory() as folder:
        for path in (project / ".audiobook").glob("catalogue.sqlite*"):
            shutil.copy(path, folder)
        with closing(sqlite3.connect(Path(folder) / "catalogue.sqlite")) as connection:
            connection.row_factory = sqlite3.Row
            (verdict,) = connection.execute("PRAGMA integrity_check").fetchone()
            assert verdict == "ok", f"the catalogue is damaged: {verdict}"
            assert not connection.execute("PRAGMA foreign_key_check").fetchall()
            tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if "editions" not in {row["name"] for row in tables}:
                return []
            return connection.execute("SELECT * FROM editions").fetchall()


def faults_of(sandbox: Sandbox, scene: Scene, now: State, before: State, after: State) -> list[str]:
    """What is wrong with a project that a command left at a fault; empty if nothing is lost."""
    return [
        *_torn(now.media, before.media, after.media),
        *_torn(now.published, before.published, after.published),
        *_lost(sandbox.project, scene),
        *(f"{guid} is in no feed" for guid in (before.guids & after.guids) - now.guids),
    ]


def _torn(
    now: Mapping[str, str], before: Mapping[str, str], after: Mapping[str, str]
) -> Iterator[str]:
    for name, mark in now.items():
        if mark not in (before.get(name), after.get(name)):
            yield f"{name} is neither the old one nor the new one"
    for name, mark in before.items():
        if name not in now and after.get(name) == mark:
            yield f"{name} is lost"


def _lost(project: Path, scene: Scene) -> Iterator[str]:
    for row in rows(project):
        if row["removed"] or row["slug"].rpartition("-")[0] == scene.in_hand:
            continue
        for file in json.loads(row["files"]):
            path = project / "media" / f"{row['slug']}{file['suffix']}"
            if not path.is_file() or _hash(path) != file["sha256"]:
                yield f"{path.name} is not the file that the catalogue knows"


def _feed(path: Path) -> feedparser.FeedParserDict:
    if not path.exists():
        return feedparser.FeedParserDict(feed={}, entries=[])
    parsed = feedparser.parse(path)
    assert not parsed.bozo, f"the feed is damaged: {parsed.bozo_exception}"
    assert "title" in parsed.feed, "the feed is empty"
    return parsed


def _episodes(parsed: feedparser.FeedParserDict) -> Iterator[tuple[str, str, str]]:
    if parsed.feed:
        yield parsed.feed.title, "", ""
    for entry in parsed.entries:
        yield entry.title, entry.enclosures[0].href, entry.enclosures[0].length


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _mark(path: Path) -> str:
    """A hash that two runs of the same command agree on."""
    return hashlib.sha256(_OWN.sub(b"", path.read_bytes(), 1)).hexdigest()
