"""What everything after speech costs beside bare LAME, and how much memory a long edition takes.

    python benchmarks/mastering.py [--minutes 10] [--engine pyttsx3:en-us]
    python benchmarks/mastering.py --hours 10

The first prints CPU time for each minute of audio of assembling, mastering, encoding and measuring,
beside that of LAME alone, at the same quality setting, on the samples that came out, and their
ratio.  The second does the same with the engine ``tone`` and tells the peak memory and the duration
by the MP3's header and by decoding it.
"""

from __future__ import annotations

import argparse
import itertools
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import av
import lameenc
import numpy as np
from mutagen.mp3 import MP3

from audiobook.audio import assemble, master
from audiobook.audio.mp3.encode import QUALITY
from audiobook.model import Cast, Mastering, Narrator, Recording, Script, Section, Speech, Utterance
from audiobook.plugins import ENGINES, plugin

TEXT = (
    "The harbour council voted on Tuesday to mend the old sea wall before the winter storms.",
    "Nobody asked why it had been left so long, or who would pay for the stone.",
    "“We have been lucky,” said the harbour master.",
    "In 1953 the water stood a metre deep in the market, and bakers carried their flour upstairs.",
    "Work begins in May.",
)
UTTERANCES_A_SECTION = 50


def script_of(seconds: float, seconds_each: float) -> Script:
    """A script of about so many seconds, in sections."""
    count = max(1, round(seconds / seconds_each))
    texts = itertools.islice(itertools.cycle(TEXT), count)
    said = [Utterance(text, text, None, None, 300, "en") for text in texts]
    sections = [
        Section(f"Part {n}", tuple(said[start : start + UTTERANCES_A_SECTION]))
        for n, start in enumerate(range(0, count, UTTERANCES_A_SECTION), 1)
    ]
    return Script("en", tuple(sections), ())


def spoken(voice: str) -> dict[str, Speech]:
    """The text as a voice speaks it."""
    engine_name, _, name = voice.partition(":")
    engine = plugin(ENGINES, engine_name)
    said = {t: engine.speak(Utterance(t, t, None, None, 0, "en"), name, 1.0) for t in TEXT}
    engine.close()
    return said


def decoded(mp3: Path) -> Iterator[np.ndarray]:
    """The samples of an MP3, as the encoder takes them."""
    with av.open(str(mp3)) as container:
        for frame in container.decode(audio=0):
            yield np.rint(np.clip(frame.to_ndarray()[0], -1, 1) * 32_767).astype("<i2")


def bare_lame_s(mp3: Path, mastering: Mastering) -> float:
    """CPU seconds that LAME alone takes for the samples of an MP3."""
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(mastering.rate_hz)
    encoder.set_out_sample_rate(mastering.rate_hz)
    encoder.set_bit_rate(mastering.bitrate_kbps)
    encoder.set_quality(QUALITY)
    spent = 0.0
    parts = decoded(mp3)
    while batch := list(itertools.islice(parts, 1_000)):
        pcm = np.concatenate(batch).tobytes()
        start = time.process_time()
        encoder.encode(pcm)
        spent += time.process_time() - start
    return spent


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--hours", type=float)
    parser.add_argument("--engine", default="pyttsx3:en-us")
    options = parser.parse_args()
    voice = "tone:sine" if options.hours else options.engine
    said = spoken(voice)
    each = sum(s.duration_ms for s in said.values()) / len(said) / 1000 + 0.25
    script = script_of(options.hours * 3600 if options.hours else options.minutes * 60, each)
    cast = Cast(Narrator(*voice.split(":"), 1.0, ""))
    mastering = Mastering()
    with tempfile.TemporaryDirectory() as folder:
        wall, cpu = time.perf_counter(), time.process_time()
        speeches = (said[u.spoken] for u in script.utterances)
        made = master(assemble(script, speeches, cast), mastering, Path(folder) / "a.mp3")
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
        report(made, cpu, wall, mastering)


def report(made: Recording, cpu: float, wall: float, mastering: Mastering) -> None:
    """Print what a recording cost."""
    minutes = made.duration_ms / 60_000
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lame = bare_lame_s(made.mp3, mastering)
    samples = sum(map(len, decoded(made.mp3)))
    print(f"{minutes:.1f} min in {wall:.0f} s; {made.mp3.stat().st_size / 1e6:.1f} MB")
    print(f"all after speech  {cpu / minutes * 1000:6.0f} ms of CPU a minute")
    print(f"bare LAME         {lame / minutes * 1000:6.0f} ms of CPU a minute")
    print(f"ratio             {cpu / lame:6.2f}")
    print(f"peak memory       {memory:6.0f} MB")
    print(f"duration          {made.duration_ms / 1000:.3f} s as laid out")
    print(f"                  {MP3(made.mp3).info.length:.3f} s by the header")
    print(f"                  {samples / mastering.rate_hz:.3f} s decoded")
    print(f"cues, chapters    {len(made.cues)}, {len(made.chapters)}")
    print(made.loudness)


if __name__ == "__main__":
    main()
