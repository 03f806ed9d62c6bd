"""What is shown: results on standard output, all else on standard error."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from audiobook.model import Edition, Finding, Verdict, Voice

# Text that comes from articles is shown as it is: ":tada:" stays ":tada:".
out = Console(highlight=False, soft_wrap=True, emoji=False)
err = Console(stderr=True, highlight=False, soft_wrap=True, emoji=False)
COLOURS = {Verdict.ALLOWED: "green", Verdict.REFUSED: "red", Verdict.UNKNOWN: "yellow"}


def show_licences(rows: Iterable[tuple[str, Finding]]) -> None:
    """What was found, source by source."""
    for source, finding in rows:
        known = finding.licence
        name = f"{known.id}, {known.holder or 'holder not stated'}" if known else "no licence"
        out.print(f"[bold]{escape(source)}[/]")
        out.print(f"  {escape(name)}: [{COLOURS[finding.verdict]}]{finding.verdict}[/]")
        out.print(f"  {escape(finding.why)}")
        if known:
            out.print(f"  [dim]found by: {escape(known.evidence)}[/]")


def show_voices(voices: Sequence[Voice]) -> None:
    """A table of voices."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in ("voice", "languages", "gender", "description"):
        table.add_column(column)
    for voice in voices:
        table.add_row(
            f"{voice.engine}:{voice.name}",
            ", ".join(voice.languages) or "any",
            voice.gender or "",
            escape(voice.description),
        )
    out.print(table, soft_wrap=False)


def show_editions(editions: Sequence[Edition]) -> None:
    """A table of editions, newest first."""
    if not editions:
        err.print("No editions yet.  Make one: audiobook make ARTICLE")
        return
    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in ("id", "title", "length", "licence", "made", "show"):
        table.add_column(column, overflow="fold")
    for edition in editions:
        table.add_row(
            edition.slug.rpartition("-")[2],
            escape(edition.title),
            minutes(edition.duration_ms),
            edition.licence.id,
            f"{edition.published:%Y-%m-%d %H:%M}",
            edition.show,
        )
    out.print(table, soft_wrap=False)


def edition_keys(edition: Edition) -> dict[str, Any]:
    """An edition as a program wants it."""
    return {
        "id": edition.slug,
        "guid": edition.guid,
        "title": edition.title,
        "show": edition.show,
        "mp3": f"media/{edition.slug}.mp3",
        "duration_ms": edition.duration_ms,
        "bytes": edition.mp3_bytes,
        "licence": edition.licence.id,
        "holder": edition.licence.holder,
        "source": edition.source,
        "language": edition.language,
        "published": edition.published.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "revision": edition.revision,
    }


def minutes(duration_ms: int) -> str:
    """A duration as people say it."""
    seconds = round(duration_ms / 1000)
    return f"{seconds // 60}:{seconds % 60:02} min"
