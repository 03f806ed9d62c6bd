"""LAME's settings held against each other: size, speed, and how much a listener would notice.

    python benchmarks/encoder.py [ENGINE:VOICE]

Speaks an article and encodes it at each setting.  The distance to what went in is Zimtohrli's
(google/zimtohrli, `pip install zimtohrli`): 0 is the same, and what it calls a just noticeable
difference lies near 0.002; its figure of merit goes from 1 to 5.
"""

from __future__ import annotations

import io
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import av
import lameenc
import numpy as np
import numpy.typing as npt
from zimtohrli import Pyohrli, mos_from_zimtohrli

from audiobook.config import Settings
from audiobook.plugins import ENGINES, plugin
from audiobook.project import Options, Project

EXAMPLE = Path(__file__).parents[1] / "examples" / "tide-tables.md"
RATE_HZ = 44_100
JUDGED_HZ = 48_000  # what Zimtohrli hears
UTTERANCES = 7
DELAY = 576 + 528 + 1  # LAME's and a decoder's, in samples

Samples = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Setting:
    """What LAME is asked for: a constant bitrate or a variable one's quality, and its effort."""

    effort: int
    kbps: int | None = None
    vbr_quality: int | None = None

    def __str__(self) -> str:
        rate = f"{self.kbps} kbit/s" if self.kbps else f"VBR {self.vbr_quality}"
        return f"{rate}, quality {self.effort}"


SETTINGS = [
    *(Setting(effort, kbps=64) for effort in range(10)),
    *(Setting(3, kbps=kbps) for kbps in (32, 40, 48, 56, 80, 96, 128)),
    *(Setting(3, vbr_quality=quality) for quality in range(10)),
]


def spoken(engine_name: str, voice: str, folder: Path) -> Samples:
    """The first utterances of the example, at RATE_HZ, their peak at half of full scale."""
    with closing(Project(folder, Settings())) as project:
        scripts = list(project.scripts(str(EXAMPLE), Options(licence="CC-BY-4.0")))
    utterances = scripts[0].script.utterances[:UTTERANCES]
    engine = plugin(ENGINES, engine_name)
    with closing(engine):
        speeches = [engine.speak(utterance, voice, 1.0) for utterance in utterances]
    whole = np.frombuffer(b"".join(speech.pcm for speech in speeches), "<i2").astype(np.float32)
    return resampled(whole / np.abs(whole).max() / 2, speeches[0].rate_hz, RATE_HZ)


def resampled(samples: Samples, from_hz: int, to_hz: int) -> Samples:
    """The same sound at another rate."""
    resampler = av.AudioResampler(format="fltp", layout="mono", rate=to_hz)
    frame = av.AudioFrame.from_ndarray(
        samples.reshape(1, -1).astype(np.float32), format="fltp", layout="mono"
    )
    frame.sample_rate = from_hz
    made = [*resampler.resample(frame), *resampler.resample(None)]
    return np.concatenate([part.to_ndarray().reshape(-1) for part in made])


def encoded(samples: Samples, setting: Setting) -> bytes:
    """The bare stream."""
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(RATE_HZ)
    encoder.set_out_sample_rate(RATE_HZ)
    if setting.kbps:
        encoder.set_bit_rate(setting.kbps)
    else:
        encoder.set_vbr(lameenc.VBR_MTRH)
        encoder.set_vbr_quality(setting.vbr_quality)
    encoder.set_quality(setting.effort)
    pcm = np.rint(samples * 32_767).astype("<i2").tobytes()
    return bytes(encoder.encode(pcm) + encoder.flush())


def decoded(stream: bytes, samples: int) -> Samples:
    """What a player plays of it."""
    with av.open(io.BytesIO(stream), format="mp3") as container:
        parts = [frame.to_ndarray().reshape(-1) for frame in container.decode(audio=0)]
    return np.concatenate(parts)[DELAY : DELAY + samples]


def main() -> None:
    """Print the table."""
    engine, _, voice = (sys.argv[1] if len(sys.argv) > 1 else "pyttsx3:en-us").partition(":")
    sound = spoken(engine, voice, Path.cwd())
    seconds = len(sound) / RATE_HZ
    judge = Pyohrli()
    reference = resampled(sound, RATE_HZ, JUDGED_HZ)
    print(f"{engine}:{voice}, {seconds:.0f} s of speech")
    print("setting                    kB/min  x real time      gain  distance    MOS")
    for setting in SETTINGS:
        start = time.process_time()
        stream = encoded(sound, setting)
        spent = time.process_time() - start
        heard = decoded(stream, len(sound))
        # LAME's presets turn the sound down at low bitrates; mastering makes up for it.
        gain = float(np.dot(heard, sound) / np.dot(sound, sound))
        distance = judge.distance(reference, resampled(heard / gain, RATE_HZ, JUDGED_HZ))
        print(
            f"{setting!s:24} {len(stream) / seconds * 60 / 1000:8.0f} {seconds / spent:12.0f}"
            f" {20 * np.log10(gain):6.2f} dB {distance:9.5f} {mos_from_zimtohrli(distance):6.2f}"
        )


if __name__ == "__main__":
    main()
