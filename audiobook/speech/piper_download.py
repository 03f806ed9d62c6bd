"""Fetches a voice for Piper: a model, its configuration and its card, all or nothing.

Piper's own ``piper.download_voices`` knows the names and the folders, and is asked for them.  The
bytes are fetched here: it writes to the final name, waits without a limit, takes a file that broke
off for a good one, and leaves the card behind.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from audiobook.config import PIPER_VOICES
from audiobook.errors import VoiceError
from audiobook.files import UNFINISHED
from audiobook.model import Voice
from audiobook.speech.piper_voices import PiperFiles, speakers_of, voice_folder
from audiobook.speech.suggesting import nearest

_PATIENCE_SECONDS = 30.0  # for the next bytes, not for all
_CHUNK_BYTES = 1 << 20
_NOT_FOUND = 404
_PLAIN = re.compile(r"[\w-]+")
_FILES = {".onnx": True, ".onnx.json": True, ".MODEL_CARD": False}
"""What belongs to a voice, and whether it can't do without."""


def add_voice(name: str, address: str = PIPER_VOICES) -> Voice:
    """Fetch a voice, named as in ``en_US-lessac-medium``, for this user.

    ``address`` is the folder that holds the voices, laid out as Piper's own.  The voice appears
    whole, after its model was opened once, or not at all.  Raises VoiceError for a name that is
    unknown, a server that fails or breaks off, and files that are no voice.
    """
    name = name.removeprefix("piper:").strip()
    _url(name, "", address)  # raises, before anything is touched, for what is no name
    folder = voice_folder()
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(UNFINISHED, f".{name[:40]}.", folder) as unfinished,
        httpx.Client(timeout=_PATIENCE_SECONDS, follow_redirects=True) as client,
    ):
        files = _fetched(client, name, address.rstrip("/"), Path(unfinished))
        voice = _opened(files)
        for path in sorted(Path(unfinished).iterdir(), key=lambda p: p.name.endswith(".json")):
            path.replace(folder / path.name)  # the configuration last: by it a voice is found
    return voice


def _fetched(client: httpx.Client, name: str, address: str, folder: Path) -> PiperFiles:
    for suffix, needed in _FILES.items():
        url = _url(name, suffix, address)
        with _as_ours(name, url), client.stream("GET", url) as reply:
            if reply.status_code == _NOT_FOUND:
                if needed:
                    raise _unknown(client, name, address)
                continue
            reply.raise_for_status()
            with (folder / f"{name}{suffix}").open("wb") as file:
                for chunk in reply.iter_bytes(_CHUNK_BYTES):
                    file.write(chunk)
    return PiperFiles(name, folder / f"{name}.onnx", folder / f"{name}.onnx.json")


def _url(name: str, suffix: str, address: str) -> str:
    downloads = _piper_downloads()
    parts = _PLAIN.fullmatch(name) and downloads.VOICE_PATTERN.match(name)
    if not parts:
        problem = "is no name of a voice for Piper"
        raise VoiceError(f"voice {name!r}", problem, "it is like en_US-lessac-medium")
    family, region, voice, quality = parts.group(
        "lang_family", "lang_region", "voice_name", "voice_quality"
    )
    whole = str(downloads.URL_FORMAT).format(
        lang_family=family,
        lang_code=f"{family}_{region}",
        voice_name=voice,
        voice_quality=quality,
        extension=suffix,
    )
    if suffix == ".MODEL_CARD":  # the one file that is not named after its voice
        whole = whole.replace(f"{name}{suffix}", "MODEL_CARD")
    return whole.replace(PIPER_VOICES, address)


def _piper_downloads() -> Any:
    try:
        from piper import download_voices  # noqa: PLC0415 - GPL, and optional
    except ImportError as error:
        remedy = 'pip install "audiobook-editions[neural]"'
        raise VoiceError("engine 'piper'", "piper-tts is not installed", remedy) from error
    return download_voices


def _unknown(client: httpx.Client, name: str, address: str) -> VoiceError:
    """The error for a name that is not there, with the nearest that are."""
    near: list[str] = []
    reply = client.get(f"{address}/voices.json")
    if reply.is_success:
        near = nearest(name, dict.fromkeys(reply.json(), ""))
    remedy = f"did you mean {' or '.join(near)}?" if near else "check its name"
    return VoiceError(f"voice {name!r}", f"is not at {address}", remedy)


@contextmanager
def _as_ours(name: str, url: str) -> Iterator[None]:
    try:
        yield
    except (httpx.HTTPError, ValueError) as error:
        what = f"can't be fetched from {url}: {str(error) or type(error).__name__}"
        raise VoiceError(f"voice {name!r}", what, "nothing was kept; try again later") from error
    except OSError as error:
        what = f"can't be kept: {error.strerror or error}"
        raise VoiceError(f"voice {name!r}", what, "make room, then try again") from error


def _opened(files: PiperFiles) -> Voice:
    """The voice, once it was loaded as if to speak; its files may be an error page, or cut."""
    from audiobook.speech.piper_model import PiperModel  # noqa: PLC0415 - heavy

    try:
        PiperModel(files, threads=1)
        return next(voice for voice, _ in speakers_of(files))
    except (VoiceError, StopIteration) as error:
        problem = "what was fetched is no voice that Piper can load"
        remedy = "nothing was kept; check the address"
        raise VoiceError(f"voice {files.name!r}", problem, remedy) from error
