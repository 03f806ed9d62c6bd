"""British money before 1971: pounds, shillings and pence."""

from __future__ import annotations

import re

from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .figures import amount
from .numbers import cardinal, plain
from .patterns import WHOLE, full_stop

_PENCE = r"(?P<d>\d{1,2}[½¼¾]?|[½¼¾]) ?d\b\.?"
_SHILLINGS = r"(?P<s>\d{1,2}) ?s\b\.?"


def _pence(written: str) -> str:
    if written in ("½", "1/2"):
        return "a halfpenny"
    if written in ("¼", "¾"):
        return "a farthing" if written == "¼" else "three farthings"
    return "one penny" if written == "1" else f"{amount(written)} pence"


def _counted(digits: str, one: str) -> str:
    return f"{cardinal(digits)} {one}{'' if digits == '1' else 's'}"


def _say(match: Match) -> str:
    parts = match.groupdict()
    said = []
    if parts.get("l"):
        said.append(_counted(plain(parts["l"]), "pound"))
    if parts.get("s"):
        said.append(_counted(parts["s"], "shilling"))
    if parts.get("d"):
        said.append("and " * bool(said) + _pence(parts["d"]))
    return " ".join(said) + full_stop(match)


_C, _MONEY = re.compile, SemioticClass.MONEY

RULES = (
    Rule(_MONEY, _C(rf"£ ?(?P<l>{WHOLE}),?\.? {_SHILLINGS}(?:,? {_PENCE})?(?!\w)"), _say),
    Rule(_MONEY, _C(rf"£ ?(?P<l>{WHOLE}),? {_PENCE}(?!\w)"), _say),
    Rule(_MONEY, _C(rf"(?<![\w.,]){_SHILLINGS},? {_PENCE}(?!\w)"), _say),
    # Alone, a letter is money only with its stop: "4½d.", "20s. a week".
    Rule(_MONEY, _C(r"(?<![\w.,])(?P<d>\d{1,2}[½¼¾]?|[½¼¾])d\.(?!\w)"), _say),
    Rule(_MONEY, _C(r"(?<![\w.,])(?P<s>\d{1,3})s\.(?= (?:an?|per|each|the|in|and)\b|,)"), _say),
)
