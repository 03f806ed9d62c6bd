"""What is shown of publishing: a bar on a terminal, and a line for each file."""

from __future__ import annotations

from collections import Counter
from typing import Any

from rich.filesize import decimal
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from audiobook.cli.console import err, out
from audiobook.cli.frame import print_json, say
from audiobook.model import Announcement, Deed, Delivery

_COLOURS = {Deed.SENT: "green", Deed.REMOVED: "yellow", Deed.LEFT: "dim"}


class PublishingReport(Progress):
    """Shows what is done as it is done."""

    def __init__(self, *, in_json: bool, dry_run: bool) -> None:
        self._in_json = in_json
        self._would = "would be " if dry_run else ""
        self._files: Counter[Deed] = Counter()
        self._bytes: Counter[Deed] = Counter()
        super().__init__(
            TextColumn("Publishing"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=err,
            transient=True,
            disable=not err.is_terminal or in_json,
        )
        # Lines that share a terminal with the bar must pass through its console.
        self._lines = out if self.disable else err
        self._task = self.add_task("", total=None)

    def show(self, event: Delivery | Announcement) -> None:
        """One thing done, or that could not be done."""
        if isinstance(event, Announcement):
            self._show_announcement(event)
            return
        self._files[event.deed] += 1
        self._bytes[event.deed] += event.size_bytes or 0
        done = self._files[Deed.SENT] + self._files[Deed.REMOVED]
        self.update(self._task, completed=done, total=done + event.remaining)
        if self._in_json:
            print_json({"path": event.path, "deed": event.deed, "bytes": event.size_bytes})
        elif event.deed is not Deed.LEFT:
            size = "" if event.size_bytes is None else f" ({decimal(event.size_bytes)})"
            deed = f"{self._would}{event.deed}"
            self._lines.print(f"[{_COLOURS[event.deed]}]{deed}[/] {escape(event.path)}{size}")

    def summarise(self) -> None:
        """How much was done, and what was not."""
        if self._in_json:
            return
        sent, removed, left = (self._files[deed] for deed in Deed)
        if not sent + removed:
            err.print("Nothing to send: all that is published is there.")
        for deed, files in ((Deed.SENT, sent), (Deed.REMOVED, removed)):
            if files:
                err.print(f"{_count(files)} {self._would}{deed}, {decimal(self._bytes[deed])}.")
        if left:
            err.print(f"{_count(left)} there that are published no more; --delete removes them.")

    def _show_announcement(self, event: Announcement) -> None:
        if self._in_json:
            keys: dict[str, Any] = {"feed": event.feed, "hub": event.hub}
            print_json({**keys, "error": str(event.error) if event.error else None})
        elif event.error:
            say(f"audiobook: {event.error}", err=True)
        else:
            self._lines.print(f"told {escape(event.hub)} of {escape(event.feed)}")


def _count(files: int) -> str:
    return "1 file" if files == 1 else f"{files:,} files"
