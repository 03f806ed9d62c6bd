"""Real podcast apps subscribe to the real server, and come back after articles came and changed."""

import hashlib
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from podcast_clients import (
    CLIENTS,
    Client,
    Gpodder,
    Greg,
    Newsboat,
    PodcastArchiver,
    PodcastDownloader,
    Podget,
)

ARTICLE = """\
---
title: {title}
author: Ada Marsh
license: CC-BY-4.0
language: en
---
The water rises twice a day, and twice a day it falls. {more}
"""

KEEPS, ADDS, REPLACES = "keeps the old one", "has both", "has the new one in its place"
AFTER_A_CHANGE = {
    Gpodder: KEEPS,
    Newsboat: KEEPS,
    Greg: KEEPS,
    PodcastDownloader: KEEPS,
    Podget: ADDS,
    PodcastArchiver: REPLACES,
}
"""What a client does with an episode that has a new enclosure under the guid it had."""


@dataclass(frozen=True)
class File:
    """A file a client has, and when it was written."""

    sha256: str
    written: int


@dataclass(frozen=True)
class Visits:
    """What a client had after its first and its second visit, and what it should have had."""

    first: dict[Path, File]
    second: dict[Path, File]


def files(folder: Path) -> dict[Path, File]:
    return {
        path: File(hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path in folder.rglob("*.mp3*")
    }


def hashes(found: dict[Path, File]) -> set[str]:
    return {file.sha256 for file in found.values()}


class Site:
    """A project of three articles."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.write("Tide")
        self.make()
        time.sleep(1)  # dates in feeds know no less, and some clients go by them alone
        for title in ("Ebb", "Flow"):
            self.write(title)
        self.make()

    def write(self, title: str, more: str = "") -> None:
        (self.folder / f"{title}.md").write_text(ARTICLE.format(title=title, more=more))

    def make(self) -> None:
        command = [sys.executable, "-m", "audiobook", "make", ".", "--voice", "tone:sine"]
        subprocess.run(command, cwd=self.folder, check=True, capture_output=True)

    def media(self) -> dict[str, str]:
        """The hash of each edition by the first word of its name."""
        return {
            path.name.partition("-")[0]: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(self.folder.glob("media/*.mp3"), reverse=True)
        }


@pytest.fixture(scope="module")
def visited(tmp_path_factory) -> tuple[dict[str, str], dict[str, str], dict[type[Client], Visits]]:
    """The editions before and after a change, and what each client that is here fetched of them."""
    site = Site(tmp_path_factory.mktemp("site"))
    before = site.media()
    command = [sys.executable, "-m", "audiobook", "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=site.folder, stderr=subprocess.PIPE, text=True) as server:
        address = re.search(r"http://\S+", server.stderr.readline())[0]
        clients = [
            kind(tmp_path_factory.mktemp(kind.__name__)) for kind in CLIENTS if not kind.missing()
        ]
        first = {}
        for client in clients:
            client.subscribe(f"{address}feeds/podcast.xml")
            client.fetch()
            first[client] = files(client.downloads)
        site.write("Surge")
        site.write("Tide", more="It never rests.")
        site.make()
        visits = {}
        for client in clients:
            client.fetch()
            visits[type(client)] = Visits(first[client], files(client.downloads))
        server.terminate()
    return before, site.media(), visits


@pytest.fixture(params=CLIENTS, ids=lambda kind: kind.__name__)
def kind(request):
    if reason := request.param.missing():
        pytest.skip(reason)
    return request.param


def test_each_client_downloads_every_episode_whole(kind, visited):
    before, _, visits = visited
    assert len(before) == 3
    assert hashes(visits[kind].first) == set(before.values())
    assert len(visits[kind].first) == 3


def test_each_client_gets_what_is_new_whole_and_nothing_twice(kind, visited):
    before, after, visits = visited
    first, second = visits[kind].first, visits[kind].second
    assert before["tide"] != after["tide"]
    habit = AFTER_A_CHANGE[kind]
    expected = {after["ebb"], after["flow"], after["surge"]}
    expected |= {before["tide"]} if habit != REPLACES else set()
    expected |= {after["tide"]} if habit != KEEPS else set()
    assert hashes(second) == expected
    assert len(second) == len(expected)
    for path, file in first.items():
        if file.sha256 != before["tide"]:
            assert second[path] == file, "what was there was written again"
