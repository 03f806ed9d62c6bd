"""Faults put into a running program from outside, by strace: at which step, and which."""

from __future__ import annotations

import platform
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

KILL = "SIGKILL"

_PROGRAM = (sys.executable, "-m", "audiobook")

FAULTS: Mapping[str, tuple[str, ...]] = {
    "openat": ("ENOSPC", "EIO", "EACCES", KILL),
    "write": ("ENOSPC", "EIO", KILL),
    "pwrite64": ("ENOSPC", "EIO", KILL),
    "ftruncate": ("ENOSPC", "EIO", KILL),
    "fsync": ("ENOSPC", "EIO", KILL),
    "fdatasync": ("ENOSPC", "EIO", KILL),
    "mkdir": ("ENOSPC", "EIO", "EACCES", KILL),
    "rename": ("ENOSPC", "EIO", "EACCES", KILL),
    "link": ("ENOSPC", "EIO", "EACCES", KILL),
    "unlink": ("EIO", "EACCES", KILL),
    "rmdir": ("EIO", "EACCES", KILL),
    "chmod": ("EIO", "EACCES", KILL),
}
"""What can go wrong, by system call (open(2), …); a kill comes before the call is done."""

_TRACED = ("strace", "-f", "-y", "-s", "0")
_FASTER = "--seccomp-bpf"  # with it strace sends no signals
_CALL = re.compile(r"^(\d+) +(\w+)\((.*)$")
_PLACE = re.compile(r'<([^<>]+)>|"([^"]+)"')
_WRITING = re.compile(r"O_WRONLY|O_RDWR|O_CREAT")
_RANDOM = re.compile(r"\.\w{8}(?=\.unfinished)|(?<=scratch/)[0-9a-f]{64}|(?<=cache/)\S+(?=/)")


@dataclass(frozen=True, slots=True)
class Step:
    """One call of the system that writes: the ``number``-th of its name."""

    call: str
    number: int
    place: str
    """The file, relative to the folder that is watched; random parts of its name left out."""

    def __str__(self) -> str:
        return f"{self.call} {self.place}"


@cache
def why_not() -> str:
    """Why no fault can be injected on this machine; empty if it can."""
    if platform.machine() not in {"x86_64", "AMD64"}:
        return "the system's calls are named here as on x86-64"
    if shutil.which("strace") is None:
        return "strace is not installed"
    tried = subprocess.run(
        ["strace", "-f", "--seccomp-bpf", "-o", "/dev/null", "-e", "trace=fsync", "true"],
        capture_output=True,
        text=True,
        check=False,
    )
    return f"strace may not trace here: {tried.stderr.strip()}" if tried.returncode else ""


def steps(command: Sequence[str], folder: Path, env: Mapping[str, str], trace: Path) -> list[Step]:
    """Run a command of ours in ``folder``; what it wrote below the folder above, in order."""
    watched = folder.parent
    subprocess.run(
        [
            *_TRACED,
            _FASTER,
            "-o",
            str(trace),
            "-e",
            f"trace={','.join(FAULTS)}",
            *_PROGRAM,
            *command,
        ],
        cwd=folder,
        env=env,
        check=True,
        capture_output=True,
    )
    return list(_steps_in(trace.read_text(errors="replace"), watched))


@dataclass(frozen=True, slots=True)
class Ending:
    """How a command ended that was to meet a fault."""

    status: int
    """As subprocess has it: a signal is negative."""
    said: str
    """What it wrote to stderr."""
    was_met: bool
    """Whether it came to the step at all."""


def run_with(
    step: Step,
    fault: str,
    command: Sequence[str],
    folder: Path,
    env: Mapping[str, str],
    trace: Path,
) -> Ending:
    """Run a command of ours in ``folder`` that meets a fault at a step."""
    kills = fault == KILL
    what = f"signal={fault}" if kills else f"error={fault}"
    asked = ["-e", f"trace={step.call}", "-e", f"inject={step.call}:{what}:when={step.number}"]
    how = [*_TRACED, *(() if kills else (_FASTER,)), "-o", str(trace)]
    done = subprocess.run(
        [*how, *asked, *_PROGRAM, *command],
        cwd=folder,
        env=env,
        check=False,
        capture_output=True,
        text=True,
    )
    sign = "killed by SIGKILL" if kills else "(INJECTED)"
    was_met = sign in trace.read_text(errors="replace")
    return Ending(done.returncode, done.stderr.strip(), was_met)


def _steps_in(trace: str, watched: Path) -> Iterator[Step]:
    met: Counter[tuple[str, str]] = Counter()
    for line in trace.splitlines():
        found = _CALL.match(line)
        if not found:
            continue
        thread, call, arguments = found.groups()
        met[thread, call] += 1
        if call == "openat" and not _WRITING.search(arguments):
            continue
        if " = -1 " in arguments:
            continue
        places = [Path(a or b) for a, b in _PLACE.findall(arguments.partition(" = ")[0])]
        below = [place for place in places[-1:] if place.is_relative_to(watched)]
        if below:
            place = _RANDOM.sub("*", str(below[0].relative_to(watched)))
            yield Step(call, met[thread, call], place.removeprefix("project/"))
