"""What a licence was recognised by, and which of several signs holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from audiobook.licences.detect import vocabulary
from audiobook.licences.known import CUSTOM, PUBLIC_DOMAIN, UNSETTLED, Terms, terms_of
from audiobook.model import Licence

_LONGEST_EVIDENCE = 300
_WEIGHTS = {"SA": 1, "NC": 2, "ND": 4}
_FREE, _TERRITORIAL = -2, -1
_FIXED_WEIGHT = 1  # OGL, GFDL and their like ask for something as BY-SA does


@dataclass(frozen=True, slots=True)
class Sign:
    """One place that states terms.  ``licence`` None means that all rights are reserved there."""

    licence: Licence | None
    evidence: str
    holder: str | None = None
    span: tuple[int, int] | None = None
    """The statement in the article's text, where it is nothing but that."""


def fold(text: str) -> str:
    """The words found, white space folded, cut to what fits a line or two."""
    folded = " ".join(text.split())
    return folded if len(folded) <= _LONGEST_EVIDENCE else folded[: _LONGEST_EVIDENCE - 1] + "…"


def narrowest(signs: Sequence[Sign]) -> Sign | None:
    """The sign that holds, of those given in order of trust; None where there is none.

    What is not settled gives way to what is: leave to republish to a licence of no stated type,
    and both to a licence with its type; but leave that is restricted stands.  Reserved rights are
    the narrowest reading, then come the terms with most restrictions; of equal terms, the sign
    that says most of version and port.
    """
    settled = [s for s in signs if not s.licence or s.licence.id not in UNSETTLED or _limits(s)]
    named = [s for s in signs if s.licence != CUSTOM]
    weighed = settled or named or signs
    return max(weighed, key=lambda s: (_weight(s), _precision(s)), default=None)


def disagree(signs: Sequence[Sign]) -> bool:
    """Whether the signs give different terms, and not just more or less of the same."""
    families = {s.licence and terms_of(s.licence).family for s in signs}
    return len(families - UNSETTLED) > 1


def contradicts(sign: Sign, licence: Licence) -> bool:
    """Whether a sign asks for more than a licence does."""
    if sign.licence is None:
        return True
    asked, granted = terms_of(sign.licence), terms_of(licence)
    return sign.licence.id not in UNSETTLED and (
        not asked.restrictions <= granted.restrictions or _weight(sign) > _weight(Sign(licence, ""))
    )


def _weight(sign: Sign) -> int:
    if sign.licence is None:
        return sum(_WEIGHTS.values()) + 1
    if _limits(sign):
        return sum(_WEIGHTS.values())
    terms = terms_of(sign.licence)
    if terms.family in PUBLIC_DOMAIN:
        return _TERRITORIAL if terms.family == "LicenseRef-PD-US" else _FREE
    if not terms.family.startswith("CC-"):
        return _FIXED_WEIGHT
    return sum(_WEIGHTS[r] for r in terms.restrictions)


def _limits(sign: Sign) -> bool:
    """Whether a page gives leave in words of its own, and restricts it in the same breath."""
    return sign.licence == CUSTOM and any(
        pattern.search(sign.evidence) for pattern in vocabulary.RESTRICTIONS.values()
    )


def _precision(sign: Sign) -> tuple[bool, bool, bool]:
    """Version; then its address, for which words are mostly a label; then port."""
    terms = terms_of(sign.licence) if sign.licence else Terms("")
    address = sign.licence.url if sign.licence else None
    linked = address is not None and address in sign.evidence
    return terms.version is not None, linked, terms.port is not None
