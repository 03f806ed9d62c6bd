"""Where the words of a lexicon stand in a line."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from audiobook.model import LexiconEntry
from audiobook.narration.languages import base_tag
from audiobook.narration.semiotic import Match, Rule, SemioticClass

_APOSTROPHES = str.maketrans("’ʼ", "''")


@dataclass(frozen=True, slots=True)
class _Words:
    """The entries for one language: ``exact`` match case, ``folded`` do not."""

    exact: dict[str, LexiconEntry]
    folded: dict[str, LexiconEntry]

    def entry(self, written: str) -> LexiconEntry | None:
        plain = _plain(written)
        return self.exact.get(plain) or self.folded.get(plain.casefold())


def lexicon_rules(lexicon: tuple[LexiconEntry, ...], language: str) -> tuple[Rule, ...]:
    """The rule that finds the entries for a language as whole words, the longest first.

    An entry that matches case wins over one that does not, a later one over an earlier.
    """
    return _compiled(_Lexicon(lexicon), base_tag(language)).rules if lexicon else ()


def entry_for(
    lexicon: tuple[LexiconEntry, ...], language: str, written: str
) -> LexiconEntry | None:
    """The entry by which a word is said in a language, if there is one."""
    return _compiled(_Lexicon(lexicon), base_tag(language)).words.entry(written)


class _Lexicon:
    """A lexicon as a key: a long one takes longer to hash than a sentence to read."""

    def __init__(self, entries: tuple[LexiconEntry, ...]) -> None:
        self.entries = entries

    def __hash__(self) -> int:
        return id(self.entries)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Lexicon) and self.entries is other.entries


@dataclass(frozen=True, slots=True)
class _Compiled:
    words: _Words
    rules: tuple[Rule, ...]


@lru_cache(maxsize=16)
def _compiled(lexicon: _Lexicon, language: str) -> _Compiled:
    words = _Words({}, {})
    for entry in lexicon.entries:
        if not entry.language or base_tag(entry.language) == language:
            plain = _plain(entry.written)
            if entry.match_case:
                words.exact[plain] = entry
            else:
                words.folded[plain.casefold()] = entry
    if not words.exact and not words.folded:
        return _Compiled(words, ())

    def say(match: Match) -> str:
        entry = words.entry(match.group())
        return entry.spoken if entry and entry.spoken else match.group()

    return _Compiled(words, (Rule(SemioticClass.LEXICON, _pattern(words), say),))


def _plain(written: str) -> str:
    return " ".join(written.translate(_APOSTROPHES).split())


def _pattern(words: _Words) -> re.Pattern[str]:
    # Words are tried by their first letter, so that thousands of them cost little, and the longest
    # first, so that "New York Times" wins over "New York".
    patterns = [(word, f"(?-i:{_escaped(word)})") for word in words.exact]
    patterns += [(word, _escaped(word)) for word in words.folded]
    by_letter: defaultdict[str, list[str]] = defaultdict(list)
    for word, pattern in sorted(patterns, key=lambda pair: -len(pair[0])):
        by_letter[word[0].lower()].append(pattern)
    branches = "|".join(
        f"(?={_escaped(letter)})(?:{'|'.join(words)})" for letter, words in by_letter.items()
    )
    return re.compile(rf"(?<!\w)(?:{branches})(?![\w\u0300-\u036f])", re.IGNORECASE)


def _escaped(text: str) -> str:
    return re.escape(text).replace("'", "['’ʼ]")
