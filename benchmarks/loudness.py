"""How loud editions come out, by ffmpeg's own meter, and where their cues are heard.

    python benchmarks/loudness.py pyttsx3:en-us piper:en_US-joe-medium [--lengths 3 30 420 3600]
        [--preset podcast] [--set kokoro_voices=voices.npz]

For each voice and length (seconds): integrated loudness, true peak and loudness range of the MP3 by
the ffmpeg program; the largest step between neighbouring utterances (gated loudness of each in the
decoded MP3, of those that last a second or more); and, of 50 cues at random, how far the sound
begins and stops from where the cue says (5 ms frames less than 40 dB below the cue's own level).
The text is the examples', read again and again until it is long enough.
"""

from __future__ import annotations

import argparse
import itertools
import random
import re
import subprocess
import tempfile
import time
from pathlib import Path

import av
import imageio_ffmpeg
import numpy as np

from audiobook.audio import assemble, master
from audiobook.audio.mastering.take_level import level_lufs
from audiobook.config.settings import PRESETS
from audiobook.model import Cast, Cue, Narrator, Script, Section, Speech, Take, Utterance
from audiobook.plugins import engine_with

ARTICLE = Path(__file__).parents[1] / "examples" / "lighthouse-keeper.txt"
RATE_HZ = 44_100
BREAK_MS = 300
SEEK_MS = 140
SHORT_MS = 1_000


def sentences() -> list[str]:
    """The article, a sentence each."""
    return [s.strip() for s in re.split(r"(?<=[.!?])\s+", ARTICLE.read_text("utf-8")) if s.strip()]


def spoken(voice: str, seconds: float, settings: tuple[tuple[str, str], ...]) -> list[Speech]:
    """As many sentences, each spoken once, as the length needs."""
    engine_name, _, name = voice.partition(":")
    engine = engine_with(engine_name, settings)
    speeches: list[Speech] = []
    for text in sentences():
        if sum(s.duration_ms for s in speeches) >= seconds * 1000:
            break
        speeches.append(engine.speak(Utterance(text, text, None, None, 0, "en"), name, 1.0))
    engine.close()
    return speeches


def by_ffmpeg(mp3: Path) -> tuple[float, float, float]:
    """Integrated loudness, true peak and loudness range."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-i", str(mp3)]
    command += ["-af", "ebur128=peak=true", "-f", "null", "-"]
    said = subprocess.run(command, capture_output=True, check=True).stderr.decode()
    summary = said.rpartition("Summary:")[2]
    figures = [re.search(rf"{name}:\s+(-?[\d.]+)", summary) for name in ("I", "Peak", "LRA")]
    integrated, peak, spread = (float(found[1]) for found in figures if found)
    return integrated, peak, spread


def decoded(mp3: Path) -> np.ndarray:
    """Its samples, 16 bits each."""
    with av.open(str(mp3)) as container:
        parts = (frame.to_ndarray()[0] for frame in container.decode(audio=0))
        return np.concatenate([np.rint(part * 32_767).astype("<i2") for part in parts])


def largest_step(samples: np.ndarray, cues: tuple[Cue, ...]) -> float:
    """The largest difference between the levels of neighbouring utterances, in LU."""
    said = Utterance("", "", None, None, 0, "en")
    levels = []
    for cue in cues:
        pcm = samples[cue.start_ms * 441 // 10 : cue.end_ms * 441 // 10].tobytes()
        if cue.end_ms - cue.start_ms >= SHORT_MS:
            levels.append(level_lufs(Take(said, "", pcm, RATE_HZ, (), 0)))
    return max((abs(b - a) for a, b in itertools.pairwise(levels)), default=0.0)


def worst_cue_ms(samples: np.ndarray, cues: tuple[Cue, ...]) -> float:
    """How far sound and cue are apart at most, at the start or the end, of 50 cues."""
    worst = 0.0
    frame = RATE_HZ * 5 // 1000
    for cue in random.Random(1).sample(cues, min(50, len(cues))):
        from_ms = cue.start_ms - SEEK_MS
        part = samples[from_ms * 441 // 10 : (cue.end_ms + SEEK_MS) * 441 // 10].astype(float)
        powers = np.mean(part[: len(part) // frame * frame].reshape(-1, frame) ** 2, axis=1)
        loud = np.flatnonzero(powers > np.quantile(powers, 0.9) * 1e-4)
        begins_ms = from_ms + loud[0] * frame / 44.1
        stops_ms = from_ms + (loud[-1] + 1) * frame / 44.1
        worst = max(worst, abs(begins_ms - cue.start_ms), abs(stops_ms - cue.end_ms))
    return worst


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("voices", nargs="+")
    parser.add_argument("--lengths", nargs="+", type=float, default=[3, 30, 420, 3600])
    parser.add_argument("--preset", choices=list(PRESETS), default="podcast")
    parser.add_argument("--set", action="append", default=[], help="an engine's setting: key=value")
    options = parser.parse_args()
    settings = tuple(tuple(pair.split("=", 1)) for pair in options.set)
    print("voice                      seconds    LUFS    dBTP   LRA  step LU  cue ms  CPU ms/min")
    for voice in options.voices:
        speeches = spoken(voice, max(options.lengths), settings)
        texts = sentences()[: len(speeches)]
        engine_name, _, name = voice.partition(":")
        cast = Cast(Narrator(engine_name, name, 1.0, ""))
        for seconds in options.lengths:
            mean_s = sum(s.duration_ms for s in speeches) / len(speeches) / 1000 + BREAK_MS / 1000
            read = list(zip(texts, speeches, strict=True))
            if seconds <= mean_s:
                read = [min(read, key=lambda one: abs(one[1].duration_ms - seconds * 1000))]
            read = list(itertools.islice(itertools.cycle(read), max(1, round(seconds / mean_s))))
            said = [Utterance(text, text, None, None, BREAK_MS, "en") for text, _ in read]
            script = Script("en", (Section("Text", tuple(said)),), ())
            with tempfile.TemporaryDirectory() as folder:
                start = time.process_time()
                takes = assemble(script, (speech for _, speech in read), cast)
                made = master(takes, PRESETS[options.preset], Path(folder) / "a.mp3")
                spent = time.process_time() - start
                integrated, peak, spread = by_ffmpeg(made.mp3)
                samples = decoded(made.mp3)
            print(
                f"{voice:26} {made.duration_ms / 1000:7.1f} {integrated:7.1f} {peak:7.1f} "
                f"{spread:5.1f} {largest_step(samples, made.cues):8.2f} "
                f"{worst_cue_ms(samples, made.cues):7.0f} "
                f"{spent / made.duration_ms * 60e6:11.0f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
