from pathlib import Path

import pytest

from audiobook.narration import normalise

FILES = sorted((Path(__file__).parent / "pairs").glob("*.txt"))


def cases():
    for file in FILES:
        for line in file.read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                written, _, spoken = line.partition(" => ")
                yield pytest.param(file.stem, written, spoken, id=f"{file.stem}: {written}")


@pytest.mark.parametrize(("language", "written", "spoken"), list(cases()))
def test_pair(language, written, spoken):
    assert normalise(written, language) == spoken
