"""A sample of the fault matrix; ``matrix.py`` plays all of it."""

from __future__ import annotations

import random

import pytest
from cells import Stage
from injection import KILL, Step, why_not

pytestmark = pytest.mark.skipif(bool(why_not()), reason=why_not())

SEED = 9
SAMPLE = 2


@pytest.fixture(scope="module", params=["make anew", "remove"])
def stage(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    return Stage(request.param, tmp_path_factory.mktemp("stage"))


def drawn(stage: Stage, number: int, *, kills: bool) -> tuple[Step, str]:
    """One of the sample's cells; what is kept in the cache is no one's loss."""
    own = [cell for cell in stage.cells() if not cell[0].place.startswith("cache/")]
    kind = [cell for cell in own if (cell[1] == KILL) == kills]
    return random.Random(SEED).sample(kind, SAMPLE)[number]


def test_all_kinds_of_writes_are_among_the_steps(stage):
    """Of files and of the catalogue: what is not seen is not tried."""
    calls = {step.call for step in stage.steps}
    assert calls >= {"openat", "write", "pwrite64", "fsync", "fdatasync", "chmod", "rename"}


@pytest.mark.parametrize("number", range(SAMPLE))
def test_a_kill_at_any_step_loses_nothing_and_the_next_run_completes(stage, number):
    cell = stage.play(*drawn(stage, number, kills=True))
    assert cell.said == "killed"
    assert not cell.problems, cell


@pytest.mark.parametrize("number", range(SAMPLE))
def test_a_write_that_fails_anywhere_loses_nothing_and_the_next_run_completes(stage, number):
    cell = stage.play(*drawn(stage, number, kills=False))
    assert not cell.problems, cell
