"""Whether a licence allows an edition under a show's policy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches

from audiobook.errors import ConfigError
from audiobook.licences.demands import Demands, demands_of, elements_of
from audiobook.licences.known import CUSTOM, UNSETTLED, Terms, known_ids, licence_from_id, terms_of
from audiobook.licences.templates import OURS, Templates
from audiobook.model import Licence, Verdict

_UNSETTLED = "a Creative Commons licence is named, but not which"
_CUSTOM = "it gives leave in words of its own, which somebody must read"
_ADAPTS = "allows no adaptations, and a narration may count as one"
_EARNS = {
    None: "allows no commercial use, and this show is not declared non-commercial",
    True: "allows no commercial use, and this show is declared commercial",
}


def judge(
    licence: Licence, accept: Sequence[str], commercial: bool | None = None
) -> tuple[Verdict, str]:
    """The verdict on a licence and why, in one clear clause.

    ``accept`` holds families or versions of them: ``CC-BY`` takes every version and port,
    ``CC-BY-4.0`` that one.  ``commercial`` False also accepts their non-commercial variants, which
    no other show may use; None means not declared.  Raises ConfigError for an entry that is no
    licence we know.
    """
    accepted = [terms_of(_accepted(entry)) for entry in accept]
    if licence.id in UNSETTLED:
        return Verdict.UNKNOWN, _CUSTOM if licence.id == CUSTOM.id else _UNSETTLED
    terms = terms_of(licence)
    demands = demands_of(terms)
    variants = list(_variants(terms, demands))
    is_accepted = any(variant.within(wider) for variant in variants for wider in accepted)
    refusals = []
    if demands.no_derivatives and not is_accepted:
        refusals.append(_ADAPTS)
    if demands.non_commercial and commercial is not False:
        refusals.append(_EARNS[commercial])
    if refusals:
        return Verdict.REFUSED, f"{licence.id} {'; it '.join(refusals)}"
    if is_accepted:
        return Verdict.ALLOWED, f"{licence.id} is among the licences this show accepts"
    if any(wider.within(variant) for variant in variants for wider in accepted):
        return Verdict.UNKNOWN, f"{licence.id} is stated without the version that would be accepted"
    return Verdict.REFUSED, f"{licence.id} is not among the licences this show accepts"


def remedy_for(licence: Licence) -> str:
    """What the owner of a show may decide about a licence that was refused."""
    terms = terms_of(licence)
    demands, steps = demands_of(terms), []
    if demands.no_derivatives:
        steps.append(
            "under some laws a plain narration is no adaptation (the 4.0 licences say of mere "
            'changes of format, section 2(a)(4), that they are none): if you judge so, add "'
            f'{terms.family}" to [licences] accept'
        )
    if demands.non_commercial:
        steps.append('if nobody earns by your show, write "commercial = false" under its [show]')
    if not steps:
        steps.append(f'if your show may use it, add "{terms.family}" to [licences] accept')
    steps.append("if you have permission under other terms, state them with --licence ID")
    return "; ".join(steps)


def check_policy(accept: Sequence[str], templates: Templates = OURS) -> None:
    """Raise ConfigError for the first entry of ``accept`` that is no licence we know.

    So too for a template that lacks what one of those licences asks for.
    """
    templates.check(elements_of(terms_of(_accepted(entry)) for entry in accept))


def nearest(licence_id: str) -> str:
    """A remedy that names the known identifiers nearest to one that is unknown."""
    by_key = {known.upper(): known for known in known_ids()}
    close = get_close_matches(licence_id.strip().upper(), by_key, n=3, cutoff=0.4)
    return f"did you mean {' or '.join(by_key[c] for c in close or ['CC-BY-4.0'])}?"


def _variants(terms: Terms, demands: Demands) -> Iterator[Terms]:
    """The terms, and those under which a policy accepts them too."""
    yield terms
    if demands.non_commercial:  # whether the show may is asked apart
        yield replace(terms, family=terms.family.replace("-NC", ""))
    if demands.accepted_as:
        yield Terms(demands.accepted_as, "1.0")


def _accepted(entry: str) -> Licence:
    licence = licence_from_id(entry)
    if licence is None or licence.id in UNSETTLED:
        raise ConfigError("[licences] accept", f'"{entry}" is no licence we know', nearest(entry))
    return licence
