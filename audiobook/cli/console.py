"""Progress, tables and summaries.  Results go to standard output, all else to standard error."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)
from rich.table import Table

from audiobook.errors import AudiobookError
from audiobook.model import Article, Edition, Finding, Outcome, Script, Status, Verdict, Voice

_out = Console(highlight=False, soft_wrap=True)
_err = Console(stderr=True, highlight=False, soft_wrap=True)
_WORDS_A_MINUTE = 165
_COLOURS = {Verdict.ALLOWED: "green", Verdict.REFUSED: "red", Verdict.UNKNOWN: "yellow"}


class Report(AbstractContextManager["Report"]):
    """Draws outcomes as they come: a bar on a terminal, a line each elsewhere."""

    def __init__(self, as_json: bool, dry_run: bool) -> None:
        self.outcomes: list[Outcome] = []
        self._as_json = as_json
        self._dry_run = dry_run
        self._bar = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=_err,
            transient=True,
            disable=not _err.is_terminal or as_json,
        )
        self._task = self._bar.add_task("Reading", total=None)

    def __enter__(self) -> Self:
        """Start the bar."""
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
        if outcome.status is Status.PLANNED and not self._dry_run:
            planned = self._bar.tasks[0].total or 0
            self._bar.update(self._task, total=planned + 1, description="Narrating")
            return
        self.outcomes.append(outcome)
        if outcome.status in (Status.MADE, Status.FAILED):
            self._bar.advance(self._task)
        if self._as_json:
            _out.print(json.dumps(_outcome_keys(outcome), ensure_ascii=False), markup=False)
        elif outcome.status is Status.FAILED:
            self._bar.console.print(f"[red]failed[/]   {escape(str(outcome.error))}")
        else:
            self._bar.console.print(_line(outcome))

    @property
    def exit_status(self) -> int:
        """0 if all went well; the errors' own status if nothing else came of the run; else 1."""
        failed = [o.error for o in self.outcomes if o.status is Status.FAILED]
        if not failed:
            return 0
        statuses = {e.exit_status if isinstance(e, AudiobookError) else 1 for e in failed}
        return statuses.pop() if len(failed) == len(self.outcomes) and len(statuses) == 1 else 1

    def summarise(self, folder: Path, base_url: str) -> None:
        """Say what was made, how long it is, under which licence, and how to listen."""
        editions = [o for o in self.outcomes if o.edition]
        if self._as_json or not editions:
            return
        for outcome in editions:
            _show_made(outcome)
        feeds = sorted({f"feeds/{o.edition.show}.xml" for o in editions if o.edition})
        _out.print(f"\nFeed: {', '.join(str(folder / feed) for feed in feeds)}")
        if not base_url:
            _out.print("Listen and subscribe on this machine: audiobook serve")


def _show_made(outcome: Outcome) -> None:
    edition, loudness = outcome.edition, outcome.loudness
    assert edition is not None
    licence = edition.licence.id + (
        f" ({edition.licence.holder})" if edition.licence.holder else ""
    )
    facts = [_minutes(edition.duration_ms), licence, edition.voice]
    if loudness:
        facts.append(f"{loudness.integrated_lufs:.1f} LUFS, {loudness.true_peak_dbtp:.1f} dBTP")
    _out.print(f"\n[bold]{escape(edition.title)}[/]")
    _out.print(f"  {escape(' · '.join(facts))}")
    _out.print(f"  media/{edition.slug}.mp3")


def show_script(article: Article, finding: Finding, script: Script) -> None:
    """What is said and what is left out, in the order of the text, with the licence on top."""
    said = sum(len(u.spoken.split()) for u in script.utterances)
    colour = _COLOURS[finding.verdict]
    known = finding.licence
    _out.print(f"[bold]{escape(article.title)}[/]")
    by = ", ".join(article.authors) or "author not stated"
    minutes = _minutes(round(said / _WORDS_A_MINUTE * 60_000))
    _out.print(f"{escape(by)} · {article.language} · {said} words · about {minutes}")
    licence = f"{known.id}, {known.holder or 'holder not stated'}" if known else "no licence"
    _out.print(f"[{colour}]{escape(licence)}: {finding.verdict}[/]; {escape(finding.why)}")
    if known:
        _out.print(f"[dim]found by: {escape(known.evidence)}[/]")
    left_out = sorted(script.omissions, key=lambda o: o.start)
    for section in script.sections:
        _out.print(f"\n[bold]§ {escape(section.title)}[/]")
        for utterance in section.utterances:
            while left_out and utterance.start is not None and left_out[0].start < utterance.start:
                _show_omission(article, left_out.pop(0).start, script)
            _out.print(escape(utterance.spoken))
            if utterance.spoken != utterance.written and utterance.start is not None:
                _out.print(f"  [dim]{escape(utterance.written)}[/]")
    for omission in left_out:
        _show_omission(article, omission.start, script)


def _show_omission(article: Article, start: int, script: Script) -> None:
    omission = next(o for o in script.omissions if o.start == start)
    words = " ".join(article.text[omission.start : omission.end].split())
    _out.print(f"[yellow]left out ({escape(omission.reason)}):[/] [dim]{escape(words)}[/]")


def show_licences(rows: Iterable[tuple[str, Finding]]) -> None:
    """What was found, source by source."""
    for source, finding in rows:
        known = finding.licence
        name = f"{known.id}, {known.holder or 'holder not stated'}" if known else "no licence"
        _out.print(f"[bold]{escape(source)}[/]")
        _out.print(f"  {escape(name)}: [{_COLOURS[finding.verdict]}]{finding.verdict}[/]")
        _out.print(f"  {escape(finding.why)}")
        if known:
            _out.print(f"  [dim]found by: {escape(known.evidence)}[/]")


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
    _out.print(table, soft_wrap=False)


def show_editions(editions: Sequence[Edition]) -> None:
    """A table of editions, newest first."""
    if not editions:
        _err.print("No editions yet.  Make one: audiobook make ARTICLE")
        return
    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in ("id", "title", "length", "licence", "made", "show"):
        table.add_column(column, overflow="fold")
    for edition in editions:
        table.add_row(
            edition.slug.rpartition("-")[2],
            escape(edition.title),
            _minutes(edition.duration_ms),
            edition.licence.id,
            f"{edition.published:%Y-%m-%d %H:%M}",
            edition.show,
        )
    _out.print(table, soft_wrap=False)


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


def _outcome_keys(outcome: Outcome) -> dict[str, Any]:
    keys: dict[str, Any] = {"source": outcome.source, "status": str(outcome.status)}
    if outcome.title:
        keys["title"] = outcome.title
    if outcome.edition:
        keys["edition"] = edition_keys(outcome.edition)
    if outcome.loudness:
        keys["integrated_lufs"] = round(outcome.loudness.integrated_lufs, 2)
        keys["true_peak_dbtp"] = round(outcome.loudness.true_peak_dbtp, 2)
    if outcome.error:
        keys["error"] = str(outcome.error)
        keys["kind"] = type(outcome.error).__name__
    return keys


def _line(outcome: Outcome) -> str:
    name = escape(outcome.title or outcome.source)
    if outcome.status is Status.SKIPPED:
        return f"[dim]skipped[/]  {name}: nothing has changed since it was made"
    if outcome.edition:
        return f"[green]{outcome.status}[/]     {name}: {_minutes(outcome.edition.duration_ms)}"
    return f"would make {name}"


def _minutes(duration_ms: int) -> str:
    seconds = round(duration_ms / 1000)
    return f"{seconds // 60}:{seconds % 60:02} min"
