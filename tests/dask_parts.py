"""Clusters of real processes, each in a folder of its own, and projects that use them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from audiobook.config import Settings
from audiobook.model import Status
from audiobook.project import Options, Project
from audiobook.workers import dask

LICENCE = Options(licence="CC-BY-4.0", reproducible=True)


@contextmanager
def running(folder, *command, **environ):
    """A command of Dask in a folder of its own, with all that it starts, until the end."""
    folder.mkdir()
    environ = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path]),
        "AUDIOBOOK_CACHE": str(folder / "cache"),
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
        **environ,
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "dask", *command, "--no-dashboard", "--host", "127.0.0.1"],
        cwd=folder,
        env=environ,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@dataclass
class Cluster:
    address: str
    scheduler: subprocess.Popen
    workers: list


def worker_in(folder, file, **environ):
    """A worker of the scheduler that wrote a file."""
    return running(folder, "worker", "--scheduler-file", file, "--nthreads", "1", **environ)


@contextmanager
def cluster_in(folder, names, **environ):
    """A scheduler, and workers of these names that share nothing but its file."""
    file = folder / "scheduler.json"
    with ExitStack() as stack:
        scheduler = running(
            folder / "scheduler", "scheduler", "--scheduler-file", str(file), "--port", "0"
        )
        scheduler = stack.enter_context(scheduler)
        while not file.exists():
            time.sleep(0.05)
        workers = [
            stack.enter_context(worker_in(folder / name, str(file), **environ)) for name in names
        ]
        with dask(str(file)) as spread:
            while len(set(spread(whose_parent, range(6 * len(names))))) < len(names):
                time.sleep(0.1)
        yield Cluster(str(file), scheduler, workers)


def whose_parent(number):
    time.sleep(0.1)
    return os.getppid()


def made_in(folder, source, options, engine="tone"):
    """Outcomes of making what is in a folder of articles, as they come."""
    folder.mkdir()
    settings = Settings()
    settings = replace(settings, narrator=replace(settings.narrator, engine=engine, voice="sine"))
    project = Project(folder, settings)
    try:
        for outcome in project.make([str(source)], options):
            if outcome.status is not Status.PLANNED:
                yield outcome
    finally:
        project.close()


def sounds(folder):
    """What was made, by title: names have digits of the article's place."""
    return {path.name: path.read_bytes() for path in folder.glob("media/*.mp3")}
