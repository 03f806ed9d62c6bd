"""Whether the voices that were chosen on one machine are the same on another."""

from __future__ import annotations

import socket

from audiobook.errors import VoiceError
from audiobook.model import Cast
from audiobook.plugins import engine_with


def check_voices(cast: Cast) -> None:
    """Raise VoiceError unless each voice of a cast is here, and sounds as where it was chosen."""
    for narrator in (cast.narrator, *cast.others):
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
