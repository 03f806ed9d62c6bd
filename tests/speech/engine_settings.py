"""What an engine needs to be told so that it can run in the tests."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from kokoro_parts import kokoro_voices
from speech_servers import serving, speaks

_ALL_OF_KOKORO = "AUDIOBOOK_TEST_KOKORO"


@contextmanager
def settings_for(engine: str, paths: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """Settings under their keys in ``[narrator]``; the test is skipped where a part is missing."""
    if engine == "kokoro":
        if not os.environ.get(_ALL_OF_KOKORO):
            pytest.skip(f"it speaks in about real time: set {_ALL_OF_KOKORO}=1 to hear it all")
        yield {"kokoro_voices": str(kokoro_voices(paths.getbasetemp()))}
    elif engine == "openai":
        with serving(speaks) as server:
            yield server.settings
    else:
        yield {}
