"""Nothing asks the network but what is for it: the main job runs with the network cut.

Two hands hold it off: a network namespace without any interface, where this machine lets us have
one, and in every process of Python a hook that refuses and tells what was asked for.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
from functools import cache
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from audiobook.speech import has_neural_voice

ARTICLE = "---\ntitle: {0}\nlicense: CC-BY-4.0\nlanguage: en\n---\nThe water rises twice a day.\n"
SETTINGS = """
[show]
title = "Tides"
description = "Of the sea."
author = "Ada Marsh"
email = "ada@example.org"
[publish]
base-url = "https://example.org/tides/"
target = "out"
"""
HOOK = """
import sys

ASKING = {"socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"}

def refuse(event, arguments):
    if event in ASKING and not isinstance(arguments[-1], (str, bytes)):
        print("asks the network:", event, arguments, file=sys.stderr, flush=True)
        raise OSError(f"{event} is cut off")

sys.addaudithook(refuse)
"""
EVERY_MODULE = """
import importlib, pkgutil
import audiobook
for module in pkgutil.walk_packages(audiobook.__path__, "audiobook."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
print(sum(name.startswith("audiobook.") for name in __import__("sys").modules))
"""


@cache
def cut() -> tuple[str, ...]:
    """What starts a command without a network; nothing where that is not allowed."""
    command = ("unshare", "--map-root-user", "--net")
    try:
        tried = subprocess.run([*command, "true"], check=False, capture_output=True)
    except FileNotFoundError:
        return ()
    return () if tried.returncode else command


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    project = tmp_path / "project"
    project.mkdir()
    (project / "audiobook.toml").write_text(SETTINGS)
    for title in ("one", "two"):
        (project / f"{title}.md").write_text(ARTICLE.format(title))
    (tmp_path / "sitecustomize.py").write_text(HOOK)
    return project


def offline(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python in a folder, cut off."""
    places = [str(folder.parent), *filter(None, sys.path)]
    env = os.environ | {"PYTHONPATH": os.pathsep.join(places)}
    return subprocess.run(
        [*cut(), sys.executable, *arguments],
        cwd=folder,
        env=env | {"AUDIOBOOK_CACHE": str(folder.parent / "cache")},
        check=False,
        capture_output=True,
        text=True,
    )


def done(folder: Path, *arguments: str) -> str:
    """What a command says that is to ask nobody and end well."""
    ended = offline(folder, "-m", "audiobook", *arguments)
    assert "asks the network" not in ended.stderr, ended.stderr
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def test_importing_every_module_asks_nobody(folder):
    ended = offline(folder, "-c", EVERY_MODULE)
    assert ended.returncode == 0, ended.stderr
    assert int(ended.stdout) > 300
    assert "asks the network" not in ended.stderr


def test_the_main_job_asks_nobody(folder):
    made = done(folder, "make", "one.md", "two.md", "--jobs", "2", "--json")
    assert sorted(json.loads(line)["status"] for line in made.splitlines()) == ["made", "made"]
    done(folder, "feed")
    done(folder, "publish")
    assert len(list((folder / "out" / "media").glob("*.mp3"))) == 2
    assert "one" in done(folder, "list")


@pytest.mark.skipif(not has_neural_voice(), reason="the extra neural is not installed")
def test_a_neural_voice_asks_nobody(folder):
    (made,) = done(folder, "make", "one.md", "--voice", "piper", "--json").splitlines()
    assert json.loads(made)["status"] == "made"


def test_what_is_for_the_network_is_cut_off_here(folder):
    """Else the others would prove nothing."""
    served = []

    class Server(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served.append(self.path)
            self.send_error(404)

    with HTTPServer(("127.0.0.1", 0), Server) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with socket.create_connection(server.server_address):
            pass  # it can be reached from here
        address = f"http://127.0.0.1:{server.server_port}/tide.html"
        (folder / "audiobook.toml").write_text('[fetch]\nallow-hosts = ["127.0.0.1"]\n')
        ended = offline(folder, "-m", "audiobook", "make", address)
        server.shutdown()
    assert ended.returncode == 4, ended.stderr
    assert "asks the network: socket." in ended.stderr
    assert served == []
