"""A batch that is killed again and again: what is there in the end, and what was spoken twice.

    python benchmarks/survive.py [--articles N] [--kills N] [--jobs N] [--seed N]

The moments are drawn over the whole work: when so many utterances have been begun, and up to a
second later.  SIGKILL goes to the whole group of processes, to the parent alone, or to a worker
alone, which the run then outlives.  The exit status is 1 if a law is broken; Linux only.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

import av
import feedparser

from audiobook.catalogue import Catalogue

SETTINGS = '[show]\ntitle = "Tides"\ndescription = "Of the sea."\nepisodes-in-feed = 1000\n'
FRONT = "---\ntitle: Article {0}\nauthor: Ada {0}\nlicense: CC-BY-4.0\nlanguage: en\n---\n"
SENTENCES = 4
UTTERANCES = SENTENCES + 2
"""With the title and the credit."""
ENGINE = '''\
import os
import time
from dataclasses import replace
from audiobook.speech.tone import ToneEngine

class NotedEngine(ToneEngine):
    """Speaks in tones, as slowly as a quick voice, and notes who begins to speak what."""

    def voices(self):
        return [replace(voice, engine="noted") for voice in super().voices()]

    def speak(self, utterance, voice, rate):
        with open(os.environ["SPOKEN"], "a", encoding="utf-8") as file:
            file.write(f"{os.getpid()}\\t{utterance.spoken}\\n")
        time.sleep(0.1)
        return super().speak(utterance, voice, rate)
'''
VICTIMS = ("group", "parent", "worker")
SLACK_MS = 100
PAUSE_S = 0.02


@dataclass(frozen=True)
class Kill:
    """So many utterances begun, and so much later: that is when the victim is killed."""

    spoken: int
    delay_s: float
    victim: str


class Room:
    """A project folder with articles that share no sentence, and an engine that takes notes."""

    def __init__(self, folder: Path, articles: int) -> None:
        self.folder = folder / "room"
        self._log = folder / "spoken.tsv"
        self._log.touch()
        self._counted_bytes = self._begun = 0
        self._plugins = folder / "plugins"
        package = self._plugins / "noted-1.0.dist-info"
        package.mkdir(parents=True)
        (self._plugins / "noted.py").write_text(ENGINE)
        (package / "METADATA").write_text("Metadata-Version: 2.1\nName: noted\nVersion: 1.0\n")
        (package / "entry_points.txt").write_text(
            "[audiobook.engines]\nnoted = noted:NotedEngine\n"
        )
        (self.folder / "articles").mkdir(parents=True)
        (self.folder / "audiobook.toml").write_text(SETTINGS)
        for number in range(articles):
            (self.folder / "articles" / f"{number}.md").write_text(_article(number))

    def batch(self, jobs: int) -> subprocess.Popen[bytes]:
        """A run in a group of processes of its own."""
        command = [sys.executable, "-m", "audiobook", "batch", "articles"]
        environ = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(self._plugins), *sys.path]),
            "AUDIOBOOK_CACHE": str(self.folder.parent / "cache"),
            "SPOKEN": str(self._log),
        }
        return subprocess.Popen(
            [*command, "--voice", "noted:sine", "--jobs", str(jobs)],
            cwd=self.folder,
            env=environ,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def begun(self) -> int:
        """How many utterances were begun."""
        with self._log.open("rb") as file:
            file.seek(self._counted_bytes)
            new = file.read()
        self._counted_bytes += len(new)
        self._begun += new.count(b"\n")
        return self._begun

    def spoken(self) -> list[tuple[str, str]]:
        """Who began to speak what, in that order."""
        rows = (line.split("\t") for line in self._log.read_text("utf-8").splitlines())
        return [(process, text) for process, text in rows]


def _article(number: int) -> str:
    said = (f"Boat {number} passed buoy {place} on a rising tide." for place in range(SENTENCES))
    return FRONT.format(number) + " ".join(said) + "\n"


def moments(articles: int, count: int, seed: int) -> list[Kill]:
    """So many kills, the earliest first."""
    drawn = random.Random(seed)
    last = articles * UTTERANCES
    return [
        Kill(spoken, drawn.uniform(0, 1), drawn.choice(VICTIMS))
        for spoken in sorted(drawn.randrange(last) for _ in range(count))
    ]


def run_and_kill(room: Room, kills: list[Kill], jobs: int) -> Iterator[Kill]:
    """Run batches until one comes to its end, and yield the kills that met one at work."""
    left, process = list(kills), room.batch(jobs)
    while process.poll() is None:
        if left and room.begun() >= left[0].spoken:
            kill = left.pop(0)
            time.sleep(kill.delay_s)
            if _killed(process, kill.victim):
                yield kill
            if process.poll() is not None and left:
                process = room.batch(jobs)
        elif process.poll() is None:
            time.sleep(PAUSE_S)
    if left or process.returncode:
        process = room.batch(jobs)
    if process.wait():
        sys.exit(f"the last run ended with exit status {process.returncode}")


def _killed(process: subprocess.Popen[bytes], victim: str) -> bool:
    """Whether there was somebody to kill."""
    if process.poll() is not None:
        return False
    if victim == "worker":
        workers = _workers(process.pid)
        with suppress(ProcessLookupError):
            for pid in workers[:1]:
                os.kill(pid, signal.SIGKILL)
        return bool(workers)
    (os.killpg if victim == "group" else os.kill)(process.pid, signal.SIGKILL)
    process.wait()
    return True


def _workers(parent: int) -> list[int]:
    """The processes that were spawned by another to work for it."""
    found = []
    for children in Path(f"/proc/{parent}/task").glob("*/children"):  # a thread each has them
        with suppress(OSError):
            found += [pid for pid in children.read_text().split() if b"spawn_main" in _command(pid)]
    return [int(pid) for pid in found]


def _command(pid: str) -> bytes:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


def broken_laws(room: Room, articles: int) -> Iterator[str]:
    """What is not as it should be after the last run."""
    with closing(Catalogue(room.folder)) as catalogue:
        editions = catalogue.editions()
        for edition in editions:
            if catalogue.made(edition.identity, edition.fingerprint) != edition:
                yield f"{edition.slug} is not as it was recorded"
    if {edition.identity for edition in editions} != {f"articles/{n}.md" for n in range(articles)}:
        yield f"{len(editions)} editions of {articles} articles"
    entries = feedparser.parse(room.folder / "feeds" / "podcast.xml").entries
    if sorted(entry.id for entry in entries) != sorted(edition.guid for edition in editions):
        yield f"{len(entries)} episodes for {len(editions)} editions"
    media = room.folder / "media"
    whole = {path.name for path in media.iterdir() if not path.name.startswith(".")}
    if whole != {f"{e.slug}{suffix}" for e in editions for suffix in (".mp3", *e.companions)}:
        yield "files in media/ that belong to no edition, or are missing"
    for edition in editions:
        heard_ms = _decoded_ms(media / f"{edition.slug}.mp3")
        if abs(heard_ms - edition.duration_ms) > SLACK_MS:
            yield f"{edition.slug} lasts {heard_ms} ms, not {edition.duration_ms}"
    yield from _spoken_in_vain(room.spoken())


def _decoded_ms(path: Path) -> int:
    with av.open(str(path)) as file:
        samples = sum(frame.samples for frame in file.decode(audio=0))
        return round(1000 * samples / file.streams.audio[0].rate)


def _spoken_in_vain(spoken: list[tuple[str, str]]) -> Iterator[str]:
    """A speech is done again only if it was the last that its process began."""
    lasts = {process: place for place, (process, _) in enumerate(spoken)}
    later: set[str] = set()
    for place, (process, text) in reversed(list(enumerate(spoken))):
        if text in later and lasts[process] != place:
            yield f"spoken again though it was not in hand: {text}"
        later.add(text)


def main() -> None:
    """Print the kills, and what they cost."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, number in (("articles", 200), ("kills", 20), ("jobs", 2), ("seed", 8)):
        parser.add_argument(f"--{name}", type=int, default=number)
    asked = parser.parse_args()
    kills = moments(asked.articles, asked.kills, asked.seed)
    with tempfile.TemporaryDirectory() as folder:
        room = Room(Path(folder), asked.articles)
        print(f"{'kill':>4} {'of':8} {'begun':>6} {'editions':>8}")
        done = 0
        with closing(Catalogue(room.folder)) as catalogue:
            for done, kill in enumerate(run_and_kill(room, kills, asked.jobs), start=1):
                counts = f"{room.begun():6} {catalogue.count():8}"
                print(f"{done:4} {kill.victim:8} {counts}", flush=True)
            editions = catalogue.editions()
        broken = list(broken_laws(room, asked.articles))
        times = Counter(text for _, text in room.spoken())
        print(
            f"{done} kills; {len(editions)} editions; {len(times)} utterances, "
            f"{times.total() - len(times)} begun again; laws broken: {len(broken)}"
        )
    if broken:
        sys.exit("\n".join(broken))


if __name__ == "__main__":
    main()
