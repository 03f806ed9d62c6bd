"""The options of the commands that make editions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

import click

from audiobook.cli.frame import Rate

if TYPE_CHECKING:
    from audiobook.project import Options

Command = TypeVar("Command", bound=Callable[..., Any])


def making_options(jobs: int | None) -> Callable[[Command], Command]:
    """The options that every command which makes editions takes; ``jobs`` None means all cores."""
    spread = "Processes to spread work over" + (": all cores." if jobs is None else ".")
    options = [
        click.option("--voice", default="", metavar="NAME", help="A voice, or ENGINE:VOICE."),
        click.option("--rate", type=Rate(0.5, 3), help="1.0 is the voice's own."),
        click.option("--language", metavar="TAG", help="The articles' language, as in en-GB."),
        click.option("--show", default="", metavar="NAME", help="A show of audiobook.toml."),
        click.option("--licence", metavar="ID", help="State the licence yourself: CC-BY-4.0."),
        click.option("--jobs", type=click.IntRange(1), default=jobs, help=spread),
        click.option(
            "--cluster",
            default="",
            metavar="ADDRESS",
            help="A Dask scheduler to send work to: tcp://host:8786, or its file.",
        ),
        click.option("--force", is_flag=True, help="Make it again even if nothing changed."),
        click.option(
            "--reproducible", is_flag=True, help="The same bytes each time, if an engine can."
        ),
        click.option("--dry-run", is_flag=True, help="Say what would be made; make nothing."),
    ]

    def with_options(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return with_options


def options_of(**chosen: Any) -> Options:
    """What the command line asks for."""
    from audiobook.project import Options, cores  # noqa: PLC0415 - see open_project

    if chosen["licence"] is not None:
        from audiobook.licences import check_stated  # noqa: PLC0415 - reads all of its vocabulary

        check_stated(chosen["licence"])
    if chosen.get("jobs", 1) is None:
        chosen["jobs"] = cores()
    return replace(Options(), **chosen)
