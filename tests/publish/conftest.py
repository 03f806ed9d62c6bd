"""A project folder with real files, and a real server on a loopback port in front of it."""

from __future__ import annotations

import json
import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
import uvicorn

from audiobook.model import Chapter, Edition, Licence, Show
from audiobook.publish import make_app
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
    show="podcast",
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
)

TEXT = "The sea comes in. It goes out again.\n\nRepeated! Two clocks\n\nOne keeps time."


def _utterance(spoken: str, written: str | None, start_ms: int) -> dict[str, object]:
    start = None if written is None else TEXT.index(written)
    end = None if written is None or start is None else start + len(written)
    return {
        "spoken": spoken, "start": start, "end": end,
        "start_ms": start_ms, "end_ms": start_ms + 900, "voice": "en-gb",
    }  # fmt: skip


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


@pytest.fixture(scope="session")
def show():
    """A show; keywords change its values."""
    return lambda **changes: replace(SHOW, **changes)


@pytest.fixture(scope="session")
def edition():
    """An edition; keywords change its values."""
    return lambda **changes: replace(EDITION, **changes)


@pytest.fixture(scope="session")
def folder(tmp_path_factory) -> Path:
    """A project: what may be served, beside much that may not."""
    root = tmp_path_factory.mktemp("project")
    stem = EDITION.slug
    for name, data in {
        f"media/{stem}.mp3": os.urandom(200_000),
        f"media/{stem}.vtt": b"WEBVTT\n",
        f"media/{stem}.chapters.json": b'{"version": "1.2.0", "chapters": []}',
        f"media/{stem}.jpg": b"\xff\xd8\xff\xe0 picture",
        f"media/{stem}.json": json.dumps(MANIFEST).encode(),
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


@pytest.fixture(scope="session")
def site(folder) -> Iterator[httpx.Client]:
    """A client of the server in front of ``folder``; a feed says for which address it was built."""
    other = replace(SHOW, name="essays", title="Essays")
    app = make_app(
        folder,
        lambda: [SHOW, other],
        lambda name: [EDITION] if name == "podcast" else [],
        lambda show, editions, base: f"{show.name} {len(editions)} {base}".encode(),
    )
    with running(app) as address, httpx.Client(base_url=address) as client:
        yield client
