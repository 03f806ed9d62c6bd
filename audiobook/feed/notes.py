"""An episode's notes: summary, chapters and the notice that its licence asks for, as HTML."""

from __future__ import annotations

import re
from html import escape

from audiobook.display import clock
from audiobook.feed.characters import short
from audiobook.model import Chapter, Edition

LONGEST_NOTES = 4000
"""In bytes of UTF-8; Apple's and PSP-1's bound on a description."""

_UNFINISHED_WORD = re.compile(r"\s+\S{,20}$")


def show_notes(edition: Edition) -> str:
    """The notes in the elements apps display: ``p``, ``ul``, ``li`` and what the notice holds.

    At most 4000 bytes.  Too long a summary is cut and too long a list of chapters left out; the
    notice is owed, so it stands whole whatever its length.
    """
    notice = edition.notice_html
    left = LONGEST_NOTES - _size(notice)
    chapters = _chapter_list(edition.chapters)
    if _size(chapters) > left:
        chapters = ""
    return _paragraph(edition.summary, left - _size(chapters)) + chapters + notice


def _chapter_list(chapters: tuple[Chapter, ...]) -> str:
    if len(chapters) < 2:  # noqa: PLR2004 - one chapter is the whole episode
        return ""
    items = (f"<li>{clock(c.start_ms)} {escape(short(c.title))}</li>" for c in chapters)
    return f"<ul>{''.join(items)}</ul>"


def _paragraph(text: str, limit: int) -> str:
    text = " ".join(text.split())
    paragraph = f"<p>{escape(text)}</p>" if text else ""
    # Neither characters nor escapes have one size in bytes, so the cut is approached from above.
    while text and _size(paragraph) > limit:
        text = text[: min(len(text) - 1, max(0, len(text) * limit // _size(paragraph)))]
        paragraph = f"<p>{escape(_UNFINISHED_WORD.sub('', text))}…</p>"
    return paragraph if text else ""


def _size(text: str) -> int:
    return len(text.encode())
