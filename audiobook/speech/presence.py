"""Whether a voice that was chosen on one machine is the same on another."""

from __future__ import annotations

import socket

from audiobook.errors import VoiceError
from audiobook.model import Narrator
from audiobook.plugins import engine_with


def check_voice(narrator: Narrator) -> None:
    """Raise VoiceError unless the voice is here, and sounds as where it was chosen."""
    subject = f"voice {narrator.engine}:{narrator.voice}"
    remedy = "install the same on every machine"
    try:
        engine = engine_with(narrator.engine, narrator.settings)
        here = engine.identity(narrator.voice)
    except (KeyError, ImportError) as error:
        problem = f"its engine is not installed on {socket.gethostname()}"
        raise VoiceError(subject, problem, remedy) from error
    if here != narrator.identity:
        problem = f"{socket.gethostname()} has {here}, not {narrator.identity}"
        raise VoiceError(subject, problem, remedy)
