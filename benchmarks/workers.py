"""The whole job beside what it can't do without: the bare engine and bare LAME on the same words.

    python benchmarks/workers.py [--voice pyttsx3:en-us] [--words 1300] [--many 50] [--cores 1 2]

One article, made of the examples' paragraphs, and many of 200 words: made as a user makes them,
nothing known, pinned to one core with ``--jobs 1`` and to two with ``--jobs 2``.  Bare is the
engine, loaded once, on each utterance, and then LAME with the settings that editions have, in this
process, pinned to one core, in the same run.  For Linux, which can pin.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import lameenc

from audiobook import articles
from audiobook.audio.mp3.encode import QUALITY
from audiobook.config import Settings
from audiobook.model import BlockKind, Mastering, Utterance
from audiobook.plugins import ENGINES, plugin
from audiobook.project import Options, Project

EXAMPLES = Path(__file__).parents[1] / "examples"
LICENCE = "CC-BY-4.0"
SHORT_WORDS = 200
"""Of a short article."""


@dataclass(frozen=True)
class Cost:
    """Seconds, with those of ended child processes."""

    wall: float
    cpu: float


def cpu_seconds() -> float:
    """CPU time of this process and of its ended children."""
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def cost(work: Callable[[], object], cores: int) -> Cost:
    """What it costs to do the work once, on so many cores."""
    with pinned(cores):
        wall, cpu = time.perf_counter(), cpu_seconds()
        work()
        return Cost(time.perf_counter() - wall, cpu_seconds() - cpu)


@contextmanager
def pinned(cores: int) -> Iterator[None]:
    """Have this process, and those it starts, run on so many cores."""
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, set(sorted(allowed)[:cores]))
    try:
        yield
    finally:
        os.sched_setaffinity(0, allowed)


def paragraphs() -> Iterator[str]:
    """The paragraphs of the examples, again and again, each time in words of their own.

    A word of its own ends the sentences of each round: none is found in the cache of speech.
    """
    texts = [
        article.text[block.start : block.end]
        for example in sorted(EXAMPLES.iterdir())
        for article in articles.read_articles(str(example))
        if not isinstance(article, Exception)
        for block in article.blocks
        if block.kind is BlockKind.PARAGRAPH
    ]
    for turn in count(2):
        for text in texts:
            yield text.replace(". ", f", number {turn}. ")


def text_of(words: int, source: Iterator[str]) -> str:
    """The next paragraphs, so many words or a few more."""
    text = ""
    while len(text.split()) < words:
        text += f"{next(source)}\n\n"
    return text


def written(folder: Path, number: int, words: int) -> list[Path]:
    """So many articles of so many words."""
    source = paragraphs()
    made = []
    for place in range(number):
        made.append(folder / f"{words}-{place}.md")
        made[-1].write_text(f"# Article {place}\n\n{text_of(words, source)}")
    return made


def utterances(paths: list[Path]) -> list[tuple[Utterance, ...]]:
    """What is said of each article."""
    with tempfile.TemporaryDirectory() as folder, closing(Project(Path(folder), Settings())) as it:
        return [
            rehearsal.script.utterances
            for path in paths
            for rehearsal in it.scripts(str(path), Options(licence=LICENCE))
        ]


def bare(said: list[tuple[Utterance, ...]], voice: str) -> None:
    """Speak and encode the articles' words, with nothing around it."""
    name, _, spoken_by = voice.partition(":")
    engine = plugin(ENGINES, name)
    for article in said:
        spoken = [engine.speak(utterance, spoken_by, 1.0) for utterance in article]
        encode(b"".join(speech.pcm for speech in spoken), spoken[0].rate_hz)
    engine.close()


def encode(pcm: bytes, rate_hz: int) -> None:
    """Samples as an MP3, by LAME alone."""
    mastering = Mastering()
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(rate_hz)
    encoder.set_out_sample_rate(mastering.rate_hz)
    encoder.set_bit_rate(mastering.bitrate_kbps)
    encoder.set_quality(QUALITY)
    encoder.encode(pcm)
    encoder.flush()


def whole(paths: list[Path], voice: str, jobs: int) -> None:
    """Make the articles' editions as a user does, nothing of them known."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "audiobook", "make", *map(str, paths), "--voice", voice]
        command += ["--licence", LICENCE, "--jobs", str(jobs)]
        environ = {**os.environ, "AUDIOBOOK_CACHE": f"{folder}/cache"}
        subprocess.run(command, cwd=folder, env=environ, check=True, capture_output=True)


def compare(name: str, paths: list[Path], voice: str, cores: list[int]) -> None:
    """Print the rows of some articles."""
    said = utterances(paths)
    once = cost(lambda: bare(said, voice), 1)
    print(f"bare, {name:22} {once.wall:7.2f} {once.cpu:7.2f}", flush=True)
    for n in cores:
        spent = cost(lambda n=n: whole(paths, voice, n), n)
        ratios = f"{spent.wall / once.wall:9.2f} {spent.cpu / once.cpu:9.2f}"
        print(f"{name}, --jobs {n:<9} {spent.wall:7.2f} {spent.cpu:7.2f} {ratios}", flush=True)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--voice", default="pyttsx3:en-us")
    parser.add_argument("--words", type=int, default=1300, help="of the one article; 0: without it")
    parser.add_argument("--many", type=int, default=50, help="short articles; 0: without them")
    parser.add_argument("--cores", type=int, nargs="+", default=[1, 2])
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # The list of the engine's voices is asked for once in a computer's life.
        os.environ["AUDIOBOOK_CACHE"] = f"{folder}/cache"
        print(f"{asked.voice:28} {'wall s':>7} {'CPU s':>7} {'wall:bare':>9} {'CPU:bare':>9}")
        if asked.words:
            paths = written(folder, 1, asked.words)
            compare("one article", paths, asked.voice, asked.cores)
        if asked.many:
            paths = written(folder, asked.many, SHORT_WORDS)
            compare(f"{asked.many} articles", paths, asked.voice, asked.cores)


if __name__ == "__main__":
    main()
