"""What is said as it is written, each word with its time: what every transcript is made of.

Cues time the words as they are spoken ("three point five million dollars"); readers want them as
they are written ("$3.5M").  Words that are the same in both are matched, and what lies between two
matches shares its time by length.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import accumulate, groupby, pairwise

import numpy as np
import wcwidth

from audiobook.audio.plain import NO_BREAK_SPACES, plain
from audiobook.audio.scripts import is_unspaced
from audiobook.audio.transcripts.speakers import speaker_of
from audiobook.model import Cast, Cue, Omission, SpokenWord

Span = tuple[int, int]
TimedWord = tuple[int, int, int, int]

_CHUNK = re.compile(r"\S+")
_AROUND_WORDS = ".,;:!?…\"'“”‘’„‚«»‹›()[]{}¿¡—–"
_SAID_MARKS = frozenset("&@#%‰§¶*/\\")
_STANDS_CLOSE = frozenset(".,;:!?")


@dataclass(frozen=True, slots=True)
class Entry:
    """An utterance as a transcript shows it."""

    text: str
    """The written form, without what is not read; words are parted by one space."""
    places: tuple[int, ...]
    """Where each character of ``text`` stands in the article's; empty for what it does not hold."""
    speaker: str
    """Who reads it, by the part that is read."""
    start_ms: int
    end_ms: int
    words: tuple[SpokenWord, ...]
    """Spans of ``text`` in order, in milliseconds of the recording."""
    exact: bool
    """Whether the engine told when words are heard; else they share the time by their lengths."""

    @property
    def word_times(self) -> tuple[TimedWord, ...]:
        """Start and end in the article's text, start and end in milliseconds; () unless exact.

        Of what has no place there, start and end in ``text``.
        """
        if not self.exact:
            return ()
        places = self.places or range(len(self.text))
        return tuple(
            (places[word.start], places[word.end - 1] + 1, word.start_ms, word.end_ms)
            for word in self.words
        )


def transcribe(
    text: str, cues: Iterable[Cue], omissions: Iterable[Omission], cast: Cast, language: str
) -> tuple[Entry, ...]:
    """An entry for each cue, in order; ``text`` and ``language`` are the article's.

    What is omitted within an utterance is not shown.
    """
    omitted = {place for o in omissions for place in range(o.start, o.end)}
    return tuple(
        _entry(text, cue, omitted, speaker_of(cue.utterance, cast, language)) for cue in cues
    )


def retell(
    text: str,
    cues: Iterable[Cue],
    omissions: Iterable[Omission],
    speakers: Iterable[str],
    words: Iterable[Sequence[TimedWord]],
) -> tuple[Entry, ...]:
    """The entries whose speakers and ``word_times`` were kept.

    Raises ValueError for a word that stands outside its utterance.
    """
    omitted = {place for o in omissions for place in range(o.start, o.end)}
    return tuple(
        _with_words(_entry(text, cue, omitted, speaker), timed)
        for cue, speaker, timed in zip(cues, speakers, words, strict=True)
    )


def _with_words(entry: Entry, timed: Sequence[TimedWord]) -> Entry:
    places = entry.places or tuple(range(len(entry.text)))
    words = tuple(
        SpokenWord(places.index(start), places.index(end - 1) + 1, start_ms, end_ms)
        for start, end, start_ms, end_ms in timed
    )
    return replace(entry, words=words, exact=True) if words else entry


def _entry(article: str, cue: Cue, omitted: Set[int], speaker: str) -> Entry:
    utterance = cue.utterance
    places: tuple[int, ...] = ()
    if utterance.start is None or utterance.end is None:
        shown, _ = _shown(enumerate(utterance.written), frozenset())
    else:
        stretch = enumerate(article[utterance.start : utterance.end], start=utterance.start)
        shown, places = _shown(stretch, omitted)
    words = tuple(_timed(shown, cue))
    return Entry(shown, places, speaker, cue.start_ms, cue.end_ms, words, bool(cue.words))


