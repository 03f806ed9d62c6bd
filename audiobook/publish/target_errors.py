"""What goes wrong at a target, as one line that says what to do.

Every file system of fsspec raises what its own library raises; those libraries are extras, so their
errors are known here by name.
"""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager

from audiobook.errors import PublishError
from audiobook.publish.places import SECRET_PATH

_NO_ENTRY = (
    "the host lets nobody in with this user and key",
    "name the user (sftp://USER@HOST/…) and load a key it knows with: ssh-add",
)
_BY_NAME = {
    "NoSuchBucket": ("the bucket is not there", "make it, or mend the name"),
    "NoCredentialsError": (
        "no credentials were found",
        "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE",
    ),
    "PartialCredentialsError": (
        "half of the credentials is missing",
        "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE",
    ),
    "InvalidAccessKeyId": ("the access key is not known there", "mend AWS_ACCESS_KEY_ID"),
    "SignatureDoesNotMatch": ("the secret key is not right", "mend AWS_SECRET_ACCESS_KEY"),
    "EndpointConnectionError": (
        "the server can't be reached",
        "mend AWS_ENDPOINT_URL, or try later",
    ),
    "ConnectTimeoutError": ("the server does not answer", "mend AWS_ENDPOINT_URL, or try later"),
    "BadHostKeyException": (
        "the host shows another key than before",
        "ask its owner why; only then: ssh-keygen -R HOST",
    ),
    "UnknownHost": ("the host is not known", "look at its key and accept it with: ssh HOST"),
    "PasswordRequiredException": ("the SSH key is locked", "unlock it with: ssh-add"),
    "AuthenticationException": _NO_ENTRY,
    "No authentication methods available": _NO_ENTRY,
    "gaierror": ("the host can't be found", "mend its name, or go online"),
    "NoValidConnectionsError": ("the host can't be reached", "mend host and port, or try later"),
    "ConnectionRefusedError": ("the host can't be reached", "mend host and port, or try later"),
    "TimeoutError": ("the host does not answer", "try later"),
    "SSHException": ("the connection broke off", "run the same command again to go on"),
    "NotImplementedError": ("can't be written to", "choose a folder, s3:// or sftp://"),
}
"""Problem and remedy, the more telling names first."""
IS_A_FILE = ("is a file, or lies below one", "name a folder")
_BY_NUMBER = {
    errno.ENOTDIR: IS_A_FILE,
    errno.ENOSPC: ("the disk is full", "free space, then run the same command again to go on"),
    errno.EDQUOT: ("the quota is used up", "free space, then run the same command again to go on"),
    errno.EACCES: ("may not be written to", "mend the permissions there"),
    errno.EPERM: ("may not be written to", "mend the permissions there"),
    errno.EROFS: ("is read-only", "choose another target"),
}
_GO_ON = "mend that, then run the same command again to go on"
_PASSWORD = re.compile(r"(?<=//)([^/@:]*):[^/@]*@")
_SECRET = re.compile(rf"(?<=/{SECRET_PATH}/)[A-Za-z0-9_-]{{32}}(?![A-Za-z0-9_-])")


def without_secrets(text: str) -> str:
    """Text with addresses as they may be shown: without passwords, and subscribers' secrets."""
    return _SECRET.sub("…", _PASSWORD.sub(r"\1@", text))


@contextmanager
def errors_as_ours(subject: str) -> Iterator[None]:
    """Turn what a file system raises into a PublishError about ``subject``."""
    try:
        yield
    except PublishError:
        raise
    except Exception as error:  # each file system has a tree of its own
        problem, remedy = _told(error)
        told = map(without_secrets, (subject, problem, remedy))
        raise PublishError(*told) from error


def names_of(error: BaseException | None) -> set[str]:
    """What an error and its causes are known by: classes, texts, the codes that S3 gives."""
    names = set()
    while error is not None:
        names |= {str(error), *(kind.__name__ for kind in type(error).__mro__)}
        answer = getattr(error, "response", None)
        if isinstance(answer, dict):
            names.add(str(answer.get("Error", {}).get("Code")))
        error = error.__cause__ or error.__context__
    return names


def _told(error: Exception) -> tuple[str, str]:
    names = names_of(error)
    for name, told in _BY_NAME.items():
        if name in names:
            return told
    if isinstance(error, OSError) and error.errno in _BY_NUMBER:
        return _BY_NUMBER[error.errno]
    if isinstance(error, PermissionError):
        return "access is refused", "mend the credentials, or the permissions there"
    return str(error) or type(error).__name__, _GO_ON
