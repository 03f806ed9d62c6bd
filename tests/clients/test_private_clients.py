"""Real podcast apps subscribe to a private show, by name and password or by a secret address."""

import hashlib
import json
import re
import subprocess
import sys

import pytest
from podcast_clients import Client, Gpodder, Newsboat

SETTINGS = '[show]\ntitle = "For members"\nprivate = true\n'
ARTICLE = """\
---
title: Tide
license: CC-BY-4.0
language: en
---
The water rises twice a day, and twice a day it falls.
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """The hash of the one MP3, and what is told of a subscriber, as the show is served."""
    folder = tmp_path_factory.mktemp("members")
    (folder / "audiobook.toml").write_text(SETTINGS)
    (folder / "tide.md").write_text(ARTICLE)

    def audiobook(*arguments: str) -> str:
        command = [sys.executable, "-m", "audiobook", *arguments]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
        return done.stdout

    audiobook("make", "tide.md", "--voice", "tone:sine")
    (mp3,) = folder.glob("media/*.mp3")
    command = [sys.executable, "-m", "audiobook", "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True) as server:
        place = re.search(r"127\.0\.0\.1:\d+", server.stderr.readline())[0]

        def subscription(*options: str) -> dict[str, str]:
            told = json.loads(audiobook("feed", "--private", "ada", "--json", *options))
            return told | {"address": told["address"].replace("127.0.0.1:8000", place)}

        yield hashlib.sha256(mp3.read_bytes()).hexdigest(), subscription
        server.terminate()


def _downloaded(client: Client) -> list[str]:
    """The hashes of what a client fetched whole."""
    client.fetch()
    return [hashlib.sha256(p.read_bytes()).hexdigest() for p in client.downloads.rglob("*.mp3")]


@pytest.mark.parametrize("kind", [Gpodder, Newsboat], ids=lambda kind: kind.__name__)
def test_an_app_hears_it_by_the_subscriber_s_address(kind, served, tmp_path):
    if reason := kind.missing():
        pytest.skip(reason)
    digest, subscription = served
    client = kind(tmp_path)
    client.subscribe(subscription()["address"])
    assert _downloaded(client) == [digest]


@pytest.mark.parametrize("wrong", ["", "x"], ids=["right", "wrong"])
def test_an_app_hears_it_by_name_and_password_alone(served, tmp_path, wrong):
    if reason := Gpodder.missing():
        pytest.skip(reason)
    digest, subscription = served
    told = subscription("--password")
    client = Gpodder(tmp_path)
    client.subscribe_as(told["address"], told["name"], told["password"] + wrong)
    assert _downloaded(client) == ([] if wrong else [digest])
