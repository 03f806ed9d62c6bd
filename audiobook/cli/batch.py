"""The command for many articles: one round, or rounds until it is stopped."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime, timedelta
from types import FrameType
from typing import TYPE_CHECKING, Any, Self

import click

from audiobook.cli.frame import Terminated, as_json, open_project, print_json, say
from audiobook.cli.making import making_options, options_of
from audiobook.errors import AudiobookError, UsageError

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
    and SIGTERM end it when the articles in hand are made; if there are none yet, or asked again, at
    once.
    """
    from audiobook.cli.batch_report import BatchReport  # noqa: PLC0415 - see open_project
    from audiobook.project import Progress  # noqa: PLC0415 - see open_project

    options = options_of(**chosen)
    with _Stopping() as stopping:
        stop, status = stopping.event, 0
        while True:
            progress = Progress()
            report = BatchReport(progress, in_json, options.dry_run, stop.is_set)
            try:
                with stopping.watching(progress):
                    _round(open_project(), sources, options, report, progress, stop)
                status = report.exit_status
            except UsageError:
                raise  # only another command line mends it
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
    except (AudiobookError, KeyboardInterrupt):
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


class _Stopping(AbstractContextManager["_Stopping"]):
    """What signals ask for: to stop when what is in hand is done, or, if nothing is, at once."""

    def __init__(self) -> None:
        self.event = threading.Event()
        """Set once it is to stop."""
        self._progress: Progress | None = None
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Self:
        """Take the signals."""
        self._before = {number: signal.signal(number, self._asked) for number in _SIGNALS}
        return self

    def __exit__(self, *_error: object) -> None:
        """Give them back."""
        for number, handler in self._before.items():
            signal.signal(number, handler)

    @contextmanager
    def watching(self, progress: Progress) -> Iterator[None]:
        """While a round lasts, the first signal interrupts it as long as nothing is in hand."""
        self._progress = progress
        try:
            yield
        finally:
            self._progress = None

    def _asked(self, number: int, _frame: FrameType | None) -> None:
        has_time = self._progress is None or self._progress.has_work_in_hand
        if has_time and not self.event.is_set():
            self.event.set()
        elif number == signal.SIGTERM:
            raise Terminated
        else:
            raise KeyboardInterrupt
