"""What all commands share: errors as one line, the project around, JSON by the line."""

from __future__ import annotations

import json
import logging
import math
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, NoReturn

import click

from audiobook.display import printable, printable_json
from audiobook.errors import AudiobookError

if TYPE_CHECKING:
    from audiobook.project import Project

_INTERRUPTED = 130
_TERMINATED = 143
as_json = click.option("--json", "in_json", is_flag=True, help="One JSON value a line.")


class Rate(click.FloatRange):
    """A range that ``nan``, which is in every range and in none, is not in."""

    def convert(self, value: Any, param: Any, ctx: Any) -> float:
        """The number.  Fails for one that is not finite."""
        rate = float(super().convert(value, param, ctx))
        if not math.isfinite(rate):
            self.fail(f"{value} is no rate", param, ctx)
        return rate


class Terminated(KeyboardInterrupt):
    """The process was told to end (SIGTERM), and ends as if interrupted: tidily."""


class Commands(click.Group):
    """A group in which an expected error is one line and its exit status, never a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command named."""
        signal.signal(signal.SIGTERM, _terminate)
        try:
            return super().invoke(ctx)
        except AudiobookError as error:
            say(f"audiobook: {error}", err=True)
            ctx.exit(error.exit_status)
        except BrokenPipeError:  # whoever reads has heard enough: head, less
            sys.stderr.close()
            ctx.exit(1)
        except OSError as error:
            named = error.filename or "audiobook"
            say(f"audiobook: {named}: {error.strerror or error}", err=True)
            ctx.exit(1)
        except KeyboardInterrupt as error:
            say("audiobook: interrupted; run the same command again to go on", err=True)
            ctx.exit(_TERMINATED if isinstance(error, Terminated) else _INTERRUPTED)


def _terminate(_number: int, _frame: FrameType | None) -> NoReturn:
    raise Terminated


def open_project() -> Project:
    """The project in the folder we are in, closed when the command ends."""
    # Imported here so that --help and usage errors answer at once.
    from audiobook.project import Project  # noqa: PLC0415

    project = Project.around(Path.cwd())
    click.get_current_context().call_on_close(project.close)
    return project


def say(text: object, *, err: bool = False) -> None:
    """A line for people; what it quotes of articles and servers must not steer the terminal."""
    click.echo(printable(str(text)), err=err)


class _ForPeople(logging.Formatter):
    """The message; that of a library is told apart by its name."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's name
        library = record.name.partition(".")[0]
        message = super().formatMessage(record)
        return message if library == "audiobook" else f"{library}: {message}"


class SaidLog(logging.Handler):
    """Says what is logged, as lines for people; where a bar is drawn, above it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(_ForPeople())

    def emit(self, record: logging.LogRecord) -> None:
        """Say it, on what is standard error by now."""
        try:
            say(f"audiobook: {self.format(record)}", err=True)
        except OSError:
            self.handleError(record)


def print_json(value: dict[str, Any]) -> None:
    """One value on a line of its own."""
    click.echo(printable_json(json.dumps(value, ensure_ascii=False)))
