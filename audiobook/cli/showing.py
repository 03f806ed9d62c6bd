"""Shows how far a run is: drawn on a terminal, a line a minute elsewhere, JSON for programs."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from enum import Enum, auto
from threading import Event, Lock, Thread
from types import TracebackType
from typing import Any, Self

from rich.live import Live

from audiobook.cli.board import Board
from audiobook.cli.console import err
from audiobook.cli.frame import print_json
from audiobook.project import Progress

_FRAMES_A_SECOND = 4
_LOOK_SECONDS = 1.0


class Form(Enum):
    """How progress is shown."""

    DRAWN = auto()
    PLAIN = auto()
    JSON = auto()
    SILENT = auto()


_EVERY_SECONDS = {Form.PLAIN: 60.0, Form.JSON: 5.0}
"""Progress is told so often, where it is not drawn."""


def form_for_people() -> Form:
    """What standard error can show: a terminal that can't move its cursor gets lines."""
    return Form.DRAWN if err.is_terminal and not err.is_dumb_terminal else Form.PLAIN


class Display(AbstractContextManager["Display"]):
    """Shows how far a run is as long as it is open; what else is said goes above."""

    def __init__(
        self, progress: Progress, form: Form, is_stopping: Callable[[], bool] = lambda: False
    ) -> None:
        self.board = Board()
        self._progress = progress
        self._form = form
        self._is_stopping = is_stopping
        self._speaking = Lock()
        self._closed = Event()
        self._thread = Thread(target=self._tell_again_and_again, daemon=True)
        self._live = Live(
            get_renderable=self._updated,
            console=err,
            refresh_per_second=_FRAMES_A_SECOND,
            transient=True,
            redirect_stdout=False,  # it would send what is piped to the terminal
        )

    def __enter__(self) -> Self:
        """Start."""
        if self._form is Form.DRAWN:
            self._live.start()
        elif self._form in _EVERY_SECONDS:
            self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take away what is drawn."""
        self._closed.set()
        self._live.stop()
        if self._thread.is_alive():
            self._thread.join()

    def say(self, line: str) -> None:
        """A line of rich's markup for people."""
        with self._speaking:
            err.print(line)

    def tell(self, value: dict[str, Any]) -> None:
        """A value for programs."""
        with self._speaking:
            print_json(value)

    def _updated(self) -> Board:
        self.board.is_stopping = self._is_stopping()
        self.board.update(self._progress.standing)
        return self.board

    def _tell_again_and_again(self) -> None:
        told_at = time.monotonic()
        was_stopping, was_held_by = False, ""
        while not self._closed.wait(_LOOK_SECONDS):
            board = self._updated()
            is_news = board.is_stopping and not was_stopping
            if self._form is Form.JSON and board.held_by not in {"", was_held_by}:
                was_held_by = board.held_by
                self.tell({"event": "held", "by": was_held_by})
            if is_news or time.monotonic() - told_at >= _EVERY_SECONDS[self._form]:
                told_at, was_stopping = time.monotonic(), board.is_stopping
                try:
                    self._tell_progress(board)
                except OSError:  # nobody listens any more; the run finds out, too
                    return

    def _tell_progress(self, board: Board) -> None:
        if self._form is Form.JSON:
            self.tell(board.keys())
        else:
            self.say(f"[dim]{board.line()}[/]")
