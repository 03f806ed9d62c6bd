"""What a recogniser heard of an edition, shown: where it and the script disagree."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from rich.markup import escape

from audiobook.cli.console import out
from audiobook.model import Edition

if TYPE_CHECKING:
    from audiobook.listening import Disagreement, Hearing

_NOTHING = "…"


def show_hearing(edition: Edition, hearing: Hearing) -> None:
    """Each disagreement with its time, under the sentence it is in; the rate of errors at last."""
    out.print(f"[bold]{escape(edition.title)}[/]")
    for utterance in hearing.utterances:
        if utterance.disagreements:
            out.print(f"  [dim]{escape(utterance.spoken)}[/]")
            for disagreement in utterance.disagreements:
                out.print(f"    {_line(disagreement)}")
    share = f"{100 * hearing.word_error_rate:.1f} %"
    out.print(f"  {share} of {hearing.words} words were heard as others ({edition.slug})")


def json_lines(edition: Edition, hearing: Hearing) -> Iterator[str]:
    """An object for each utterance, then one for the edition."""
    for utterance in hearing.utterances:
        yield _json(
            edition=edition.slug,
            spoken=utterance.spoken,
            start_ms=utterance.start_ms,
            end_ms=utterance.end_ms,
            words=utterance.words,
            errors=utterance.errors,
            word_error_rate=round(utterance.word_error_rate, 4),
            disagreements=[
                {"start_ms": d.start_ms, "said": d.said, "heard": d.heard}
                for d in utterance.disagreements
            ],
        )
    yield _json(
        edition=edition.slug,
        words=hearing.words,
        errors=hearing.errors,
        word_error_rate=round(hearing.word_error_rate, 4),
    )


def _line(disagreement: Disagreement) -> str:
    seconds = disagreement.start_ms // 1000
    said = escape(disagreement.said or _NOTHING)
    heard = escape(disagreement.heard or _NOTHING)
    return f"{seconds // 60}:{seconds % 60:02}  said [green]{said}[/], heard [red]{heard}[/]"


def _json(**values: Any) -> str:
    return json.dumps(values, ensure_ascii=False)
