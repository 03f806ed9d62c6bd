"""SFTP to hosts that are known, and to no others."""

from __future__ import annotations

from typing import Any

import paramiko
from fsspec.implementations.sftp import SFTPFileSystem

_SECONDS = 20


class UnknownHost(paramiko.SSHException):  # type: ignore[misc]  # paramiko is not typed
    """A host whose key nobody has looked at yet."""


class _Refuse(paramiko.MissingHostKeyPolicy):  # type: ignore[misc]
    def missing_host_key(self, client: Any, hostname: str, key: Any) -> None:  # noqa: ARG002
        raise UnknownHost(f"{hostname} shows {key.get_name()} {key.fingerprint}")


class KnownHosts(SFTPFileSystem):  # type: ignore[misc]  # fsspec is not typed
    """fsspec's SFTP, which trusts any host at all, held to the keys in ``~/.ssh/known_hosts``."""

    def _connect(self) -> None:
        self.client = paramiko.SSHClient()
        self.client.load_system_host_keys()
        self.client.set_missing_host_key_policy(_Refuse())
        try:
            self.client.connect(self.host, **{"timeout": _SECONDS, **self.ssh_kwargs})
            self.ftp = self.client.open_sftp()
        except BaseException:
            self.client.close()
            raise

    def close(self) -> None:
        """End the connection."""
        self.client.close()
