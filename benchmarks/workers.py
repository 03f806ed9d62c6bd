"""Wall and CPU time of one article and of ten, on one core and on two, beside the bare work.

    python benchmarks/workers.py [ARTICLE]

Bare is the engine alone and LAME alone on the same words, one after the other, measured in the same
run.  On two cores both the processes of ``--jobs`` and the parent that masters may run on either.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from whole_job import EXAMPLE, VOICE, cpu_seconds, encoded

from audiobook.config import Settings
from audiobook.plugins import ENGINES, plugin
from audiobook.project import Options, Project

WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
JOBS = (1, 2)


@dataclass(frozen=True)
class Cost:
    """Seconds, with those of ended child processes."""

    wall: float
    cpu: float


def cost(work: Callable[[], object]) -> Cost:
    """What it costs to do the work once."""
    wall, cpu = time.perf_counter(), cpu_seconds()
    work()
    return Cost(time.perf_counter() - wall, cpu_seconds() - cpu)


def bare(article: Path) -> None:
    """Speak and encode the article's words, with nothing around it."""
    with tempfile.TemporaryDirectory() as folder, closing(Project(Path(folder), Settings())) as it:
        (rehearsal,) = it.scripts(str(article), Options(licence="CC-BY-4.0"))
    engine = plugin(ENGINES, "pyttsx3")
    spoken = [engine.speak(said, VOICE, 1.0).pcm for said in rehearsal.script.utterances]
    engine.close()
    encoded(b"".join(spoken))


def whole(articles: list[Path], jobs: int) -> None:
    """Make the articles' editions as a user does, nothing of them known."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "audiobook", "make", *map(str, articles)]
        command += ["--voice", f"pyttsx3:{VOICE}", "--licence", "CC-BY-4.0", "--jobs", str(jobs)]
        environ = {**os.environ, "AUDIOBOOK_CACHE": f"{folder}/cache"}
        subprocess.run(command, cwd=folder, env=environ, check=True, capture_output=True)


def copies(article: Path, folder: Path) -> list[Path]:
    """Ten articles that end each sentence with a word of their own: none is spoken for another."""
    made = []
    for word in WORDS:
        path = folder / f"{word}{article.suffix}"
        path.write_text(re.sub(r"(?<=[a-z])(?=[.?!:]\s)", f" {word}", article.read_text()))
        made.append(path)
    return made


def line(name: str, spent: Cost, beside: Cost) -> None:
    """Print a row of the table."""
    times = f"{spent.wall:7.2f} {spent.cpu:7.2f}"
    print(f"{name:24} {times} {spent.wall / beside.wall:9.2f} {spent.cpu / beside.cpu:9.2f}")


def main() -> None:
    """Print the table."""
    article = Path(sys.argv[1]) if len(sys.argv) > 1 else EXAMPLE
    print(f"{'':24} {'wall s':>7} {'CPU s':>7} {'wall:bare':>9} {'CPU:bare':>9}")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["AUDIOBOOK_CACHE"] = f"{folder}/cache"
        many = copies(article, Path(folder))
        once = cost(lambda: bare(many[0]))
        line("bare, one article", once, once)
        tenfold = Cost(once.wall * len(many), once.cpu * len(many))
        for jobs in JOBS:
            line(f"one article, --jobs {jobs}", cost(lambda j=jobs: whole(many[:1], j)), once)
        for jobs in JOBS:
            line(
                f"{len(many)} articles, --jobs {jobs}", cost(lambda j=jobs: whole(many, j)), tenfold
            )


if __name__ == "__main__":
    main()
