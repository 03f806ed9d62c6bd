"""The command that holds a project against itself, or its editions against what is heard."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from audiobook.cli.frame import Rate, as_json, open_project, print_json, say

if TYPE_CHECKING:
    from audiobook.audit import Fault
    from audiobook.project import Project
    from audiobook.project.checking import Checked


@click.command(epilog="Example: audiobook check --repair")
@click.argument("names", nargs=-1, metavar="[ID]...")
@click.option("--repair", is_flag=True, help="Mend what can be mended from what is there.")
@click.option("--deep", is_flag=True, help="Decode every MP3, too, and measure it again.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes for --deep.")
@click.option("--listen", is_flag=True, help="Let a speech recogniser hear the editions instead.")
@click.option(
    "--model",
    default="base",
    show_default=True,
    envvar="AUDIOBOOK_WHISPER_MODEL",
    help="For --listen, a Whisper model: its folder, or a name to download it by.",
)
@click.option(
    "--allowed",
    type=Rate(0, 1),
    default=0.1,
    show_default=True,
    help="For --listen, the share of words that may be heard as others.",
)
@as_json
def check(
    names: tuple[str, ...],
    repair: bool,
    deep: bool,
    jobs: int | None,
    listen: bool,
    model: str,
    allowed: float,
    in_json: bool,
) -> None:
    """Hold catalogue, media, manifests and feeds against each other, or the editions named.

    Every file is read.  Prints a line for each fault, with what to do about it, and ends with
    status 1 if there are any (after a repair: any left).  Nothing is changed without --repair,
    and no file of yours is deleted with it.
    """
    from audiobook.project import cores  # noqa: PLC0415 - see open_project

    if listen and (repair or deep):
        raise click.UsageError("--listen goes with neither --repair nor --deep")
    project = open_project()
    if listen:
        sys.exit(_listened(project, names, model, allowed, in_json))
    do = project.checking.repair if repair else project.checking.check
    found = do(names, deep=deep, jobs=jobs or cores())
    if in_json:
        for fault in found.mended:
            print_json(_fault_keys(fault, mended=True))
        for fault in found.faults:
            print_json(_fault_keys(fault, mended=False))
    else:
        _say_found(found)
    sys.exit(1 if found.faults else 0)


def _say_found(found: Checked) -> None:
    for fault in found.mended:
        say(f"mended: {fault.where}: {fault.problem}")
    for fault in found.faults:
        say(fault)
    looked = f"{_counted(found.editions, 'edition')}, {_counted(found.documents, 'feed document')}"
    say(f"{looked}: {_counted(len(found.faults), 'fault')}", err=bool(found.faults))


def _counted(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def _fault_keys(fault: Fault, *, mended: bool) -> dict[str, Any]:
    told = asdict(fault)
    return {
        "where": told["where"],
        "problem": told["problem"],
        "remedy": told["remedy"],
        "edition": told["slug"] or None,
        "can_be_mended": fault.mend is not None,
        "mended": mended,
    }


def _listened(
    project: Project, names: tuple[str, ...], model: str, allowed: float, in_json: bool
) -> int:
    """Show what was heard; 1 if an edition has more errors than are allowed."""
    from audiobook.cli.hearing_view import json_lines, show_hearing  # noqa: PLC0415 - see open_project

    status = 0
    for edition, hearing in project.listen(names, model):
        if in_json:
            click.echo("\n".join(json_lines(edition, hearing)))
        else:
            show_hearing(edition, hearing)
        if hearing.word_error_rate > allowed:
            status = 1
    return status
