"""How long a script takes to say, before anything is spoken."""

from __future__ import annotations

from functools import cache
from importlib import resources

from audiobook.model import Script, Utterance

from .languages import base_tag

# A narrator takes more time than a reader who is timed: espeak-ng's voices, without their breaks,
# take 0.83 to 1.12 of the table's pace on articles in English, German, French and Italian.
_NARRATOR = 0.9
_OTHERS = "en"


@cache
def _letters_a_minute() -> dict[str, int]:
    text = resources.files(__package__).joinpath("pace.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {language: int(letters) for language, letters in rows}


def estimated_ms(script: Script) -> int:
    """The length of a script in milliseconds at rate 1, its breaks included; to about a tenth.

    Speech is taken at its language's letters a minute; a language that is not in the table, at
    those of English.
    """
    return round(sum(_utterance_ms(u) + u.break_ms for u in script.utterances))


def _utterance_ms(utterance: Utterance) -> float:
    paces = _letters_a_minute()
    pace = paces.get(base_tag(utterance.language), paces[_OTHERS]) * _NARRATOR
    letters = sum(map(str.isalnum, utterance.spoken))
    return letters / pace * 60_000
