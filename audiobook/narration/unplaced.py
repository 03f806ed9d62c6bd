"""What is said beside the article's text: title, announcements, credit."""

from __future__ import annotations

from collections.abc import Callable

from audiobook.model import Breaks, Style, Utterance

from .sentences.clauses import cut
from .verbalise import Reading

_LONGEST_GROWTH = 3
"""How much longer than a piece of a sentence the whole may be: credits are several sentences."""


def unplaced(
    words: str, language: str, style: Style, say: Callable[[str, str], Reading]
) -> list[Utterance]:
    """The words as utterances that are no stretch of the text; none if nothing in them is said.

    They are one utterance, unless strangers who write titles had too much to say for one breath.
    """
    written = " ".join(words.split())
    longest = style.longest_utterance
    spans = [(0, len(written))]
    if len(written) > _LONGEST_GROWTH * longest:
        spans = list(cut(written, spans[0], longest))
    said = (_said(written[start:end], language, style.breaks, say) for start, end in spans)
    return [utterance for utterance in said if utterance.spoken]


def _said(
    written: str, language: str, breaks: Breaks, say: Callable[[str, str], Reading]
) -> Utterance:
    reading = say(written, language)
    return Utterance(
        reading.spoken,
        written,
        None,
        None,
        breaks.sentence_ms,
        language,
        pronunciations=reading.pronunciations,
    )
