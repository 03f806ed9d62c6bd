"""A project folder with real files, and a real server on a loopback port in front of it."""

from __future__ import annotations

import json
import os
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
import uvicorn
from browser_parts import browser, heard_site, opened  # noqa: F401 - fixtures

from audiobook.model import Chapter, Edition, Licence, Show
from audiobook.publish import make_app
from audiobook.publish.places import Site
from audiobook.publish.server import server_config

SHOW = Show(
    name="podcast",
    title="The Reading Room",
    description="Long reads, read aloud.",
    author="Harbour Library",
)

EDITION = Edition(
    identity="articles/tide.md",
    slug="how-the-tide-turns-0a1b2c3d",
    guid="urn:uuid:5a3c1f0e-0000-4000-8000-000000000001",
    shows=("podcast",),
    fingerprint="f" * 64,
    revision=1,
    published=datetime(2026, 3, 7, 6, 5, 4, tzinfo=UTC),
    title="How the tide turns",
    authors=("Ada Marsh",),
    language="en",
    source="https://example.org/tide",
    article_published=None,
    summary="Why harbours keep two clocks.",
    licence=Licence(
        "CC-BY-4.0",
        "Creative Commons Attribution 4.0 International",
        "https://creativecommons.org/licenses/by/4.0/",
        "Harbour Press",
    ),
    notice="By Ada Marsh, CC BY 4.0.",
    notice_html=(
        '<p>By Ada Marsh, <a href="https://creativecommons.org/licenses/by/4.0/">CC BY</a>.</p>'
    ),
    voice="en-gb",
    duration_ms=125_000,
    chapters=(Chapter("Opening", 0, 4_000), Chapter("Two clocks", 4_000, 125_000)),
    mp3_bytes=200_000,
    mp3_sha256="9f" * 32,
    companions=(".vtt", ".srt", ".transcript.json", ".chapters.json", ".jpg", ".svg", ".json"),
)

PRIVATE = replace(SHOW, name="members", title="For members", private=True)
SECRET = "kept-from-everyone-else"
HIDDEN = replace(EDITION, slug="hidden-11112222", shows=("members",), title="Behind the door")

TEXT = "The sea comes in. It goes out again.\n\nRepeated! Two clocks\n\nOne keeps time."


def _utterance(spoken: str, written: str | None, start_ms: int) -> dict[str, object]:
    start = None if written is None else TEXT.index(written)
    end = None if written is None or start is None else start + len(written)
    utterance = {
        "spoken": spoken, "start": start, "end": end,
        "start_ms": start_ms, "end_ms": start_ms + 900, "voice": "en-gb",
    }  # fmt: skip
    if written == "One keeps time.":
        utterance["words"] = [[start, start + 3, 5000, 5200], [start + 4, start + 9, 5200, 5600]]
    return utterance


MANIFEST = {
    "title": "How the tide turns",
    "text": TEXT,
    "utterances": [
        _utterance("How the tide turns", None, 0),
        _utterance("the sea comes in", "The sea comes in.", 1000),
        _utterance("it goes out again", "It goes out again.", 2000),
        _utterance("two clocks", "Two clocks", 4000),
        _utterance("one keeps time", "One keeps time.", 5000),
        _utterance("By Ada Marsh.", None, 6000),
    ],
}


@dataclass
class Library:
    """A library in memory.  A feed says for what it was made, and each counts."""

    held: list[Show]
    made: list[Edition] = field(default_factory=list)
    feeds_built: int = 0
    changes: int = 0

    def state(self) -> int:
        return self.changes

    def shows(self) -> Sequence[Show]:
        return self.held

    def count(self, show: str) -> int:
        return len(self._of(show))

    def editions(self, show: str, first: int, number: int) -> Sequence[Edition]:
        return self._of(show)[first : first + number]

    def edition(self, slug: str) -> Edition | None:
        return next((edition for edition in self.made if edition.slug == slug), None)

    def show_of(self, secret: str, name: str | None = None) -> str | None:
        return "members" if secret == SECRET and name in (None, "ada") else None

    def feed(self, show: Show, archive: int, base_url: str) -> bytes | None:
        self.feeds_built += 1
        if archive > 2:
            return None
        return f"{show.name} {archive} {base_url}".encode()

    def picture(self, show: Show) -> bytes:
        return f"JPEG for {show.name}".encode()

    def outline(self, base_url: str) -> bytes:
        return f"outline {base_url}".encode()

    def feed_style(self) -> bytes:
        return b"rss { display: block }"

    def add(self, edition: Edition) -> None:
        self.made.append(edition)
        self.changes += 1

    def _of(self, show: str) -> list[Edition]:
        return [edition for edition in self.made if show in edition.shows]


