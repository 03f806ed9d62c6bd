"""The commands that judge: licences of articles, editions against what they should say."""

from __future__ import annotations

import sys
from typing import Any

import click

from audiobook.cli.frame import Rate, as_json, open_project, print_json, say
from audiobook.errors import AudiobookError, LicenceError


@click.command(epilog="Example: audiobook licence articles/ https://example.org/feed.xml --json")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--show", default="", metavar="NAME", help="A show of audiobook.toml.")
@as_json
def licence(sources: tuple[str, ...], show: str, in_json: bool) -> None:
    """Show the licence found, the words it was found by, and whether it allows an edition.

    Every article of a folder or a feed is judged.  The exit status is 0 if all are allowed, 5 if
    none is, 1 if some are.
    """
    from audiobook.cli.console import show_licences  # noqa: PLC0415 - see open_project

    statuses, rows = set(), []
    for name, title, found in open_project().findings(sources, show):
        if isinstance(found, AudiobookError):
            say(f"audiobook: {found}", err=True)
            statuses.add(found.exit_status)
            continue
        statuses.add(0 if found.verdict == "allowed" else LicenceError.exit_status)
        if in_json:
            print_json(_finding_keys(name, found))
        else:
            rows.append((name, title, found))
    show_licences(rows)
    sys.exit(statuses.pop() if len(statuses) == 1 else min(len(statuses), 1))


def _finding_keys(source: str, finding: Any) -> dict[str, Any]:
    known = finding.licence
    return {
        "source": source,
        "licence": known and known.id,
        "url": known and known.url,
        "holder": known and known.holder,
        "evidence": known and known.evidence,
        "verdict": str(finding.verdict),
        "why": finding.why,
    }


@click.command(epilog="Example: audiobook check --listen 1f00ba42 --model base")
@click.argument("names", nargs=-1, metavar="[ID]...")
@click.option("--listen", is_flag=True, help="Let a speech recogniser hear the editions.")
@click.option(
    "--model",
    default="base",
    show_default=True,
    envvar="AUDIOBOOK_WHISPER_MODEL",
    help="A Whisper model: its folder, or a name to download it by.",
)
@click.option(
    "--allowed",
    type=Rate(0, 1),
    default=0.1,
    show_default=True,
    help="The share of words that may be heard as others.",
)
@as_json
def check(names: tuple[str, ...], listen: bool, model: str, allowed: float, in_json: bool) -> None:
    """Hold the editions named, or all, against what they should say.

    Only --listen is there so far: it shows where a recogniser and the script disagree, and ends
    with status 1 if an edition has more errors than are allowed.
    """
    from audiobook.cli.hearing_view import json_lines, show_hearing  # noqa: PLC0415 - see open_project

    if not listen:
        raise click.UsageError("nothing to check: say --listen")
    status = 0
    for edition, hearing in open_project().listen(names, model):
        if in_json:
            click.echo("\n".join(json_lines(edition, hearing)))
        else:
            show_hearing(edition, hearing)
        if hearing.word_error_rate > allowed:
            status = 1
    sys.exit(status)
