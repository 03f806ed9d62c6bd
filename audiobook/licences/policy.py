"""Whether a licence allows an edition under a show's policy."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from audiobook.errors import ConfigError
from audiobook.licences.known import UNTYPED, known_ids, licence_from_id, terms_of
from audiobook.model import Licence, Verdict

_FORBIDS = {
    "ND": "allows no adaptations, and a narration may count as one",
    "NC": "allows no commercial use, and this show is not declared non-commercial",
}


def judge(licence: Licence, accept: Sequence[str]) -> tuple[Verdict, str]:
    """The verdict on a licence and why, in one clear clause.

    ``accept`` holds families or versions of them: ``CC-BY`` takes every version and port,
    ``CC-BY-4.0`` that one.  Raises ConfigError for an entry that is no licence we know.
    """
    if licence.id == UNTYPED.id:
        return Verdict.UNKNOWN, "a Creative Commons licence is named, but not which"
    terms = terms_of(licence)
    accepted = [terms_of(_accepted(entry)) for entry in accept]
    if any(terms.within(wider) for wider in accepted):
        return Verdict.ALLOWED, f"{licence.id} is among the licences this show accepts"
    if any(wider.within(terms) for wider in accepted):
        return Verdict.UNKNOWN, f"{licence.id} is stated without the version that would be accepted"
    for restriction, reason in _FORBIDS.items():
        if restriction in terms.restrictions:
            return Verdict.REFUSED, f"{licence.id} {reason}"
    return Verdict.REFUSED, f"{licence.id} is not among the licences this show accepts"


def check_policy(accept: Sequence[str]) -> None:
    """Raise ConfigError for the first entry of ``accept`` that is no licence we know."""
    for entry in accept:
        _accepted(entry)


def nearest(licence_id: str) -> str:
    """A remedy that names the known identifiers nearest to one that is unknown."""
    by_key = {known.upper(): known for known in known_ids()}
    close = get_close_matches(licence_id.strip().upper(), by_key, n=3, cutoff=0.4)
    return f"did you mean {' or '.join(by_key[c] for c in close or ['CC-BY-4.0'])}?"


def _accepted(entry: str) -> Licence:
    licence = licence_from_id(entry)
    if licence is None or licence.id == UNTYPED.id:
        raise ConfigError("[licences] accept", f'"{entry}" is no licence we know', nearest(entry))
    return licence