def _shown(stretch: Iterable[tuple[int, str]], omitted: Set[int]) -> tuple[str, tuple[int, ...]]:
    """The characters of a stretch that are read, and the place of each; one space is one."""
    shown: list[tuple[int, str]] = []
    space: tuple[int, str] | None = None
    omits = False
    for place, character in stretch:
        if place in omitted:
            omits = True
        elif character.isspace():
            breaks = character not in NO_BREAK_SPACES
            space = (place, " ") if breaks else space or (place, character)
        elif plain(character):
            # "wall [3]." is "wall." without its mark.
            if space and shown and not (omits and character in _STANDS_CLOSE):
                shown.append(space)
            shown.append((place, character))
            space, omits = None, False
    return "".join(character for _, character in shown), tuple(place for place, _ in shown)


def _timed(text: str, cue: Cue) -> Iterator[SpokenWord]:
    """The words of ``text`` and when they are heard; one that nothing is said for is left out."""
    offsets, times_ms = _clock(cue)
    for (start, end), said in _matched(text, cue.utterance.spoken):
        begins_ms, ends_ms = np.interp(said, offsets, times_ms)
        yield SpokenWord(start, end, round(begins_ms), round(ends_ms))


def _clock(cue: Cue) -> tuple[Sequence[int], Sequence[int]]:
    """Offsets into what is spoken, and when the voice is there; it goes evenly between them."""
    points = {0: cue.start_ms}
    for word in cue.words:
        points |= {word.start: word.start_ms, word.end: word.end_ms}
    points.setdefault(len(cue.utterance.spoken), cue.end_ms)
    offsets = sorted(points)
    return offsets, list(accumulate((points[offset] for offset in offsets), max))


def _matched(written: str, spoken: str) -> Iterator[tuple[Span, tuple[float, float]]]:
    """The words of the written form, each with the stretch of the spoken one that says it."""
    shown, said = list(_words(written)), list(_words(spoken))
    matcher = SequenceMatcher(
        None,
        [_key(written[slice(*span)]) for span in shown],
        [_key(spoken[slice(*span)]) for span in said],
        autojunk=False,
    )
    for kind, first, last, first_said, last_said in matcher.get_opcodes():
        if kind == "equal":
            yield from zip(shown[first:last], said[first_said:last_said], strict=True)
        elif first_said < last_said:
            whole = said[first_said][0], said[last_said - 1][1]
            yield from _shared(shown[first:last], whole)


def _shared(words: Sequence[Span], whole: Span) -> Iterator[tuple[Span, tuple[float, float]]]:
    """Words that share a stretch by their lengths."""
    lengths = list(accumulate((end - start for start, end in words), initial=0))
    start, end = whole
    bounds = [start + (end - start) * length / (lengths[-1] or 1) for length in lengths]
    yield from zip(words, pairwise(bounds), strict=True)


def _words(text: str) -> Iterator[Span]:
    """Where words stand, without the marks around them; in scripts without spaces, graphemes."""
    for chunk in _CHUNK.finditer(text):
        start = chunk.start()
        for unspaced, run in groupby(wcwidth.iter_graphemes(chunk[0]), _is_unspaced):
            for part in run if unspaced else ["".join(run)]:
                word = part.strip(_AROUND_WORDS)
                if any(map(_is_said, word)):
                    first = start + part.index(word)
                    yield first, first + len(word)
                start += len(part)


def _is_unspaced(grapheme: str) -> bool:
    return is_unspaced(grapheme[0])


def _is_said(character: str) -> bool:
    """Letters, digits and symbols are; of marks of punctuation, those that have a name to say."""
    symbol = unicodedata.category(character).startswith("S")
    return character.isalnum() or symbol or character in _SAID_MARKS


def _key(word: str) -> str:
    """What two spellings of a word have in common."""
    return "".join(filter(str.isalnum, word)).casefold() or word
