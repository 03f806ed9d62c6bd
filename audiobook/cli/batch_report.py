"""What a batch comes to: outcomes as they come, and a table in the end."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Self

from rich.markup import escape
from rich.table import Table

from audiobook.cli.console import minutes, out
from audiobook.cli.report import failure, outcome_keys, outcome_line
from audiobook.cli.showing import Display, Form, form_for_people
from audiobook.model import Outcome, Status
from audiobook.project import Progress

_COUNTED = {
    Status.MADE: "made",
    Status.PLANNED: "would be made",
    Status.SKIPPED: "unchanged",
    Status.MOVED: "moved to other shows",
    Status.WITHDRAWN: "withdrawn at the source",
    Status.FAILED: "failed",
}


class BatchReport(AbstractContextManager["BatchReport"]):
    """Shows outcomes as they come, and sums them up; what is unchanged is only counted."""

    def __init__(
        self, progress: Progress, as_json: bool, dry_run: bool, is_stopped: Callable[[], bool]
    ) -> None:
        self._is_stopped = is_stopped
        self._as_json = as_json
        self._dry_run = dry_run
        self._counted: Counter[Status] = Counter()
        self._failed: list[Outcome] = []
        self._audio_ms = 0
        self._began = time.monotonic()
        form = Form.JSON if as_json else form_for_people()
        self._display = Display(progress, form, is_stopped)

    def __enter__(self) -> Self:
        """Start."""
        if self._as_json:
            self._display.tell({"event": "start", "dry_run": self._dry_run})
        self._display.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Show progress no more."""
        self._display.__exit__(kind, error, trace)

    def add(self, outcome: Outcome) -> None:
        """Note an outcome and show it."""
        status = outcome.status
        self._counted[status] += 1
        if status is not Status.MADE:
            self._display.board.looked_at += 1
        if status is Status.SKIPPED or (status is Status.PLANNED and not self._dry_run):
            return
        if status is Status.FAILED:
            self._failed.append(outcome)
        if status is Status.MADE and outcome.edition:
            self._audio_ms += outcome.edition.duration_ms
        if self._as_json:
            self._display.tell({"event": "outcome", **outcome_keys(outcome)})
        else:
            self._display.say(outcome_line(outcome, self._dry_run))

    @property
    def exit_status(self) -> int:
        """1 if something failed."""
        return int(bool(self._failed))

    def summarise(self, *, is_cut_short: bool = False) -> None:
        """Say how many articles came to what, how much is to be heard, and how long it took.

        Of a round that ended before it began, only programs are told.
        """
        if is_cut_short and not self._as_json and not self._counted:
            return
        is_cut_short = is_cut_short or self._is_stopped()
        took = time.monotonic() - self._began
        if not self._dry_run:
            del self._counted[Status.PLANNED]
        if self._as_json:
            self._display.tell(
                {
                    "event": "summary",
                    **{str(status): self._counted[status] for status in _COUNTED},
                    "audio_ms": self._audio_ms,
                    "seconds": round(took, 3),
                    "stopped": is_cut_short,
                }
            )
            return
        table = Table(box=None, pad_edge=False, show_header=False)
        table.add_column(justify="right")
        table.add_column(overflow="fold")
        for status, words in _COUNTED.items():
            if self._counted[status] or status is Status.SKIPPED:
                table.add_row(f"{self._counted[status]:,}", words)
        if self._audio_ms:
            table.add_row(minutes(self._audio_ms).removesuffix(" min"), self._said_speed(took))
        out.print(table, soft_wrap=False)
        for outcome in self._failed:
            out.print(f"failed: {escape(failure(outcome))}")
        if is_cut_short:
            out.print("Stopped before the end; the next run goes on.")

    def _said_speed(self, took: float) -> str:
        times = self._audio_ms / 1000 / took
        return f"minutes of audio, in {minutes(round(took * 1000))}: {times:.1f} times real time"
