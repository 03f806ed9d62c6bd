"""Finding -> Clearance: proof that an article may be narrated, or the error that says why not."""

from __future__ import annotations

from audiobook.errors import LicenceRefused, LicenceUnknown
from audiobook.licences.attribution import credit, notice, notice_html
from audiobook.licences.known import terms_of
from audiobook.model import Article, Clearance, Finding, Verdict

_STATE_IT = "if you know its terms or have permission, state them with --licence ID"


def clear(article: Article, finding: Finding) -> Clearance:
    """The clearance of an article whose licence allows an edition.

    Raises LicenceUnknown where none was found or the type is not stated, and LicenceRefused where
    the show's policy does not accept it.
    """
    licence = finding.licence
    if finding.verdict is Verdict.REFUSED:
        raise LicenceRefused(article.source, finding.why, _remedy(finding))
    if finding.verdict is Verdict.UNKNOWN or licence is None:
        raise LicenceUnknown(article.source, finding.why, _STATE_IT)
    return Clearance(
        licence,
        notice(article, licence),
        notice_html(article, licence),
        credit(article, licence, finding.statements),
    )


def _remedy(finding: Finding) -> str:
    if finding.licence is None:
        return _STATE_IT
    family = terms_of(finding.licence).family
    return (
        f'if your show may use it, add "{family}" to [licences] accept; '
        "if you have permission under other terms, state them with --licence ID"
    )
