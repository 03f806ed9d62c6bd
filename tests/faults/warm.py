"""Runs the program's commands in copies of a process that has loaded it: that saves its start-up.

Started by itself it is that process: it reads a command from each line and prints how it ended.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from audiobook import articles, audio, audit, cli, feed, licences, narration, project, publish

_ROOMS = (articles, audio, audit, cli, feed, licences, narration, project, publish)


def run(
    arguments: Sequence[str], folder: Path, env: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run ``audiobook`` with arguments in a folder, in a process of its own, to its end."""
    server = _server()
    assert server.stdin
    assert server.stdout
    print(json.dumps([list(arguments), str(folder), dict(env)]), file=server.stdin, flush=True)
    status, said, complained = json.loads(server.stdout.readline())
    return subprocess.CompletedProcess(list(arguments), status, said, complained)


@cache
def _server() -> subprocess.Popen[str]:
    """It ends with this process, which holds the other end of its stdin."""
    return subprocess.Popen(
        [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def _serve() -> None:
    _load()
    for line in sys.stdin:
        with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
            child = os.fork()
            if child == 0:
                _become(out.fileno(), err.fileno(), *json.loads(line))
            status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            out.seek(0)
            err.seek(0)
            sys.stdout.write(f"{json.dumps([status, out.read(), err.read()])}\n")
            sys.stdout.flush()


def _load() -> None:
    """Import what the commands import when they first need it."""
    for room in _ROOMS:
        for name in dir(room):
            getattr(room, name)


def _become(out: int, err: int, arguments: list[str], folder: str, env: dict[str, str]) -> None:
    """Be the program, started in a folder; never returns."""
    status = 1
    try:
        with Path(os.devnull).open() as nothing:
            os.dup2(nothing.fileno(), 0)
        os.dup2(out, 1)
        os.dup2(err, 2)
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(env)
        cli.main(arguments, prog_name="audiobook")
    except SystemExit as end:
        status = int(end.code or 0)
    except BaseException:  # as the interpreter would
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


if __name__ == "__main__":
    _serve()
