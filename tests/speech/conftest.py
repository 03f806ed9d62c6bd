"""Speaks into a cache of the tests' own, and ends the engines that it started."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from audiobook.speech import close_engines
from audiobook.speech.pyttsx3_engine import Pyttsx3Engine


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    if "AUDIOBOOK_CACHE" not in os.environ:
        os.environ["AUDIOBOOK_CACHE"] = str(tmp_path_factory.mktemp("cache"))
    yield
    close_engines()


@pytest.fixture(scope="module")
def pyttsx3() -> Iterator[Pyttsx3Engine]:
    """An engine of the module's own."""
    engine = Pyttsx3Engine()
    yield engine
    engine.close()
