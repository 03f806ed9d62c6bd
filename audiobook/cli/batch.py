"""The command for many articles: one round, or rounds until it is stopped."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from types import FrameType
from typing import TYPE_CHECKING, Any

import click

from audiobook.cli.frame import as_json, open_project, print_json, say
from audiobook.cli.making import making_options, options_of
from audiobook.errors import AudiobookError, DiskFull

if TYPE_CHECKING:
    from audiobook.cli.batch_report import BatchReport
    from audiobook.project import Options, Progress, Project

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@click.command(epilog="Example: audiobook batch --watch 600")
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@making_options(jobs=None)
@click.option(
    "--watch",
    "seconds",
    type=click.FloatRange(min=1),
    metavar="SECONDS",
    help="Keep at it: so long from the end of a round to the next.",
)
@as_json
def batch(sources: tuple[str, ...], seconds: float | None, in_json: bool, **chosen: Any) -> None:
    """Make editions of all new and changed articles of the sources, or of those in audiobook.toml.

    Goes on past failures, and ends with a table.  What has not changed is not even read.  Ctrl-C
    and SIGTERM end it when the articles in hand are made; a second one ends it at once.
    """
    from audiobook.cli.batch_report import BatchReport  # noqa: PLC0415 - see open_project
    from audiobook.project import Progress  # noqa: PLC0415 - see open_project

    options = options_of(**chosen)
    with _stopping() as stop:
        status = 0
        while True:
            progress = Progress()
            report = BatchReport(progress, in_json, options.dry_run, stop.is_set)
            try:
                _round(open_project(), sources, options, report, progress, stop)
                status = report.exit_status
            except AudiobookError as error:
                if seconds is None:
                    raise
                # The next round may find it mended: a disk with room, a line put right.
                say(f"audiobook: {error}", err=True)
                status = error.exit_status
            if seconds is None or stop.is_set():
                break
            _announce(seconds, in_json)
            if stop.wait(seconds):
                break
    sys.exit(status)


def _round(
    project: Project,
    sources: tuple[str, ...],
    options: Options,
    report: BatchReport,
    progress: Progress,
    stop: threading.Event,
) -> None:
    try:
        with report:
            for outcome in project.batch(sources, options, stop.is_set, progress):
                report.add(outcome)
    except KeyboardInterrupt:
        report.summarise()
        raise
    except DiskFull:
        report.summarise(is_cut_short=True)
        raise
    finally:
        project.close()
    report.summarise()


def _announce(seconds: float, in_json: bool) -> None:
    """Say when the next round begins."""
    at = datetime.now().astimezone() + timedelta(seconds=seconds)
    if in_json:
        print_json({"event": "waiting", "until": at.isoformat(timespec="seconds")})
    else:
        say(f"Next look at {at:%H:%M:%S}; Ctrl-C ends it.", err=True)


@contextmanager
def _stopping() -> Iterator[threading.Event]:
    """An event that the first signal sets; the second interrupts."""
    stop = threading.Event()

    def ask(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - as signal calls it
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()

    before = {number: signal.signal(number, ask) for number in _SIGNALS}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
