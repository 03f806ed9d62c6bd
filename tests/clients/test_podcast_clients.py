"""A real podcast client subscribes to the real server."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TIDE = """\
---
title: {title}
author: Ada Marsh
license: CC-BY-4.0
language: en
---
The water rises twice a day, and twice a day it falls.
"""

needs_gpodder = pytest.mark.skipif(
    shutil.which("gpo") is None,
    reason="gPodder is not installed (Debian: apt-get install gpodder); .ci/run installs it",
)


@pytest.fixture
def folder(tmp_path):
    for title in ("Tide", "Ebb"):
        (tmp_path / f"{title}.md").write_text(TIDE.format(title=title))
    subprocess.run(
        [sys.executable, "-m", "audiobook", "make", ".", "--voice", "tone:sine"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    return tmp_path


@pytest.fixture
def address(folder):
    command = [sys.executable, "-m", "audiobook", "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True) as server:
        yield re.search(r"http://\S+", server.stderr.readline())[0]
        server.terminate()


@needs_gpodder
def test_gpodder_subscribes_and_downloads_every_episode_whole(folder, address, tmp_path_factory):
    home = tmp_path_factory.mktemp("gpodder")

    def gpo(*arguments):
        done = subprocess.run(
            ["gpo", *arguments],
            env={**os.environ, "GPODDER_HOME": str(home), "LC_ALL": "C.UTF-8"},
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
        )
        return done.stdout + done.stderr

    gpo("subscribe", f"{address}feeds/podcast.xml")
    assert "Tide" in gpo("episodes")
    gpo("download")

    def sha256(path: Path) -> str:
        return hashlib.sha256(path.read_bytes()).hexdigest()

    made = {sha256(path) for path in folder.glob("media/*.mp3")}
    fetched = {sha256(path) for path in home.rglob("*.mp3")}
    assert len(made) == 2
    assert fetched == made
