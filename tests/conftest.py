"""What all rooms' tests share: golden files, and one option that rewrites them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

# For a night: pytest --hypothesis-profile=long tests/fuzzing
settings.register_profile("long", max_examples=20_000, deadline=None)

if TYPE_CHECKING:
    from s3_server import S3Server


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite-golden",
        action="store_true",
        help="write what the code gives now into the golden files, to be read in review",
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Hold a text against a golden file, or make it the file under --rewrite-golden."""

    def hold(path: Path, text: str) -> None:
        if request.config.getoption("--rewrite-golden"):
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.is_file(), f"{path.name} is missing: run pytest --rewrite-golden"
        assert text == path.read_text(encoding="utf-8")

    return hold


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What the tests say and add is kept apart from the user's; processes they start find it.

    The engine is one that is always there, so that the same is tested with and without the extras.
    """
    own = {
        "AUDIOBOOK_CACHE": str(tmp_path_factory.mktemp("cache")),
        "AUDIOBOOK_DATA": str(tmp_path_factory.mktemp("data")),
        "AUDIOBOOK_NARRATOR_ENGINE": "pyttsx3",
    }
    os.environ.update(own)
    yield
    for name in own:
        del os.environ[name]


@pytest.fixture(scope="session")
def s3() -> Iterator[S3Server]:
    """A server that speaks like S3; a test uses a folder of its own in its bucket."""
    from s3_server import s3_server  # noqa: PLC0415 - only few tests want all that comes with it

    with s3_server() as server:
        yield server
