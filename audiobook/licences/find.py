"""The licence of an article: found in what it says, or stated by the user."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from audiobook.errors import UsageError
from audiobook.licences.detect import front_matter, page, text
from audiobook.licences.detect.signs import Sign, contradicts, disagree, narrowest
from audiobook.licences.known import UNSETTLED, UNTYPED, licence_from_id, licence_from_url, terms_of
from audiobook.licences.policy import judge, nearest
from audiobook.model import Article, Finding, Licence, Verdict

STATED_BY_USER = "stated by the user"


def find(article: Article, accept: Sequence[str], commercial: bool | None = None) -> Finding:
    """What an article says of its licence, judged by ``accept`` and ``commercial`` as in ``judge``.

    Signs are trusted in this order: what the source states of itself, its page, its text.  Where
    they disagree the narrowest reading holds.  Raises ConfigError for an entry of ``accept`` that
    is no licence we know.
    """
    signs = _signs(article)
    sign = narrowest(signs)
    if sign is None:
        return Finding(None, Verdict.UNKNOWN, _nothing_found(article))
    if sign.licence is None:
        return Finding(None, Verdict.REFUSED, f"its rights are reserved: “{sign.evidence}”")
    evidence = sign.evidence
    if disagree(signs):
        evidence += " (the narrowest of several that disagree)"
    licence = replace(sign.licence, holder=sign.holder or _holder(signs), evidence=evidence)
    verdict, why = judge(licence, accept, commercial)
    return Finding(licence, verdict, why, _statements(signs, licence))


def state(
    licence_id: str, article: Article, accept: Sequence[str], commercial: bool | None = None
) -> Finding:
    """The licence that the user states by id or address, judged as ``find`` does.

    Where the article asks for more than that licence, evidence and reason keep what it says.

    Raises UsageError for one that is unknown, naming the nearest; ConfigError as ``find``.
    """
    licence = _stated(licence_id)
    signs = _signs(article)
    against = narrowest([sign for sign in signs if contradicts(sign, licence)])
    evidence = STATED_BY_USER
    if against:
        evidence += f"; the article says: “{against.evidence}”"
    licence = replace(licence, holder=_holder(signs), evidence=evidence)
    verdict, why = judge(licence, accept, commercial)
    if against:
        why += f", {evidence}"
    return Finding(licence, verdict, why, _statements(signs, licence))


def check_stated(licence_id: str) -> None:
    """Raise UsageError, as ``state`` does, for a licence that no article can be put under."""
    _stated(licence_id)


def _stated(licence_id: str) -> Licence:
    licence = licence_from_id(licence_id) or licence_from_url(licence_id)
    if licence is None or licence.id in UNSETTLED:
        raise UsageError(f'--licence "{licence_id}"', "is no licence we know", nearest(licence_id))
    return licence


def _signs(article: Article) -> list[Sign]:
    return [
        *front_matter.stated(article),
        # Spans are offsets into the article's text; the page is another text.
        *(replace(sign, span=None) for sign in page.page_signs(article.markup)),
        *text.statements(article),
    ]


def _nothing_found(article: Article) -> str:
    sentence = text.unclear(article)
    if sentence:
        return f"a licence is named, but not clearly for this article: “{sentence}”"
    return "no licence was found"


def _holder(signs: Sequence[Sign]) -> str | None:
    return next((sign.holder for sign in signs if sign.licence and sign.holder), None)


def _statements(signs: Sequence[Sign], chosen: Licence) -> tuple[tuple[int, int], ...]:
    """Where the text states the chosen licence; what it says of others is not left out.

    Nor is a sentence that states the licence and asks for more.
    """
    said = {terms_of(chosen).family, UNTYPED.id}
    same = (s for s in signs if s.licence and terms_of(s.licence).family in said)
    more = {sign.span for sign in signs if contradicts(sign, chosen)}
    return tuple(sorted({sign.span for sign in same if sign.span} - more))
