"""The words of licence statements, as expressions made from ``vocabulary.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cached_property
from importlib.resources import files

_TABLE = tomllib.loads(files(__package__).joinpath("vocabulary.toml").read_text("utf-8"))


class Expression:
    """A regular expression in which case does not matter, used as Python's are.

    It is compiled when it is first used: that takes long, and most articles need few.
    """

    def __init__(self, expression: str) -> None:
        self._expression = expression

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(self._expression, re.IGNORECASE)

    def match(self, text: str, position: int = 0) -> re.Match[str] | None:
        """The match that begins at a position."""
        return self._pattern.match(text, position)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The match that is the whole text."""
        return self._pattern.fullmatch(text)

    def search(self, text: str) -> re.Match[str] | None:
        """The first match."""
        return self._pattern.search(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches, in order."""
        return self._pattern.finditer(text)


def _either(expressions: Iterable[str]) -> str:
    return "(?:" + "|".join(f"(?:{e})" for e in expressions) + ")"


def _words(words: Iterable[str]) -> str:
    # Longest first, so that "Keine Bearbeitungen" is not read as "Keine Bearbeitung" and a rest.
    # Where a text breaks its lines, or glues with hyphens, a space may be either or nothing.
    ordered = sorted(words, key=len, reverse=True)
    return _either(r"[\s–-]*".join(map(re.escape, word.split())) for word in ordered)


# A word ends where letters end; ideographs and kana are written without spaces.
_END = r"(?:(?![^\W\d_])|(?<=[぀-鿿]))"
ELEMENTS = {e: Expression(_words(words) + _END) for e, words in _TABLE["elements"].items()}
FILLERS = Expression(_words(_TABLE["fillers"]["words"]) + _END)
UNPORTED = Expression(_words(_TABLE["fillers"]["unported"]) + _END)
REGIONS = {
    port: Expression(_words([*names, port]) + _END) for port, names in _TABLE["regions"].items()
}

_statement = _TABLE["statement"]
SUBJECT = Expression(
    rf"\W*(?:{_either(_statement['exceptions'])})?(?P<subject>{_either(_statement['subjects'])})"
)
GRANT = Expression(_either(_statement["grants"]))
GRANT_AFTER = Expression(_either(_statement["grants_after"]))
FOLLOWER = Expression(rf"\s*(?:{_either(_statement['followers'])})")
PREDICATE_AFTER = Expression(_either(_statement["predicates_after"]))
MAIN_CLAUSE = Expression(_either(_statement["main_clauses"]))
LABEL = Expression(rf"\W*{_either(_statement['labels'])}\W*")
ELSEWHERE = Expression(_either(_TABLE["elsewhere"]["words"] + _TABLE["elsewhere"]["told"]))
RESERVED = Expression(_either(_TABLE["elsewhere"]["reserved"]))

_doubts = _TABLE["doubts"]
DOUBT = Expression(_either(_doubts["denials"] + _doubts["unsettled"] + _doubts["derived"]))
DENIAL = Expression(_either(_doubts["denials"]))
DENIAL_AFTER = Expression(_either(_doubts["denials_after"]))
PRONOUN = Expression(
    rf"\W*{_either(_doubts['pronouns'])}\s+(?={_either(_doubts['after_pronouns'])}\b)"
)
RESTRICTIONS = {e: Expression(_either(words)) for e, words in _TABLE["restrictions"].items()}
HINTS = tuple(_TABLE["hints"]["words"])

_own_words = _TABLE["own_words"].items()
PREDICATES = {i: Expression(_either(t["predicates"])) for i, t in _own_words if t["predicates"]}
SENTENCES = {i: Expression(_either(t["sentences"])) for i, t in _own_words if t["sentences"]}
