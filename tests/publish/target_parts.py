"""Targets of every kind, each empty, with a way to see what is there and what was sent."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import paramiko
import pytest
from s3_server import BUCKET, S3Server
from sftp_server import sftp_server

from audiobook.publish.ledger import LEDGER

KINDS = ("folder", "s3", "sftp")


@dataclass
class Place:
    """A target and what is behind it."""

    address: str
    files: Callable[[], Mapping[str, bytes]]
    """Bytes by path of all that is there, the ledger left out."""
    put: Callable[[str, bytes], None]
    """Write there, behind the publisher's back."""
    writes: Callable[[], Sequence[str]]
    """Every path that was written to, in order; of a folder nobody knows."""


def folder(tmp_path: Path) -> Place:
    """A folder that is not there yet."""
    root = tmp_path / "site"
    return Place(str(root), lambda: _files(root), _writer(root), lambda: ())


def bucket(server: S3Server, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A folder of its own in a bucket of a server that speaks like S3; the environment knows it."""
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    server.requests.clear()
    name = uuid.uuid4().hex

    def files() -> dict[str, bytes]:
        return {
            key.removeprefix(f"{name}/"): found["Body"]
            for key, found in server.objects(name).items()
            if not key.endswith(LEDGER)
        }

    def put(path: str, data: bytes) -> None:
        server.put(f"{name}/{path}", data)

    def writes() -> list[str]:
        return [path.removeprefix(f"{name}/") for path in server.sent]

    return Place(f"s3://{BUCKET}/{name}", files, put, writes)


@contextmanager
def host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, known: bool = True) -> Iterator[Place]:
    """A folder of an SSH host; the home folder has a key for it, and knows it by default."""
    root, ssh = tmp_path / "host", tmp_path / "home" / ".ssh"
    (root / "www").mkdir(parents=True)
    ssh.mkdir(parents=True)
    host_key, user_key = paramiko.ECDSAKey.generate(), paramiko.ECDSAKey.generate()
    user_key.write_private_key_file(str(ssh / "id_ecdsa"))
    monkeypatch.setenv("HOME", str(ssh.parent))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    writes: list[str] = []
    with sftp_server(root, host_key, user_key, writes) as port:
        keys = paramiko.HostKeys()
        if known:
            keys.add(f"[127.0.0.1]:{port}", host_key.get_name(), host_key)
        keys.save(str(ssh / "known_hosts"))
        site = root / "www" / "show"
        yield Place(
            f"sftp://ada@127.0.0.1:{port}/www/show",
            lambda: _files(site),
            _writer(site),
            lambda: writes,
        )


def _writer(root: Path) -> Callable[[str, bytes], None]:
    def write(path: str, data: bytes) -> None:
        (root / path).write_bytes(data)

    return write


def _files(root: Path) -> dict[str, bytes]:
    found = (path for path in root.rglob("*") if path.is_file() and path.name != LEDGER)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}
