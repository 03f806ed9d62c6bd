"""A real SSH server on a loopback port, whose files lie in a folder."""

# ruff: noqa: ARG002 - the parameters are paramiko's

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import paramiko
from paramiko.sftp import SFTP_OK


class _Login(paramiko.ServerInterface):
    """Lets one key in."""

    def __init__(self, key: paramiko.PKey) -> None:
        self._key = key

    def check_auth_publickey(self, username: str, key: paramiko.PKey) -> int:
        known = key == self._key
        return paramiko.AUTH_SUCCESSFUL if known else paramiko.AUTH_FAILED

    def get_allowed_auths(self, username: str) -> str:
        return "publickey"

    def check_channel_request(self, kind: str, chanid: int) -> int:
        return paramiko.OPEN_SUCCEEDED


class _Files(paramiko.SFTPServerInterface):
    """What SFTP asks for, done in ``root``; each write of a file is noted."""

    def __init__(self, server: Any, *args: Any, root: Path, log: list[str]) -> None:
        super().__init__(server)
        self._root = root
        self._log = log

    def open(self, path: str, flags: int, attr: Any) -> Any:
        if flags & os.O_CREAT:
            self._log.append(path)
        try:
            descriptor = os.open(self._at(path), flags, 0o644)
        except OSError as error:
            return paramiko.SFTPServer.convert_errno(error.errno)
        mode = {os.O_RDONLY: "rb", os.O_WRONLY: "wb", os.O_RDWR: "rb+"}[flags & os.O_ACCMODE]
        handle = paramiko.SFTPHandle(flags)
        handle.readfile = handle.writefile = os.fdopen(descriptor, mode)
        return handle

    def list_folder(self, path: str) -> Any:
        try:
            return [self._attributes(entry) for entry in self._at(path).iterdir()]
        except OSError as error:
            return paramiko.SFTPServer.convert_errno(error.errno)

    def stat(self, path: str) -> Any:
        try:
            return self._attributes(self._at(path))
        except OSError as error:
            return paramiko.SFTPServer.convert_errno(error.errno)

    lstat = stat

    def remove(self, path: str) -> int:
        return self._done(self._at(path).unlink)

    def mkdir(self, path: str, attr: Any) -> int:
        return self._done(self._at(path).mkdir)

    def rmdir(self, path: str) -> int:
        return self._done(self._at(path).rmdir)

    def posix_rename(self, oldpath: str, newpath: str) -> int:
        return self._done(self._at(oldpath).replace, self._at(newpath))

    def _at(self, path: str) -> Path:
        return self._root / path.lstrip("/")

    def _attributes(self, path: Path) -> paramiko.SFTPAttributes:
        return paramiko.SFTPAttributes.from_stat(path.stat(), path.name)

    def _done(self, action: Any, *values: Any) -> int:
        try:
            action(*values)
        except OSError as error:
            return paramiko.SFTPServer.convert_errno(error.errno)
        return SFTP_OK


@contextmanager
def sftp_server(
    root: Path, host_key: paramiko.PKey, user_key: paramiko.PKey, log: list[str]
) -> Iterator[int]:
    """The port of a server that lets in who has the key; ``log`` gets each path it writes to."""
    transports: list[paramiko.Transport] = []

    def serve(listener: socket.socket) -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            transport = paramiko.Transport(connection)
            transport.add_server_key(host_key)
            transport.set_subsystem_handler("sftp", paramiko.SFTPServer, _Files, root=root, log=log)
            transport.start_server(event=threading.Event(), server=_Login(user_key))
            transports.append(transport)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve, args=(listener,))
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join(10)
            for transport in transports:
                transport.close()
