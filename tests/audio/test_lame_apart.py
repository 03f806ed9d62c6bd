"""LAME in a process of its own gives what it gives here, and its end is no hang."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from sound_parts import mastered, sine, take

from audiobook.audio.mp3.encode import Encoder
from audiobook.errors import AudioError
from audiobook.model import Mastering

SOUND = sine(-9, 12, 440) + np.random.default_rng(1).normal(0, 0.02, 12 * 44_100).astype(np.float32)
CUTS = [0, 100, 100, 40_000, 400_000, len(SOUND)]
STREAMS = [Mastering(), Mastering(bitrate_kbps=320), Mastering(vbr_quality=4)]

only_linux = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")


def children() -> set[int]:
    """The processes that this one has started, and that have not ended."""
    return {int(pid) for pid in Path("/proc/thread-self/children").read_text().split()}


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def _parts(path: Path, mastering: Mastering, *, apart: bool) -> list[bytes]:
    with Encoder(path, mastering, apart=apart) as encoder:
        parts = [encoder.write(part) for part in np.split(SOUND, CUTS)]
        return [*parts, encoder.close()]


@pytest.mark.parametrize("mastering", STREAMS, ids=["64 kbit/s", "320 kbit/s", "variable"])
def test_the_same_parts_come_at_the_same_time(mastering, tmp_path):
    here = _parts(tmp_path / "here.mp3", mastering, apart=False)
    apart = _parts(tmp_path / "apart.mp3", mastering, apart=True)
    assert list(map(len, here)) == list(map(len, apart))
    assert here == apart
    assert (tmp_path / "here.mp3").read_bytes() == (tmp_path / "apart.mp3").read_bytes()


@only_linux
def test_its_death_is_an_error_and_leaves_nothing(tmp_path):
    before = children()

    def killing():
        for number in range(20):
            if number == 15:
                (lame,) = children() - before
                os.kill(lame, signal.SIGKILL)
            yield take(SOUND[: 3 * 44_100], 44_100)

    with pytest.raises(AudioError, match=r"the process that encodes it died \(-9\)"):
        mastered(killing(), Mastering(), tmp_path, apart=True)
    assert list(tmp_path.iterdir()) == []
    assert children() == before


@only_linux
def test_an_error_here_ends_it(tmp_path):
    before = children()

    def interrupted() -> None:
        with Encoder(tmp_path / "torn.mp3", Mastering(), apart=True) as encoder:
            encoder.write(SOUND)
            assert len(children() - before) == 1
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert children() == before


@only_linux
def test_it_ends_with_a_parent_that_is_killed(tmp_path):
    code = (
        "import sys, time; from test_lame_apart import *\n"
        "with Encoder(Path(sys.argv[1]), Mastering(), apart=True) as encoder:\n"
        "    encoder.write(SOUND)\n"
        "    print(*children(), flush=True)\n"
        "    time.sleep(600)\n"
    )
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])}
    command = [sys.executable, "-c", code, str(tmp_path / "torn.mp3")]
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        lame = int(parent.stdout.readline())
        parent.kill()
    while is_running(lame):
        time.sleep(0.05)
