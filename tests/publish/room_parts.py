"""A project whose editions were recorded without being spoken, and ``audiobook publish`` on it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner, Result
from conftest import MANIFEST

from audiobook.cli import main
from audiobook.model import Edition
from audiobook.project import Project

ADDRESS = "https://example.org/room/"
SETTINGS = """\
[shows.podcast]
title = "The Reading Room"
description = "Long reads, read aloud."
{show}
[publish]
base-url = "{address}"
{publish}
"""


class Room:
    """A project folder with episodes that were recorded without being spoken."""

    def __init__(self, root: Path, edition: Callable[..., Edition]) -> None:
        self.root = root
        self._edition = edition
        self.configure()

    def configure(self, address: str = ADDRESS, show: str = "", publish: str = "") -> None:
        text = SETTINGS.format(address=address, show=show, publish=publish)
        (self.root / "audiobook.toml").write_text(text)

    def add(self, number: int, mp3: bytes = b"sound", shows: tuple[str, ...] = ("podcast",)) -> str:
        """Record an episode and give its slug."""
        project = Project.around(self.root)
        edition = self._edition(
            identity=f"{number}.md",
            slug=f"tide-{number:08x}",
            guid=f"urn:uuid:5a3c1f0e-0000-4000-8000-{number:012x}",
            title=f"Tide {number}",
            companions=(".vtt", ".jpg", ".json"),
            mp3_bytes=len(mp3),
            mp3_sha256=f"{number:064x}",
            shows=shows,
        )
        files = {
            ".mp3": mp3,
            ".vtt": f"WEBVTT {number}".encode(),
            ".jpg": b"picture",
            ".json": json.dumps(MANIFEST).encode(),
        }
        project.catalogue.record(edition, files)
        project.close()
        return edition.slug

    def remove(self, slug: str) -> None:
        project = Project.around(self.root)
        project.remove(slug)
        project.close()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["publish", *arguments])


def sent(*arguments: str) -> dict[str, str]:
    """Deeds by path, as the command tells them to programs."""
    done = run("--json", *arguments)
    assert done.exit_code == 0, done.output
    lines = map(json.loads, done.stdout.splitlines())
    return {line["path"]: line["deed"] for line in lines if "path" in line}
