"""``python -m fuzz [TARGET …] --minutes N``: runs targets one after the other, and says how far."""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

from fuzz.log import progress_in
from fuzz.seeds import seeds_of
from fuzz.targets import TARGETS, Target
from fuzz.workspace import Tally, Workspace

_DICTIONARIES = Path(__file__).resolve().parent / "dictionaries"
_LONGEST_S = 120
_MOST_MEGABYTES = 2_500
_SHORTEST_RUN_S = 5


def main() -> None:
    """Run the targets that are named, or all."""
    arguments = _arguments()
    print("target      executions  minutes   of CPU  per CPU s   edges  features  inputs  findings")
    failed = False
    for name in arguments.targets or TARGETS:
        workspace = Workspace(arguments.folder / name)
        _fuzz(TARGETS[name], workspace, arguments.minutes * 60)
        tally, found = workspace.tally, len(workspace.found())
        rate = tally.executions / max(1.0, tally.cpu_minutes * 60)
        print(
            f"{name:<10} {tally.executions:>11,} {tally.minutes:>8.1f} {tally.cpu_minutes:>8.1f}"
            f" {rate:>10.1f}"
            f" {tally.edges:>7,} {tally.features:>9,} {tally.inputs:>7,} {found:>9}",
            flush=True,
        )
        failed |= found > 0
    sys.exit(failed)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--minutes", type=float, default=1.0, help="for each target")
    parser.add_argument("--folder", type=Path, default=Path("build/fuzz"), help="for what is found")
    arguments = parser.parse_args()
    if unknown := set(arguments.targets) - set(TARGETS):
        parser.error(f"no target is named {', '.join(sorted(unknown))}")
    return arguments


def _fuzz(target: Target, workspace: Workspace, seconds: float) -> None:
    """Run a target until it has had its time, in as many processes as it takes."""
    workspace.prepare(partial(seeds_of, target))
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > _SHORTEST_RUN_S:
        begun, cpu_before = time.monotonic(), _cpu_seconds()
        with workspace.log.open("w") as log:
            command = _command(target, workspace, round(left))
            subprocess.run(command, stdout=log, stderr=subprocess.STDOUT, check=False)
        run = progress_in(workspace.log.read_text("utf-8", "replace"))
        if not run.executions:
            sys.exit(f"{target.name} did not begin: see {workspace.log}")
        before = workspace.tally
        workspace.record(
            Tally(
                executions=before.executions + run.executions,
                minutes=before.minutes + (time.monotonic() - begun) / 60,
                cpu_minutes=before.cpu_minutes + (_cpu_seconds() - cpu_before) / 60,
                edges=run.edges,
                features=run.features,
                inputs=run.inputs,
            )
        )


def _command(target: Target, workspace: Workspace, seconds: int) -> list[str]:
    options = [
        f"-max_total_time={seconds}",
        f"-max_len={target.most_bytes}",
        f"-timeout={_LONGEST_S}",
        f"-report_slow_units={_LONGEST_S}",
        f"-rss_limit_mb={_MOST_MEGABYTES}",
        f"-artifact_prefix={workspace.findings}{os.sep}",
    ]
    dictionary = _DICTIONARIES / f"{target.name}.dict"
    if dictionary.exists():
        options.append(f"-dict={dictionary}")
    session = [sys.executable, "-m", "fuzz.session", target.name, str(workspace.folder), *options]
    return [*session, str(workspace.corpus), str(workspace.seeds)]


def _cpu_seconds() -> float:
    """The CPU seconds of the processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
