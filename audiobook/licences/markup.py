"""A notice with links, as somebody else's file tells it."""

from __future__ import annotations

import re
from collections.abc import Collection
from html import escape, unescape

_PARAGRAPH = re.compile(r"<p>(?P<lines>.*)</p>", re.DOTALL)
_BREAK = "<br/>"
_LINK = re.compile(r'<a href="(?P<address>[^"<>]*)">(?P<text>[^<>]*)</a>')


def checked_notice_html(notice: str, markup: str, addresses: Collection[str]) -> str:
    """``markup`` if it is the notice and nothing else, linked to nothing but these addresses.

    What is anything else is not repeated: then it is the notice as a paragraph without links.
    """
    links = [unescape(found["address"]) for found in _LINK.finditer(markup)]
    paragraph = _PARAGRAPH.fullmatch(_LINK.sub(lambda found: found["text"], markup))
    if paragraph and set(links) <= set(addresses):
        lines = paragraph["lines"].split(_BREAK)
        is_text = not any("<" in line or ">" in line for line in lines)
        told = [unescape(line) for line in lines]
        if is_text and _bare(told, addresses) == _bare(notice.split("\n"), addresses):
            return markup
    return f"<p>{_BREAK.join(escape(line, quote=False) for line in notice.splitlines())}</p>"


def _bare(lines: list[str], addresses: Collection[str]) -> list[str]:
    """Lines without the addresses that plain text spells out after what markup links."""
    for address in addresses:
        lines = [line.replace(f" ({address})", "") for line in lines]
    return lines
