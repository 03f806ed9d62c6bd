"""How fast a voice speaks on this machine: measured when it speaks a sample, and kept."""

from __future__ import annotations

import json
import platform
import time
from contextlib import suppress
from pathlib import Path

from audiobook.files import cache_folder, write_whole
from audiobook.fingerprint import fingerprint
from audiobook.model import Narrator, Setting, Speech, Voice
from audiobook.plugins import engine_with
from audiobook.speech.synthesise import sample


def timed_sample(text: str, language: str, narrator: Narrator) -> tuple[Speech, float]:
    """A text as a narrator says it, and the seconds that took, its model loaded before.

    The speed is kept for ``known_speed``.
    """
    sample("Hm.", language, narrator)  # loads what there is to load
    started = time.perf_counter()
    speech = sample(text, language, narrator)
    took = time.perf_counter() - started
    speed = speech.duration_ms / 1000 / took
    with suppress(OSError):
        path = _path(narrator.engine, narrator.voice, narrator.identity)
        write_whole(path, json.dumps({"speed": speed}).encode(), durable=False)
    return speech, took


def known_speed(voice: Voice, settings: tuple[tuple[str, Setting], ...] = ()) -> float | None:
    """Seconds of speech that a voice makes in a second here; None if it was never measured."""
    identity = engine_with(voice.engine, settings).identity(voice.name)
    with suppress(OSError, ValueError, KeyError):
        return float(json.loads(_path(voice.engine, voice.name, identity).read_bytes())["speed"])
    return None


def _path(engine: str, voice: str, identity: str) -> Path:
    key = fingerprint(engine, voice, identity, platform.node(), platform.machine())
    return cache_folder("speeds") / f"{key}.json"
