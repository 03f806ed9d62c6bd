"""Outcomes of a run as they come, a line each, and what was made."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from rich.markup import escape

from audiobook.cli.console import edition_keys, minutes, out
from audiobook.cli.showing import Display, Form, form_for_people
from audiobook.config import Settings
from audiobook.display import shortened
from audiobook.errors import AudiobookError
from audiobook.model import Outcome, Status
from audiobook.project import Progress

_LONGEST_TITLE = 160


class Report(AbstractContextManager["Report"]):
    """Shows outcomes as they come, and how far the run is."""

    def __init__(self, progress: Progress, as_json: bool, dry_run: bool) -> None:
        self.outcomes: list[Outcome] = []
        self._as_json = as_json
        self._dry_run = dry_run
        self._display = Display(progress, Form.SILENT if as_json else form_for_people())
        self._order: dict[tuple[str, str], int] = {}

    def __enter__(self) -> Self:
        """Start."""
        self._display.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Show progress no more."""
        self._display.__exit__(kind, error, trace)

    def add(self, outcome: Outcome) -> None:
        """Note an outcome and show it."""
        key = (outcome.source, outcome.title)
        self._order.setdefault(key, len(self._order))
        if outcome.status is not Status.MADE:
            self._display.board.looked_at += 1
        if outcome.status is Status.PLANNED and not self._dry_run:
            return
        self.outcomes.append(outcome)
        if self._as_json:
            self._display.tell(outcome_keys(outcome))
        else:
            self._display.say(outcome_line(outcome, self._dry_run))

    @property
    def exit_status(self) -> int:
        """0 if all went well; the errors' own status if nothing else came of the run; else 1."""
        failed = [o.error for o in self.outcomes if o.status is Status.FAILED]
        if not failed:
            return 0
        statuses = {e.exit_status if isinstance(e, AudiobookError) else 1 for e in failed}
        return statuses.pop() if len(failed) == len(self.outcomes) and len(statuses) == 1 else 1

    def summarise(self, folder: Path, settings: Settings) -> None:
        """Say what was made, how long it is, under which licence, and how to listen."""
        editions = sorted(
            (outcome for outcome in self.outcomes if outcome.edition),
            key=lambda outcome: self._order[outcome.source, outcome.title],
        )
        if self._as_json or not editions:
            return
        for outcome in editions:
            _show_made(outcome)
        names = sorted({name for o in editions if o.edition for name in o.edition.shows})
        private = {show.name for show in settings.all_shows if show.private}
        out.print()
        feeds = [str(folder / "feeds" / f"{name}.xml") for name in names if name not in private]
        if feeds:
            out.print(f"Feed: {', '.join(feeds)}", markup=False)
        for name in filter(private.__contains__, names):
            # It is made for one subscriber at a time, and lies in no folder.
            address = f"audiobook feed --private NAME --show {name}"
            out.print(f"Private: each listener's own address: {address}", markup=False)
        if not settings.publish.base_url:
            out.print(f"Listen and subscribe on this machine: {_program()} serve", markup=False)


def _show_made(outcome: Outcome) -> None:
    edition, loudness = outcome.edition, outcome.loudness
    assert edition is not None
    licence = edition.licence.id + (
        f" ({edition.licence.holder})" if edition.licence.holder else ""
    )
    facts = [minutes(edition.duration_ms), licence, edition.voice]
    if loudness:
        facts.append(f"{loudness.integrated_lufs:.1f} LUFS, {loudness.true_peak_dbtp:.1f} dBTP")
        if loudness.rms_dbfs is not None:
            facts.append(f"RMS {loudness.rms_dbfs:.1f} dBFS")
        if loudness.noise_floor_dbfs is not None:
            facts.append(f"noise floor {loudness.noise_floor_dbfs:.1f} dBFS")
    out.print(f"\n[bold]{escape(shortened(edition.title, _LONGEST_TITLE))}[/]")
    out.print(f"  {escape(' · '.join(facts))}")
    out.print(f"  media/{edition.slug}.mp3")


def outcome_keys(outcome: Outcome) -> dict[str, Any]:
    """An outcome as a program wants it."""
    keys: dict[str, Any] = {"source": outcome.source, "status": str(outcome.status)}
    if outcome.title:
        keys["title"] = outcome.title
    if outcome.edition:
        keys["edition"] = edition_keys(outcome.edition)
    if outcome.loudness:
        keys["integrated_lufs"] = round(outcome.loudness.integrated_lufs, 2)
        keys["true_peak_dbtp"] = round(outcome.loudness.true_peak_dbtp, 2)
    if outcome.characters_billed:
        keys["characters_billed"] = outcome.characters_billed
    if outcome.error:
        keys["error"] = str(outcome.error)
        keys["kind"] = type(outcome.error).__name__
    return keys


def outcome_line(outcome: Outcome, dry_run: bool) -> str:
    """An outcome on one line, as markup."""
    name = escape(shortened(outcome.title or outcome.source, _LONGEST_TITLE))
    if outcome.error:
        return f"[red]failed[/]   {escape(failure(outcome))}"
    if outcome.status is Status.WITHDRAWN and outcome.edition:
        digits = outcome.edition.slug.rpartition("-")[2]
        gone = (
            f"{escape(outcome.source)} is gone; the edition stays until: audiobook remove {digits}"
        )
        return f"[yellow]withdrawn[/] {name}: {gone}"
    if outcome.status is Status.SKIPPED:
        return f"[dim]skipped[/]  {name}: nothing has changed since it was made"
    if outcome.edition and outcome.status is Status.MOVED:
        deed = "would move" if dry_run else "moved"
        return f"[green]{deed:<8}[/] {name}: to {', '.join(outcome.edition.shows)}"
    if outcome.edition:
        return f"[green]{outcome.status}[/]     {name}: {minutes(outcome.edition.duration_ms)}"
    billed = outcome.characters_billed
    return f"would make {name}" + (f": at most {billed:,} characters charged for" if billed else "")


def failure(outcome: Outcome) -> str:
    """What failed and why, its source named once."""
    subject = getattr(outcome.error, "subject", "")
    where = "" if outcome.source in subject else f"{outcome.source}: "
    return f"{where}{outcome.error}"


def _program() -> str:
    """What to type to run this program again."""
    if shutil.which("audiobook"):
        return "audiobook"
    path = Path(sys.argv[0])
    if path.name != "audiobook":
        return "python -m audiobook"
    with_dots = os.path.relpath(path)
    return min(with_dots, str(path), key=len)
