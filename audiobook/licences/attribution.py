"""The attribution of a work: a notice, plain and in HTML, and a credit to be read aloud.

What a notice holds follows Creative Commons' "Recommended practices for attribution" (title,
author, source, licence) and section 3(a)(1) of the 4.0 licences, which also asks for the holder,
the licence's address and a word on changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit

from audiobook.licences.known import PUBLIC_DOMAIN, terms_of
from audiobook.licences.wording import Wording, wording
from audiobook.model import Article, Credit, Licence, TitleOrigin


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
            return escape(self.text)
        return f'<a href="{escape(self.address)}">{escape(self.text)}</a>'


def notice(article: Article, licence: Licence) -> str:
    """The notice as plain text, an element a line, in the article's language if we have it."""
    values = {name: field.plain() for name, field in _fields(article, licence).items()}
    return "\n".join(line.format(**values) for line in _lines(article, licence))


def notice_html(article: Article, licence: Licence) -> str:
    """The same as one well-formed HTML paragraph: title, source and licence linked, all escaped."""
    values = {name: field.html() for name, field in _fields(article, licence).items()}
    lines = (escape(line, quote=False).format(**values) for line in _lines(article, licence))
    return f"<p>{'<br/>'.join(lines)}</p>"


def credit(article: Article, licence: Licence, stands_for: Sequence[tuple[int, int]]) -> Credit:
    """The credit, a few sentences in the article's language if we have it, in English if not."""
    words = wording(article.language)
    values = {
        "title": _one_line(article.title),
        "authors": _names(article, words),
        "holder": _one_line(holder_of(article, licence) or ""),
        "licence": licence.name,
    }
    family = "public_domain" if terms_of(licence).family in PUBLIC_DOMAIN else "licensed"
    sentences = (
        getattr(words.credit, _work_key(article)),
        getattr(words.credit, f"{family}_by" if values["holder"] else family),
        words.credit.voice,
    )
    text = words.gap.join(sentence.format(**values) for sentence in sentences)
    return Credit(text, words.language, tuple(stands_for))


def holder_of(article: Article, licence: Licence) -> str | None:
    """Whom the licence names, or else the publisher; authors are named with the title."""
    return licence.holder or article.publisher


def _lines(article: Article, licence: Licence) -> Iterator[str]:
    lines = wording(article.language).notice
    terms = terms_of(licence)
    yield getattr(lines, _work_key(article))
    yield lines.source
    if holder_of(article, licence):
        yield lines.holder
    yield lines.licence
    if "SA" in terms.restrictions:
        yield lines.share_alike
    if terms.family in PUBLIC_DOMAIN:
        yield lines.public_domain
    yield lines.changes


def _work_key(article: Article) -> str:
    work = "work" if article.title_origin is TitleOrigin.STATED else "untitled"
    return f"{work}_by" if article.authors else work


def _fields(article: Article, licence: Licence) -> dict[str, _Field]:
    words = wording(article.language)
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
    }


def _names(article: Article, words: Wording) -> str:
    *first, last = [_one_line(author) for author in article.authors] or [""]
    return words.conjunction.join(filter(None, [words.comma.join(first), last]))


def _one_line(text: str) -> str:
    """A text without line breaks and without characters that XML forbids."""
    return " ".join("".join(c for c in text if c.isprintable() or c.isspace()).split())


def _web_address(text: str) -> str | None:
    try:
        parts = urlsplit(text)
    except ValueError:  # "http://[" and the like
        return None
    return _one_line(text) if parts.scheme in {"http", "https"} and parts.netloc else None
