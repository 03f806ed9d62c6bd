"""What is drawn while a run goes on: a bar, the facts, and a line for each worker."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.progress_bar import ProgressBar
from rich.spinner import Spinner
from rich.table import Table
from rich.text import Text

from audiobook.cli.console import minutes
from audiobook.cli.time_left import TimeLeft, said_left
from audiobook.display import clock, shortened
from audiobook.project import AtWork, Phase, Standing

_BETWEEN = " · "
_ROOM_FOR_A_KEY = 2
"""Columns left free: a terminal that shows ^C at the end of a full line would go to the next one,
and what is drawn could not be taken away."""
_FEWEST_WORKERS = 2
_OTHER_LINES = 6
"""Of a screen, so many are left for the bar, the facts, and what scrolls by above them."""


class Board:
    """The state of a run, as lines and as a picture for a terminal of any width.

    Whoever shows it says every second or so how the run stands: the time left is learnt from that.
    """

    def __init__(self) -> None:
        self.looked_at = 0
        """How many articles and sources the run has looked at."""
        self.is_stopping = False
        """Whether only what is in hand is finished."""
        self._began = time.monotonic()
        self._time_left = TimeLeft()
        self._spinner = Spinner("dots")
        self._standing = Standing()
        self._seconds_left: float | None = None

    def update(self, standing: Standing) -> None:
        """Note how a run stands now."""
        self._standing = standing
        self._seconds_left = self._time_left.seconds(time.monotonic(), standing)

    @property
    def held_by(self) -> str:
        """For whom the run waits, if it does."""
        return self._standing.held_by

    def facts(self) -> list[str]:
        """What is done, at which rate, and how long it will take."""
        standing = self._standing
        if not standing.articles:
            return []
        total = f"{standing.articles:,}" + ("" if standing.is_all_known else "+")
        noun = "article" if total == "1" else "articles"
        facts = [f"{standing.articles_done:,} of {total} {noun}"]
        if standing.audio_ms:
            rate = standing.audio_ms / 1000 / max(time.monotonic() - self._began, 0.001)
            facts += [
                f"{minutes(standing.audio_ms)} of audio",
                f"{rate:.1f} times real time",
            ]
        if self.is_stopping:
            facts += ["finishing what is in hand", "Ctrl-C again ends it at once"]
        elif self._seconds_left is not None:
            facts.append(said_left(self._seconds_left))
        return facts

    def headline(self) -> str:
        """What the run is about; nothing while articles are being made."""
        if self._standing.phase is Phase.HELD:
            return f"Waits for {self._standing.held_by} …"
        if self._standing.phase is Phase.READING:
            return f"Reading sources: {self.looked_at:,} …"
        return "Writing feeds …" if self._standing.phase is Phase.FEEDS else ""

    def line(self) -> str:
        """All of that on one line."""
        return ", ".join([line for line in [self.headline()] if line] + self.facts())

    def keys(self) -> dict[str, Any]:
        """The same as a program wants it."""
        now, standing, left = time.monotonic(), self._standing, self._seconds_left
        return {
            "event": "progress",
            "phase": str(standing.phase),
            "looked_at": self.looked_at,
            "all_known": standing.is_all_known,
            "articles": standing.articles,
            "articles_done": standing.articles_done,
            "characters": standing.characters,
            "characters_done": standing.characters_done,
            "audio_ms": standing.audio_ms,
            "seconds": round(now - self._began, 3),
            "seconds_left": None if left is None else round(left),
            "stopping": self.is_stopping,
            "workers": [
                {
                    "worker": at.worker,
                    "at": at.what or None,
                    "seconds": round(now - at.since, 3),
                    "share": None if at.share is None else round(at.share, 3),
                }
                for at in standing.at_work
            ],
        }

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = max(1, options.max_width - _ROOM_FOR_A_KEY)
        options = options.update_width(width)
        if headline := self.headline():
            self._spinner.update(text=headline)
            lines: list[RenderableType] = [self._spinner]
        else:
            lines = [self._bar()]
        lines += [
            Text(line, no_wrap=True, overflow="ellipsis") for line in _packed(self.facts(), width)
        ]
        if self._standing.at_work:
            most = max(_FEWEST_WORKERS, console.height - _OTHER_LINES)
            lines.append(self._workers(width, most))
        for line in lines:
            yield from console.render(line, options)

    def _bar(self) -> RenderableType:
        standing = self._standing
        whole = max(standing.characters, 1)
        grid = Table.grid(padding=(0, 1), expand=True)
        grid.add_column(ratio=1)
        grid.add_column(justify="right", no_wrap=True)
        bar = ProgressBar(whole, standing.characters_done)
        grid.add_row(bar, f"{100 * standing.characters_done // whole} %")
        return grid

    def _workers(self, width: int, most: int) -> RenderableType:
        workers = sorted(self._standing.at_work, key=_order)
        grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
        grid.add_column(no_wrap=True, overflow="ellipsis", max_width=width // 3, style="dim")
        grid.add_column(ratio=1, no_wrap=True, overflow="ellipsis")
        grid.add_column(justify="right", no_wrap=True)
        grid.add_column(justify="right", no_wrap=True)
        for at in workers[:most]:
            share = "" if at.share is None else f"{int(100 * at.share)} %"
            since = clock(round(1000 * (time.monotonic() - at.since))) if at.what else ""
            doing = Text(shortened(at.what)) if at.what else Text("waits", style="dim")
            grid.add_row(Text(shortened(at.worker)), doing, share, since)
        if left := len(workers[most:]):
            grid.add_row("", Text(f"and {left} more", style="dim"), "", "")
        return grid


def _order(at: AtWork) -> tuple[int, str]:
    """By number, then by name."""
    return (int(at.worker) if at.worker.isdecimal() else 0, at.worker)


def _packed(facts: list[str], width: int) -> Iterator[str]:
    """The facts in as few lines as they fit in."""
    line = ""
    for fact in facts:
        longer = f"{line}{_BETWEEN}{fact}" if line else fact
        if line and cell_len(longer) > width:
            yield line
            line = fact
        else:
            line = longer
    if line:
        yield line
