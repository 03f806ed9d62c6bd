"""What a licence was recognised by, and which of several signs holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from audiobook.licences.known import PUBLIC_DOMAIN, UNTYPED, Terms, terms_of
from audiobook.model import Licence

_LONGEST_EVIDENCE = 300
_WEIGHTS = {"SA": 1, "NC": 2, "ND": 4}
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

    A type not stated gives way to one that is.  Reserved rights are the narrowest reading, then
    come the terms with most restrictions; of equal terms, the one that states version and port.
    """
    typed = [s for s in signs if s.licence is not UNTYPED] or list(signs)
    if not typed:
        return None
    return min(typed, key=lambda s: (-_weight(s), -_precision(s)))


def disagree(signs: Sequence[Sign]) -> bool:
    """Whether the signs give different terms, and not just more or less of the same."""
    families = {s.licence and terms_of(s.licence).family for s in signs}
    return len(families - {UNTYPED.id}) > 1


def contradicts(sign: Sign, licence: Licence) -> bool:
    """Whether a sign asks for more than a licence does."""
    if sign.licence is None:
        return True
    asked, granted = terms_of(sign.licence), terms_of(licence)
    return sign.licence is not UNTYPED and (
        not asked.restrictions <= granted.restrictions or _weight(sign) > _weight(Sign(licence, ""))
    )


def _weight(sign: Sign) -> int:
    if sign.licence is None:
        return sum(_WEIGHTS.values()) + 1
    terms = terms_of(sign.licence)
    if terms.family in PUBLIC_DOMAIN:
        return -1
    if not terms.family.startswith("CC-"):
        return _FIXED_WEIGHT
    return sum(_WEIGHTS[r] for r in terms.restrictions)


def _precision(sign: Sign) -> int:
    terms = terms_of(sign.licence) if sign.licence else Terms("")
    return (terms.version is not None) + (terms.port is not None)
