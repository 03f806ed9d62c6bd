"""Progress and table of a batch: a bar on a terminal, plain lines elsewhere, JSON for programs."""

from __future__ import annotations

import time
from collections import Counter
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Self

from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from audiobook.cli.console import err, minutes, out
from audiobook.cli.frame import print_json
from audiobook.cli.report import failure, outcome_keys, outcome_line
from audiobook.model import Outcome, Status

_COUNTED = {
    Status.MADE: "made",
    Status.PLANNED: "would be made",
    Status.SKIPPED: "unchanged",
    Status.WITHDRAWN: "withdrawn at the source",
    Status.FAILED: "failed",
}


class BatchReport(AbstractContextManager["BatchReport"]):
    """Draws outcomes as they come, and sums them up; what is unchanged is only counted."""

    def __init__(self, as_json: bool, dry_run: bool) -> None:
        self.is_stopped = False
        """Whether the run was ended before it was through."""
        self._as_json = as_json
        self._dry_run = dry_run
        self._counted: Counter[Status] = Counter()
        self._failed: list[Outcome] = []
        self._audio_ms = 0
        self._began = time.monotonic()
        self._bar = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[audio]}"),
            TimeRemainingColumn(),
            console=err,
            transient=True,
            disable=not err.is_terminal or as_json,
        )
        self._task = self._bar.add_task("Looking", total=None, audio="")

    def __enter__(self) -> Self:
        """Start."""
        if self._as_json:
            print_json({"event": "start", "dry_run": self._dry_run})
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take the bar away."""
        self._bar.stop()

    def add(self, outcome: Outcome) -> None:
        """Note an outcome and show it."""
        status = outcome.status
        self._counted[status] += 1
        if status is Status.SKIPPED:
            return
        if status is Status.PLANNED and not self._dry_run:
            self._bar.update(self._task, total=self._counted[status], description="Narrating")
            return
        if status is Status.FAILED:
            self._failed.append(outcome)
        if status is Status.MADE and outcome.edition:
            self._audio_ms += outcome.edition.duration_ms
            self._bar.update(self._task, advance=1, audio=self._said_audio())
        if self._as_json:
            print_json({"event": "outcome", **outcome_keys(outcome)})
        else:
            self._bar.console.print(outcome_line(outcome, self._dry_run))

    @property
    def exit_status(self) -> int:
        """1 if something failed."""
        return int(bool(self._failed))

    def summarise(self) -> None:
        """Say how many articles came to what, how much is to be heard, and how long it took."""
        took = time.monotonic() - self._began
        if not self._dry_run:
            del self._counted[Status.PLANNED]
        if self._as_json:
            print_json(
                {
                    "event": "summary",
                    **{str(status): self._counted[status] for status in _COUNTED},
                    "audio_ms": self._audio_ms,
                    "seconds": round(took, 3),
                    "stopped": self.is_stopped,
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
        if self.is_stopped:
            out.print("Stopped before the end; the next run goes on.")

    def _said_audio(self) -> str:
        took = time.monotonic() - self._began
        return f"{minutes(self._audio_ms)} of audio, {self._audio_ms / 1000 / took:.1f} x real time"

    def _said_speed(self, took: float) -> str:
        times = self._audio_ms / 1000 / took
        return f"minutes of audio, in {minutes(round(took * 1000))}: {times:.1f} times real time"
