"""What those who read are called in a transcript: by their part, not by a model's file name."""

from __future__ import annotations

from functools import cache
from importlib import resources

from audiobook.model import Cast, Utterance

_ELSEWHERE = "en"


def speaker_of(utterance: Utterance, cast: Cast, language: str) -> str:
    """The part of whoever reads an utterance, in an article's language, or in English.

    One voice has one name, whatever it reads; a voice for passages in another language is told
    apart by that language's tag.
    """
    narrator, quotation = _parts().get(language.partition("-")[0].lower(), _parts()[_ELSEWHERE])
    reader = cast.reader_of(utterance)
    if reader == cast.narrator:
        return narrator
    return quotation if reader == cast.quotes else f"{narrator} ({utterance.language})"


@cache
def _parts() -> dict[str, tuple[str, str]]:
    """Narrator and quotation, by base tag."""
    lines = resources.files(__package__).joinpath("speakers.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {tag: (narrator, quotation) for tag, narrator, quotation in rows}
