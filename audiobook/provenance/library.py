"""The C2PA library, as it is used here: it asks nothing of the network by itself."""

from __future__ import annotations

from typing import Any

from audiobook.errors import ConfigError

MP3 = "audio/mpeg"
_EXTRA = 'pip install "audiobook-editions[provenance]"'
_OFFLINE = {"remote_manifest_fetch": False, "ocsp_fetch": False}


def c2pa_library() -> Any:
    """c2pa-python.  Raises ConfigError if the extra is not installed."""
    try:
        import c2pa  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise ConfigError("c2pa-python", f"can't be imported: {error}", _EXTRA) from error
    return c2pa


def context(anchors: str = "") -> Any:
    """What the library works by; ``anchors`` are the certificates, as PEM, of who is trusted."""
    library = c2pa_library()
    settings: dict[str, Any] = {"verify": _OFFLINE}
    if anchors:
        settings["trust"] = {"trust_anchors": anchors}
    return library.Context(library.Settings.from_dict(settings))
