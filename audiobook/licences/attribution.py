"""The attribution of a work: a notice, plain and in HTML, and a credit to be read aloud.

What a notice holds follows Creative Commons' "Recommended practices for attribution" (title,
author, source, licence) and section 3(a)(1) of the 4.0 licences, which also asks for the holder,
the licence's address and a word on changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit

from audiobook.licences.demands import demands_of
from audiobook.licences.known import PUBLIC_DOMAIN, terms_of
from audiobook.licences.templates import Templates, fill
from audiobook.licences.wording import Wording, wording
from audiobook.model import Article, Credit, Licence, TitleOrigin

_TERRITORIAL = "LicenseRef-PD-US"
_UNNAMED = {"LicenseRef-PD": "stated_public_domain", _TERRITORIAL: "stated_public_domain_us"}


@dataclass(frozen=True, slots=True)
class _Field:
    """A value in a notice, and the address it is linked to, if there is one."""

    text: str
    address: str | None = None
    spelled: bool = False
    """Whether plain text, which has no links, spells the address out after the value."""

    def plain(self) -> str:
        return f"{self.text} ({self.address})" if self.spelled and self.address else self.text

    def html(self) -> str:
        if not self.address:
            return _escaped(self.text)
        return f'<a href="{escape(self.address)}">{_escaped(self.text)}</a>'


def notice(article: Article, licence: Licence, templates: Templates) -> str:
    """The notice as plain text, an element a line, in the article's language if we have it."""
    return "\n".join(_notice(article, licence, templates, _Field.plain, str))


def notice_html(article: Article, licence: Licence, templates: Templates) -> str:
    """The same as one well-formed HTML paragraph: title, source and licence linked, all escaped."""
    lines = _notice(article, licence, templates, _Field.html, _escaped)
    return f"<p>{'<br/>'.join(lines)}</p>"


def credit(
    article: Article,
    licence: Licence,
    stands_for: Sequence[tuple[int, int]],
    templates: Templates,
) -> Credit:
    """The credit, a few sentences in the article's language if we have it, in English if not."""
    words = wording(templates.language if templates.credit else article.language)
    demands = demands_of(terms_of(licence))
    values = {
        "title": _one_line(article.title),
        "authors": _names(article, words),
        "source": _one_line(article.source),
        "holder": _one_line(holder_of(article, licence) or ""),
        "licence": licence.name,
        "share_alike": words.credit.share_alike if demands.share_alike else "",
        "changes": words.credit.voice,
    }
    if templates.credit:
        text = " ".join(fill(templates.credit, values))
        return Credit(text, templates.language, tuple(stands_for))
    sentences = (
        getattr(words.credit, _work_key(article)),
        getattr(words.credit, _licence_key(licence, bool(values["holder"]))),
        values["share_alike"],
        values["changes"],
    )
    text = words.gap.join(s.format(**values) for s in sentences if s)
    return Credit(text, words.language, tuple(stands_for))


def holder_of(article: Article, licence: Licence) -> str | None:
    """Whom the licence names, or else the publisher; authors are named with the title."""
    return licence.holder or article.publisher


def _notice(
    article: Article,
    licence: Licence,
    templates: Templates,
    written: Callable[[_Field], str],
    literally: Callable[[str], str],
) -> list[str]:
    """The lines of a notice; ``written`` makes text of a value, ``literally`` of our own words."""
    words = wording(templates.language if templates.notice else article.language)
    values = {k: written(field) for k, field in _fields(article, licence, words).items()}
    if templates.notice:
        share_alike = demands_of(terms_of(licence)).share_alike
        line = literally(words.notice.share_alike).format(**values) if share_alike else ""
        return fill(templates.notice, {**values, "share_alike": line}, literally)
    return [literally(line).format(**values) for line in _lines(article, licence, words)]


def _lines(article: Article, licence: Licence, words: Wording) -> Iterator[str]:
    lines, terms = words.notice, terms_of(licence)
    yield getattr(lines, _work_key(article))
    yield lines.source
    if holder_of(article, licence):
        yield lines.holder
    yield lines.licence
    if demands_of(terms).share_alike:
        yield lines.share_alike
    if terms.family in PUBLIC_DOMAIN and terms.family != _TERRITORIAL:
        yield lines.public_domain
    yield lines.changes


def _work_key(article: Article) -> str:
    work = "work" if article.title_origin is TitleOrigin.STATED else "untitled"
    return f"{work}_by" if article.authors else work


def _licence_key(licence: Licence, has_holder: bool) -> str:
    family = terms_of(licence).family
    if family in _UNNAMED:
        return _UNNAMED[family]
    key = "public_domain" if family in PUBLIC_DOMAIN else "licensed"
    return f"{key}_by" if has_holder else key


def _fields(article: Article, licence: Licence, words: Wording) -> dict[str, _Field]:
    address = _web_address(article.source)
    publisher = holder_of(article, licence)
    source = _one_line(article.source)
    if not address and publisher:
        source = f"{_one_line(publisher)} ({source})"
    return {
        "title": _Field(_one_line(article.title), address),
        "authors": _Field(_names(article, words)),
        "source": _Field(source, address),
        "holder": _Field(_one_line(publisher or "")),
        "licence": _Field(licence.name, _web_address(licence.url or ""), spelled=True),
        "changes": _Field(words.changes),
    }


def _names(article: Article, words: Wording) -> str:
    *first, last = [_one_line(author) for author in article.authors] or [""]
    return words.conjunction.join(filter(None, [words.comma.join(first), last]))


def _escaped(text: str) -> str:
    return escape(text, quote=False)


def _one_line(text: str) -> str:
    """A text without line breaks and without characters that XML forbids."""
    return " ".join("".join(c for c in text if c.isprintable() or c.isspace()).split())


def _web_address(text: str) -> str | None:
    try:
        parts = urlsplit(text)
    except ValueError:  # "http://[" and the like
        return None
    return _one_line(text) if parts.scheme in {"http", "https"} and parts.netloc else None
