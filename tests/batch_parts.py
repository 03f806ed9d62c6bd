"""Articles, and batches in processes of their own, for the tests of batches."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

SETTINGS = '[show]\ntitle = "Tides"\ndescription = "Of the sea."\n[narrator]\nengine = "tone"\n'


def article(title: str, words: str = "The water rises twice a day.") -> str:
    front = f"title: {title}\nauthor: Ada Marsh\nlicense: CC-BY-4.0\nlanguage: en"
    return f"---\n{front}\n---\n{words}\n"


def write_articles(folder: Path, count: int) -> None:
    (folder / "audiobook.toml").write_text(SETTINGS)
    (folder / "articles").mkdir()
    for number in range(count):
        (folder / "articles" / f"{number}.md").write_text(article(f"Article {number}"))


def install_engine(folder: Path, name: str, code: str) -> dict[str, str]:
    """An engine as a plugin in a folder, and the environment in which it is found."""
    package = folder / f"{name}-1.0.dist-info"
    package.mkdir(parents=True)
    (folder / f"{name}.py").write_text(code)
    (package / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (package / "entry_points.txt").write_text(f"[audiobook.engines]\n{name} = {name}:Engine\n")
    return {"PYTHONPATH": os.pathsep.join([str(folder), *sys.path])}


def started(folder: Path, *arguments: str, **environ: str) -> subprocess.Popen[str]:
    """A batch in a session, and so a group of processes, of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "audiobook", "batch", *arguments],
        cwd=folder,
        env={**os.environ, **environ},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def batch(folder: Path, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    process = started(folder, *arguments, **environ)
    out, err = process.communicate()
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def events(done: subprocess.CompletedProcess[str]) -> list[dict]:
    """What happened; that it took its time is not told."""
    told = [json.loads(line) for line in done.stdout.splitlines()]
    return [value for value in told if value["event"] != "progress"]
