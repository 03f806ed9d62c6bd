"""Real speech, spoken once for all tests of this room."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from sound_parts import said

from audiobook.plugins import ENGINES, installed


@pytest.fixture(scope="session")
def voice() -> Callable[[str, str], np.ndarray]:
    """Samples between -1 and 1, at 22,050 Hz, of a text as an engine speaks it."""

    def spoken(engine: str, text: str) -> np.ndarray:
        made = installed(ENGINES)[engine].load()()
        try:
            name = {"pyttsx3": "en-us", "tone": "sine"}[engine]
            return np.frombuffer(made.speak(said(text), name, 1.0).pcm, "<i2") / 32_768
        finally:
            made.close()

    return spoken
