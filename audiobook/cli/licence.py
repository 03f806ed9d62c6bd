"""The command that judges the licences of articles."""

from __future__ import annotations

import sys
from typing import Any

import click

from audiobook.cli.frame import as_json, open_project, print_json, say
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
