"""The fuzzers' guard stops what no document may bring about; in a process that it may watch."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import pathlib, socket, subprocess, sys, os
from fuzz.guard import Breach, Guard
folder = pathlib.Path(sys.argv[1])
guard = Guard(folder / "scratch")
try:
    with guard:
        try:
            {deed}
        except Exception as error:
            print("hidden by", error)
except Breach:
    print("stopped")
else:
    print("done")
"""


@pytest.mark.parametrize(
    ("deed", "outcome"),
    [
        ("open(folder / 'secret.txt').read()", "stopped"),
        ("open(folder / 'scratch/../secret.txt').read()", "stopped"),
        ("open('/etc/passwd').read()", "stopped"),
        ("open(folder / 'new.txt', 'w')", "stopped"),
        ("os.open(folder / 'new.txt', os.O_CREAT | os.O_WRONLY)", "stopped"),
        ("os.remove(folder / 'secret.txt')", "stopped"),
        ("os.mkdir(folder / 'new')", "stopped"),
        ("subprocess.run(['true'])", "stopped"),
        ("os.system('true')", "stopped"),
        ("socket.create_connection(('127.0.0.1', 9))", "stopped"),
        ("socket.getaddrinfo('localhost', 9)", "stopped"),
        ("open(folder / 'scratch/new.txt', 'w').close()", "done"),
        ("import json; open(json.__file__).close()", "done"),
    ],
)
def test_the_guard_stops_what_a_document_may_not_do(
    tmp_path: Path, deed: str, outcome: str
) -> None:
    (tmp_path / "scratch").mkdir()
    (tmp_path / "secret.txt").write_text("words")
    run = [sys.executable, "-c", PROGRAM.format(deed=deed), str(tmp_path)]
    done = subprocess.run(run, capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == outcome
    assert (tmp_path / "secret.txt").exists()
    assert not (tmp_path / "new.txt").exists()
