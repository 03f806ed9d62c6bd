"""A disk that takes no more: one line that says what and where, and nothing is left behind."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest
from sound_parts import encoded, mastered, sine, take

from audiobook.audio import draw_cover, tag
from audiobook.audio.mastering.spool import Spool
from audiobook.errors import AudioError, DiskFull
from audiobook.model import (
    Article,
    Cast,
    Clearance,
    Credit,
    Job,
    Licence,
    Mastering,
    Narrator,
    Style,
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="/dev/full and file size limits")
JOB = Job(
    Article("tide.md", "tide.md", "Tide", "The tide.", (), "en", published=datetime.now(UTC)),
    Clearance(Licence("CC0-1.0", "CC0", None), "", "", Credit("", "en")),
    Cast(Narrator("tone", "sine", 1.0, "tone")),
    Style(),
    Mastering(),
    "The Reading Room",
    "f1",
)


@contextmanager
def files_of_at_most(size_bytes):
    """No file may grow beyond, as by ``ulimit -f``."""
    import resource  # noqa: PLC0415 - not on Windows

    before, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (before, hard))


def test_while_encoding(tmp_path):
    (tmp_path / "edition.mp3").symlink_to("/dev/full")
    message = r"edition\.mp3: can't be written: its disk (is full|takes no more), .* MB are "
    with pytest.raises(DiskFull, match=message):
        mastered([take(sine(-20, 30, rate_hz=22_050))], Mastering(), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_while_takes_are_kept(tmp_path):
    with (
        pytest.raises(AudioError, match=r"scratch file .*: can't be written: File too large"),
        files_of_at_most(1_000_000),
        Spool(tmp_path) as spool,
    ):
        list(spool.keep([take(np.zeros(5_000_000))]))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("version", [3, 4])
def test_while_tagging(tmp_path, version):
    path = tmp_path / "edition.mp3"
    path.write_bytes(encoded(sine(-20, 2)))
    job = replace(JOB, mastering=Mastering(id3_version=version))
    cover = draw_cover("T", (), "seed")
    with (
        pytest.raises(AudioError, match=r"edition\.mp3: can't be written: File too large"),
        files_of_at_most(path.stat().st_size + 1_000),
    ):
        tag(path, job, [], cover)


def test_a_folder_that_is_a_file(tmp_path):
    (tmp_path / "media").write_bytes(b"")
    with pytest.raises(AudioError, match=r"edition\.mp3: can't be written: .*folder"):
        mastered([take(sine(-20, 2, rate_hz=22_050))], Mastering(), tmp_path / "media")
