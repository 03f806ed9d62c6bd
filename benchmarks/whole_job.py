"""The whole job beside what it can't do without: the bare engine and bare LAME on the same words.

    python benchmarks/whole_job.py [ARTICLE]

Prints CPU seconds, those of child processes included, and their ratio, measured in one run.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import lameenc

from audiobook.config import Settings
from audiobook.plugins import ENGINES, plugin
from audiobook.project import Options, Project

EXAMPLE = Path(__file__).parents[1] / "examples" / "tide-tables.md"
VOICE = "en-us"


def cpu_seconds() -> float:
    """CPU time of this process and of its ended children."""
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def timed(name: str, work: Callable[[], None]) -> float:
    """Run once; print and return the CPU seconds."""
    wall, cpu = time.perf_counter(), cpu_seconds()
    work()
    spent = cpu_seconds() - cpu
    print(f"{name:42} {spent:6.2f} s CPU {time.perf_counter() - wall:6.2f} s wall")
    return spent


def encoded(pcm: bytes) -> bytes:
    """Samples of 22,050 Hz as an MP3, by LAME alone."""
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(22_050)
    encoder.set_out_sample_rate(44_100)
    encoder.set_bit_rate(64)
    encoder.set_quality(2)
    return bytes(encoder.encode(pcm) + encoder.flush())


def main() -> None:
    """Print the table."""
    article = sys.argv[1] if len(sys.argv) > 1 else str(EXAMPLE)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["AUDIOBOOK_CACHE"] = f"{folder}/cache"
        with closing(Project(Path(folder), Settings())) as project:
            scripts = list(project.scripts(article, Options(licence="CC-BY-4.0")))
            utterances = scripts[0].script.utterances
            engine = plugin(ENGINES, "pyttsx3")
            spoken: list[bytes] = []

            def speak() -> None:
                spoken.extend(engine.speak(u, VOICE, 1.0).pcm for u in utterances)
                engine.close()

            def encode() -> None:
                encoded(b"".join(spoken))

            def make() -> None:
                options = Options(voice=f"pyttsx3:{VOICE}", licence="CC-BY-4.0")
                (outcome,) = [o for o in project.make([article], options) if o.edition]
                assert outcome.edition is not None

            def make_again() -> None:
                list(
                    project.make([article], Options(voice=f"pyttsx3:{VOICE}", licence="CC-BY-4.0"))
                )

            bare = timed("bare engine", speak) + timed("bare LAME", encode)
            seconds = sum(map(len, spoken)) / 2 / 22_050
            whole = timed(f"the whole job, {seconds:.0f} s of speech", make)
            again = timed("the same again, skipped", make_again)
            print(f"{'whole : bare':42} {whole / bare:6.2f}")
            print(f"{'skipped : whole':42} {again / whole:6.2f}")


if __name__ == "__main__":
    main()