@pytest.fixture(scope="session")
def show():
    """A show; keywords change its values."""
    return lambda **changes: replace(SHOW, **changes)


@pytest.fixture(scope="session")
def edition():
    """An edition; keywords change its values."""
    return lambda **changes: replace(EDITION, **changes)


@pytest.fixture(scope="session")
def library():
    """A library in memory that holds these shows and editions."""
    return lambda *shows, editions=(): Library(list(shows), list(editions))


@pytest.fixture(scope="session")
def one_site():
    """The site of these shows."""
    return lambda *shows, private=False: Site.of(shows, "https://example.org/room", private=private)


@pytest.fixture(scope="session")
def folder(tmp_path_factory) -> Path:
    """A project: what may be served, beside much that may not."""
    root = tmp_path_factory.mktemp("project")
    stem = EDITION.slug
    for name, data in {
        f"media/{stem}.mp3": os.urandom(200_000),
        f"media/{stem}.vtt": b"WEBVTT\n",
        f"media/{stem}.srt": b"1\n",
        f"media/{stem}.transcript.json": b'{"version": "1.0.0", "segments": []}',
        f"media/{stem}.svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        f"media/{stem}.chapters.json": b'{"version": "1.2.0", "chapters": []}',
        f"media/{stem}.jpg": b"\xff\xd8\xff\xe0 picture",
        f"media/{stem}.json": json.dumps(MANIFEST).encode(),
        f"media/{HIDDEN.slug}.mp3": b"for members",
        "media/unknown-00000000.mp3": b"secret",
        "media/empty.mp3": b"",
        "media/page.html": b"<script>alert(1)</script>",
        "media/.half-written.mp3": b"secret",
        "media/.hidden/inside.mp3": b"secret",
        "feeds/podcast.jpg": b"\xff\xd8\xff\xe0 picture",
        "feeds/podcast.xml": b"what was written last",
        ".audiobook/catalogue.sqlite": b"secret",
        ".audiobook/secret.mp3": b"secret",
        "audiobook.toml": b"secret",
        "secret.mp3": b"secret",
        "media-of-another/secret.mp3": b"secret",
    }.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (root / "media/escape.mp3").symlink_to(root / "secret.mp3")
    (root / "media/escape").symlink_to(root / ".audiobook")
    (root / "media/renamed.mp3").symlink_to(root / "media/page.html")
    (root / "media/unhidden.mp3").symlink_to(root / "media/.half-written.mp3")
    (root / "media/alias.mp3").symlink_to(root / "media" / f"{stem}.mp3")
    return root


@contextmanager
def running(app) -> Iterator[str]:
    """The address of a server that runs ``app`` while the block does."""
    with socket.create_server(("127.0.0.1", 0), backlog=2048) as listener:
        server = uvicorn.Server(server_config(app))
        thread = threading.Thread(target=server.run, args=([listener],))
        thread.start()
        try:
            while not server.started and thread.is_alive():
                time.sleep(0.01)
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(10)


@pytest.fixture(scope="session")
def run_app():
    """Runs an app on a port of its own: ``with run_app(app) as address``."""
    return running


# Names that are no slug of ours, but files that are asked for all the same.
_ODD = ("empty", "replaced", "alias", "escape", "renamed", "unhidden", "page", "secret", "inside")


@pytest.fixture(scope="session")
def site(folder) -> Iterator[httpx.Client]:
    """A client of the server in front of ``folder``."""
    odd = [replace(EDITION, slug=slug, shows=("odd",)) for slug in _ODD]
    shows = [SHOW, replace(SHOW, name="essays", title="Essays"), replace(SHOW, name="odd"), PRIVATE]
    app = make_app(folder, Library(shows, [EDITION, HIDDEN, *odd]))
    with running(app) as address, httpx.Client(base_url=address) as client:
        yield client


@pytest.fixture
def room(tmp_path: Path, edition, monkeypatch):
    """A project folder, which the test runs in."""
    from room_parts import Room  # noqa: PLC0415 - it needs what stands above

    folder = tmp_path / "room"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return Room(folder, edition)
