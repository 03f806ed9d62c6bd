"""What Piper is given to read: an utterance, with the phonemes of the lexicon where it has them.

Piper takes phonemes in the International Phonetic Alphabet between ``[[`` and ``]]``, a code point
each, in the form that espeak-ng gives them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from audiobook.errors import SpeechError
from audiobook.model import Pronunciation, Utterance

# Control characters are commands to espeak; half a surrogate pair is no text.
_UNSPEAKABLE = re.compile("[\0-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_BRACKETS = re.compile(r"\[(?=\[)|\](?=\])")
_ENDS = re.compile(r"[.,;:!?…]+")

# What dictionaries write, as espeak writes it.  Ties, breaks between syllables and links between
# words have no sound of their own.
_SPELLINGS = {
    "g": "ɡ", "ʧ": "tʃ", "ʤ": "dʒ", "ʦ": "ts", "ʣ": "dz", "'": "ˈ", "’": "ˈ", ":": "ː",
    "\u0361": "", "\u035c": "", ".": "", "‿": "", "/": "", "|": "",
}  # fmt: skip
_ENGLISH = {"r": "ɹ", "e": "ɛ"}  # as dictionaries of English mean them
_DIPHTHONG = re.compile("eɪ")


def text_for_piper(utterance: Utterance, phonemes: Collection[str]) -> str:
    """The text of an utterance; ``phonemes`` are those that the voice knows.

    Raises SpeechError, naming the word, for a pronunciation with a phoneme that it doesn't know.
    """
    parts = []
    place = 0
    for said in utterance.pronunciations:
        parts.append(_plain(utterance.spoken[place : said.start]))
        place = said.end
        # What ends a clause is put into the brackets: on its own, espeak would make nothing of it.
        end = _ENDS.match(utterance.spoken, place)
        place = end.end() if end else place
        ipa = espeak_ipa(said.ipa, utterance.language)
        _check(ipa, utterance, said, phonemes)
        parts.append(f"[[{ipa}{end[0][0] if end else ''}]]")
    parts.append(_plain(utterance.spoken[place:]))
    return "".join(parts)


def espeak_ipa(ipa: str, language: str) -> str:
    """Phonemes as espeak-ng writes those of a language (BCP 47), decomposed."""
    spelled = "".join(_SPELLINGS.get(sign, sign) for sign in unicodedata.normalize("NFD", ipa))
    if language.partition("-")[0].lower() == "en":
        kept = _DIPHTHONG.sub("\0", spelled)
        spelled = "".join(_ENGLISH.get(sign, sign) for sign in kept).replace("\0", "eɪ")
    return spelled.strip()


def without_commands(text: str) -> str:
    """Text of the same length in which espeak finds nothing but text."""
    return _UNSPEAKABLE.sub(" ", text)


def _plain(text: str) -> str:
    """Text that is read as it is: no commands, no phonemes."""
    return _BRACKETS.sub(lambda found: f"{found[0]} ", without_commands(text))


def _check(ipa: str, utterance: Utterance, said: Pronunciation, known: Collection[str]) -> None:
    strange = sorted({sign for sign in ipa if sign not in known})
    if strange:
        names = ", ".join(f"{sign!r} (U+{ord(sign):04X})" for sign in strange)
        word = utterance.spoken[said.start : said.end]
        raise SpeechError(
            f"“{word}” in “{utterance.spoken[:80]}”",
            f"its pronunciation {said.ipa!r} has phonemes that the voice doesn't know: {names}",
            "mend it in the lexicon",
        )
