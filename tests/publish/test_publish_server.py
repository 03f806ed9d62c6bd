from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time

import httpx
import pytest

from audiobook.errors import PublishError
from audiobook.publish import make_app, serve

PROGRAM = """
import sys
from pathlib import Path
from audiobook.publish import make_app, serve
app = make_app(Path(), None)
serve(app, "127.0.0.1", int(sys.argv[1]), lambda _: None)
"""


@pytest.fixture
def app(tmp_path, library):
    return make_app(tmp_path, library())


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def answers(port: int) -> bool:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            return httpx.get(f"http://127.0.0.1:{port}/nothing").status_code == 404
        except httpx.ConnectError:
            time.sleep(0.05)
    return False


def test_it_serves_until_it_is_interrupted_and_says_nothing():
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(port)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    try:
        assert answers(port)
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=10) == (b"", b"")
        assert process.returncode == 0
    finally:
        process.kill()
        process.wait()


def test_a_port_in_use_is_named_and_the_way_out(app):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PublishError, match=f"port {port} on 127.0.0.1: is in use.*--port"):
            serve(app, "127.0.0.1", port, print)


@pytest.mark.parametrize(
    ("host", "port", "remedy"),
    [
        ("192.0.2.1", 0, "--host"),  # RFC 5737: an address for documentation, never this machine's
        ("no such host", 0, "--host"),
        ("127.0.0.1", 70_000, "--port"),
        ("127.0.0.1", -1, "--port"),
        ("::2", 0, "--host"),
    ],
)
def test_an_address_that_cannot_be_had(app, host, port, remedy):
    with pytest.raises(PublishError, match=remedy):
        serve(app, host, port, print)
