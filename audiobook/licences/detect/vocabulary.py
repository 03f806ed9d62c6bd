"""The words of licence statements, compiled from ``vocabulary.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from importlib.resources import files

_TABLE = tomllib.loads(files(__package__).joinpath("vocabulary.toml").read_text("utf-8"))


def _either(expressions: Iterable[str]) -> str:
    return "(?:" + "|".join(f"(?:{e})" for e in expressions) + ")"


def _words(words: Iterable[str]) -> str:
    # Longest first, so that "Keine Bearbeitungen" is not read as "Keine Bearbeitung" and a rest.
    # Where a text breaks its lines, or glues with hyphens, a space may be either or nothing.
    ordered = sorted(words, key=len, reverse=True)
    return _either(r"[\s–-]*".join(map(re.escape, word.split())) for word in ordered)


def _pattern(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.IGNORECASE)


# A word ends where letters end; ideographs and kana are written without spaces.
_END = r"(?:(?![^\W\d_])|(?<=[぀-鿿]))"
ELEMENTS = {e: _pattern(_words(words) + _END) for e, words in _TABLE["elements"].items()}
FILLERS = _pattern(_words(_TABLE["fillers"]["words"]) + _END)
UNPORTED = _pattern(_words(_TABLE["fillers"]["unported"]) + _END)
REGIONS = {
    port: _pattern(_words([*names, port]) + _END) for port, names in _TABLE["regions"].items()
}

_statement = _TABLE["statement"]
SUBJECT = _pattern(
    rf"\W*(?:{_either(_statement['exceptions'])})?(?P<subject>{_either(_statement['subjects'])})"
)
GRANT = _pattern(_either(_statement["grants"]))
GRANT_AFTER = _pattern(_either(_statement["grants_after"]))
FOLLOWER = _pattern(rf"\s*(?:{_either(_statement['followers'])})")
PREDICATE_AFTER = _pattern(_either(_statement["predicates_after"]))
MAIN_CLAUSE = _pattern(_either(_statement["main_clauses"]))
LABEL = _pattern(rf"\W*{_either(_statement['labels'])}\W*")
ELSEWHERE = _pattern(_either(_TABLE["elsewhere"]["words"] + _TABLE["elsewhere"]["told"]))
RESERVED = _pattern(_either(_TABLE["elsewhere"]["reserved"]))

_doubts = _TABLE["doubts"]
DOUBT = _pattern(_either(_doubts["denials"] + _doubts["unsettled"] + _doubts["derived"]))
DENIAL = _pattern(_either(_doubts["denials"]))
DENIAL_AFTER = _pattern(_either(_doubts["denials_after"]))
PRONOUN = _pattern(
    rf"\W*{_either(_doubts['pronouns'])}\s+(?={_either(_doubts['after_pronouns'])}\b)"
)
RESTRICTIONS = {e: _pattern(_either(words)) for e, words in _TABLE["restrictions"].items()}
HINTS = tuple(_TABLE["hints"]["words"])

_own_words = _TABLE["own_words"].items()
PREDICATES = {i: _pattern(_either(t["predicates"])) for i, t in _own_words if t["predicates"]}
SENTENCES = {i: _pattern(_either(t["sentences"])) for i, t in _own_words if t["sentences"]}
