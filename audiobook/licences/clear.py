"""Finding -> Clearance: proof that an article may be narrated, or the error that says why not."""

from __future__ import annotations

from audiobook.errors import LicenceRefused, LicenceUnknown
from audiobook.licences.attribution import credit, notice, notice_html
from audiobook.licences.policy import remedy_for
from audiobook.licences.templates import OURS, Templates
from audiobook.model import Article, Clearance, Finding, Verdict

_STATE_IT = "if you know its terms or have permission, state them with --licence ID"


def clear(article: Article, finding: Finding, templates: Templates = OURS) -> Clearance:
    """The clearance of an article whose licence allows an edition.

    Raises LicenceUnknown where none was found or the type is not stated, and LicenceRefused where
    the show's policy does not accept it.
    """
    licence = finding.licence
    if finding.verdict is Verdict.REFUSED:
        remedy = remedy_for(licence) if licence else _STATE_IT
        raise LicenceRefused(article.source, finding.why, remedy)
    if finding.verdict is Verdict.UNKNOWN or licence is None:
        raise LicenceUnknown(article.source, finding.why, _STATE_IT)
    return Clearance(
        licence,
        notice(article, licence, templates),
        notice_html(article, licence, templates),
        credit(article, licence, finding.statements, templates),
    )
