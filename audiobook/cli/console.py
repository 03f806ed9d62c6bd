"""What is shown: results on standard output, all else on standard error."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Console, ConsoleOptions, ConsoleRenderable, RenderHook, RenderResult
from rich.markup import escape
from rich.measure import Measurement
from rich.segment import Segment
from rich.table import Table

from audiobook.display import printable
from audiobook.model import Edition, Finding, Verdict, Voice


class _Printable:
    """What is shown without the control sequences that came with its texts; our own stay."""

    def __init__(self, shown: ConsoleRenderable) -> None:
        self._shown = shown

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for segment in console.render(self._shown, options):
            if segment.control:
                yield segment
            else:
                yield Segment(printable(segment.text), segment.style)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement.get(console, options, self._shown)


class _KeepPrintable(RenderHook):
    """Passes all that a console shows through ``_Printable``."""

    def process_renderables(self, renderables: list[ConsoleRenderable]) -> list[ConsoleRenderable]:
        return [_Printable(shown) for shown in renderables]


def make_console(**settings: Any) -> Console:
    """A console that shows only what is printable; ``settings`` are rich's."""
    # Text that comes from articles is shown as it is: ":tada:" stays ":tada:".
    console = Console(highlight=False, emoji=False, **settings)
    console.push_render_hook(_KeepPrintable())
    return console


out = make_console(soft_wrap=True)
err = make_console(stderr=True, soft_wrap=True)
_WIDE = 160
"""Columns of a table that goes to a file or another program."""
_COMMERCIAL = {True: "yes", False: "no", None: "left open"}
COLOURS = {Verdict.ALLOWED: "green", Verdict.REFUSED: "red", Verdict.UNKNOWN: "yellow"}


def show_licences(rows: Sequence[tuple[str, str, Finding]]) -> None:
    """What was found, by name and title: a table on a terminal, some lines each elsewhere."""
    if out.is_terminal and len(rows) > 1:
        _table_of_licences(rows)
        return
    for name, title, finding in rows:
        known = finding.licence
        found = f"{known.id}, {known.holder or 'holder not stated'}" if known else "no licence"
        part = f": {title}" if "#" in name else ""  # one article of several in a source
        out.print(f"[bold]{escape(name + part)}[/]")
        out.print(f"  {escape(found)}: [{COLOURS[finding.verdict]}]{finding.verdict}[/]")
        out.print(f"  {escape(finding.why)}")
        if known:
            out.print(f"  [dim]found by: {escape(known.evidence)}[/]")


def _table_of_licences(rows: Sequence[tuple[str, str, Finding]]) -> None:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in ("article", "licence", "holder", "verdict", "found by, or why not"):
        table.add_column(column, overflow="fold")
    for name, title, finding in rows:
        known, is_allowed = finding.licence, finding.verdict is Verdict.ALLOWED
        table.add_row(
            escape(title if "#" in name else name),
            known.id if known else "none",
            escape((known and known.holder) or ""),
            f"[{COLOURS[finding.verdict]}]{finding.verdict}[/]",
            escape(known.evidence if known and is_allowed else finding.why),
        )
    out.print(table, soft_wrap=False)


def show_voices(voices: Sequence[tuple[Voice, float | None]]) -> None:
    """A table of voices with their speeds, and what each neural one was made from below it."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in ("voice", "languages", "gender", "kHz", "speed", "licence", "commercial use"):
        table.add_column(column, overflow="fold")
    table.add_column("description")
    for voice, speed in voices:
        table.add_row(
            escape(f"{voice.engine}:{voice.name}"),
            ", ".join(voice.languages) or "any",
            voice.gender or "",
            f"{voice.rate_hz / 1000:g}" if voice.rate_hz else "",
            f"{speed:.3g} x" if speed else "",
            escape(voice.licence or "not stated"),
            _COMMERCIAL[voice.commercial],
            escape(voice.description),
        )
    wide = out if out.is_terminal else make_console(width=_WIDE)
    wide.print(table)
    made_from = {f"{v.engine}:{v.name}": v.made_from for v, _ in voices if v.commercial is not True}
    for name, made in made_from.items():
        out.print(f"[dim]{escape(name)} is made from {escape(made or 'what is not stated')}.[/]")


def show_unusable(reasons: Sequence[str], in_full: bool) -> None:
    """That engines can't speak here; in full, what each of them lacks."""
    if reasons and not in_full:
        engines = "1 more engine" if len(reasons) == 1 else f"{len(reasons)} more engines"
        reasons = [f"{engines} can't speak here yet; see: audiobook voices --all"]
    for reason in reasons:
        err.print(reason, style="dim", markup=False)


def terms_line(voice: Voice) -> str:
    """What a voice may be used for, and what it was made from, on one line."""
    licence = f"licence: {voice.licence or 'not stated'}"
    terms = f"{licence}; commercial use: {_COMMERCIAL[voice.commercial]}"
    return f"{terms}; made from {voice.made_from}" if voice.made_from else terms


def voice_keys(voice: Voice, speed: float | None) -> dict[str, Any]:
    """A voice as a program wants it; its speed in seconds of speech a second."""
    return {
        "engine": voice.engine,
        "voice": voice.name,
        "languages": list(voice.languages),
        "gender": voice.gender,
        "description": voice.description,
        "rate_hz": voice.rate_hz,
        "licence": voice.licence or None,
        "commercial": voice.commercial,
        "made_from": voice.made_from or None,
        "speed": speed and round(speed, 2),
    }


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
            ", ".join(edition.shows),
        )
    out.print(table, soft_wrap=False)


def edition_keys(edition: Edition) -> dict[str, Any]:
    """An edition as a program wants it."""
    return {
        "id": edition.slug,
        "guid": edition.guid,
        "title": edition.title,
        "shows": edition.shows,
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
