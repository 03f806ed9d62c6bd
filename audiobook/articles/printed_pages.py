"""The text of printed pages, put together again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

_MARGIN_LINES = 2
_FEWEST_PAGES = 3
_OPENING_LINES = 12
_MOST_TITLE_LINES = 4
_WORD = re.compile(r"\w+")
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"\W*(?:(?:page|p\.|seite|página|pagina)\s*)?\d{1,4}(?:\s*(?:/|of|von|de|di|sur)\s*\d{1,4})?\W*", re.IGNORECASE)  # fmt: skip # noqa: E501
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]$")
_SENTENCE_END = re.compile(r"[.!?:…][\"”’»)\]]*$")
_SHORT_LINE = 0.75
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)


def joined(pages: Sequence[str], title: str = "") -> str:
    """One text: paragraphs on a line each, blank lines between them, broken words mended.

    The head and foot lines that pages repeat, numbers aside, and page numbers are left out.  Lines
    near the top that are the title and no more are a paragraph of their own.
    """
    lines = [_lines(page) for page in pages]
    repeated = _repeated(lines)
    body: list[str] = []
    for page in lines:
        for place, line in enumerate(page):
            at_margin = place < _MARGIN_LINES or place >= len(page) - _MARGIN_LINES
            if at_margin and (_mark(line) in repeated or _PAGE_NUMBER.fullmatch(line)):
                continue
            body.append(line)
    start, end = _title_lines(body, title)
    heading = [" ".join(body[start:end])] if end else []
    return "\n\n".join([*_paragraphs(body[:start]), *heading, *_paragraphs(body[end:])])


def _title_lines(lines: Sequence[str], title: str) -> tuple[int, int]:
    """The first and one past the last of the lines that spell the title; both 0 if none do."""
    wanted = words_of(title)
    for start in range(min(len(lines), _OPENING_LINES) if wanted else 0):
        said: list[str] = []
        for end, line in enumerate(lines[start : start + _MOST_TITLE_LINES], start + 1):
            said += words_of(line)
            if said == wanted:
                return start, end
    return 0, 0


def words_of(text: str) -> list[str]:
    """The words of a line without case and punctuation."""
    return _WORD.findall(text.casefold())


def _lines(page: str) -> list[str]:
    lines = page.translate(_LIGATURES).splitlines()
    return [" ".join(line.split()) for line in lines if line.strip()]


def _mark(line: str) -> str:
    return _DIGITS.sub("0", line)


def _repeated(pages: Iterable[list[str]]) -> set[str]:
    counted = Counter(
        mark
        for page in pages
        for mark in {_mark(line) for line in (*page[:_MARGIN_LINES], *page[-_MARGIN_LINES:])}
    )
    # What ends a sentence is text, however often it stands there.
    return {
        mark
        for mark, times in counted.items()
        if times >= _FEWEST_PAGES and not _SENTENCE_END.search(mark)
    }


def _paragraphs(lines: list[str]) -> list[str]:
    """Lines belong together until one ends short, with the end of a sentence or before a capital.

    A page has no other sign of where its paragraphs end.
    """
    if not lines:
        return []
    usual = sorted(map(len, lines))[len(lines) * 3 // 4]
    paragraphs = [lines[0]]
    for before, line in pairwise(lines):
        if _ends(before, line, usual * _SHORT_LINE):
            paragraphs.append(line)
        elif _BROKEN_WORD.search(paragraphs[-1]) and line[:1].islower():
            paragraphs[-1] = _BROKEN_WORD.sub("", paragraphs[-1]) + line
        else:
            paragraphs[-1] = f"{paragraphs[-1]} {line}"
    return paragraphs


def _ends(line: str, following: str, short: float) -> bool:
    if len(line) >= short or _BROKEN_WORD.search(line):
        return False
    return bool(_SENTENCE_END.search(line)) or not following[:1].islower()
