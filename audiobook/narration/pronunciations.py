"""Where words with phonemes of their own come to stand in the spoken line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from audiobook.model import Pronunciation

# The syllables of Yi: letters to every pattern, without case, and rare in what we read.
_LETTERS = [chr(code) for code in range(0xA000, 0xA48D)]


def pronounced(
    assemble: Callable[[Sequence[str]], str], said: Sequence[str], phonemes: Sequence[str]
) -> tuple[str, tuple[Pronunciation, ...]]:
    """What ``assemble`` makes of some words, and where in it those with phonemes came to stand.

    ``phonemes`` has the IPA of each of the words, "" for most.  While the line is put together, a
    letter that it lacks stands in for each word with phonemes: its place is then known, however
    the words around it are spaced, elided or finished.
    """
    if not any(phonemes):
        return assemble(said), ()
    plain = assemble(said)
    letter = next((letter for letter in _LETTERS if letter not in plain), "")
    held = [(words, ipa) for words, ipa in zip(said, phonemes, strict=True) if ipa]
    marked = [letter if ipa else words for words, ipa in zip(said, phonemes, strict=True)]
    parts = assemble(marked).split(letter) if letter else []
    if len(parts) != len(held) + 1:
        return plain, ()
    places, at = [], 0
    for (words, ipa), before in zip(held, parts[:-1], strict=True):
        at += len(before)
        places.append(Pronunciation(at, at + len(words), ipa))
        at += len(words)
    held_and_after = (words + after for (words, _), after in zip(held, parts[1:], strict=True))
    return parts[0] + "".join(held_and_after), tuple(places)


def shifted(pronunciations: Iterable[Pronunciation], by: int) -> Iterator[Pronunciation]:
    """The same pronunciations, of words that stand ``by`` characters further on."""
    return (replace(each, start=each.start + by, end=each.end + by) for each in pronunciations)
