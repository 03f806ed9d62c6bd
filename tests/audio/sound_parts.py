"""Sounds to try things on, and the ffmpeg program as a second opinion on what comes of them."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

import imageio_ffmpeg
import numpy as np

from audiobook.audio import master
from audiobook.audio.mp3.encode import Encoder
from audiobook.model import (
    Loudness,
    Mastering,
    Recording,
    Script,
    Section,
    Speech,
    Take,
    Utterance,
)

RATE_HZ = 44_100
SENTENCE = "The harbour council voted on Tuesday to mend the old sea wall before the winter storms."


def ffmpeg(mp3: bytes, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """The ffmpeg program on an MP3, its input the first of the arguments."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "edition.mp3"
        file.write_bytes(mp3)
        program = imageio_ffmpeg.get_ffmpeg_exe()
        command = [program, "-hide_banner", "-nostdin", "-i", str(file), *arguments]
        return subprocess.run(command, capture_output=True, check=True)


def decoded(mp3: bytes) -> np.ndarray:
    """Its samples between -1 and 1; every word that ffmpeg has against it is a failure."""
    done = ffmpeg(mp3, "-v", "error", "-map", "0:a", "-f", "f32le", "-")
    assert done.stderr == b""
    return np.frombuffer(done.stdout, "<f4")


def second_opinion(mp3: bytes) -> Loudness:
    """Loudness, true peak and range as the ffmpeg program measures them."""
    done = ffmpeg(mp3, "-map", "0:a", "-af", "ebur128=peak=true", "-f", "null", "-")
    summary = done.stderr.decode().rpartition("Summary:")[2]
    integrated = re.search(r"I:\s+(-?[\d.]+|-inf) LUFS", summary)
    peak = re.search(r"Peak:\s+(-?[\d.]+|-inf) dBFS", summary)
    spread = re.search(r"LRA:\s+([\d.]+) LU", summary)
    assert integrated
    assert peak
    assert spread
    return Loudness(float(integrated[1]), float(peak[1]), float(spread[1]))


def sine(level_db: float, seconds: float, hz: float = 997.0, rate_hz: int = RATE_HZ) -> np.ndarray:
    """A sine whose peak is at so many decibels below full scale."""
    time_s = np.arange(round(seconds * rate_hz)) / rate_hz
    return (10 ** (level_db / 20) * np.sin(2 * np.pi * hz * time_s)).astype(np.float32)


def encoded(samples: np.ndarray, mastering: Mastering | None = None) -> bytes:
    """The MP3 of samples, written in parts."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "sound.mp3"
        with Encoder(file, mastering or Mastering()) as encoder:
            for start in range(0, len(samples), 30_000):
                encoder.write(samples[start : start + 30_000])
            encoder.close()
        return file.read_bytes()


def pcm(samples: np.ndarray) -> bytes:
    return np.rint(np.clip(samples, -1, 1) * 32_767).astype("<i2").tobytes()


def take(samples: np.ndarray, rate_hz: int = 22_050, voice: str = "a", break_ms: int = 300) -> Take:
    return Take(said(""), voice, pcm(samples), rate_hz, (), break_ms)


def mastered(
    takes: Iterable[Take], mastering: Mastering, folder: Path, *, apart: bool = False
) -> tuple[Recording, bytes]:
    """The recording of takes, and its MP3."""
    made = master(takes, mastering, folder / "edition.mp3", apart=apart)
    return made, made.mp3.read_bytes()


def said(text: str, break_ms: int = 0) -> Utterance:
    return Utterance(text, text, None, None, break_ms, "en")


def script(*sections: tuple[str, list[Utterance]]) -> Script:
    return Script("en", tuple(Section(title, tuple(said)) for title, said in sections), ())


def speech(samples: np.ndarray, rate_hz: int = 22_050) -> Speech:
    return Speech(pcm(samples), rate_hz)
