"""Who wrote an article: names as metadata state them, bylines, and closing notes on the author.

The rule of this module: rather no author than a wrong one.
"""

from __future__ import annotations

import html
import re

_WORD = r"(?:[A-ZÀ-ÖØ-Þ][\w’'-]+|[A-Z]\.|(?:al|bin|da|de|del|der|di|dos|la|le|van|von)(?=\s))"
# "The Harbour is a …" presents a place; a person's name has no article.
_NAME = rf"(?!(?:The|A|An|This|That|It)\s)[A-ZÀ-ÖØ-Þ](?:[\w’'-]+|\.)(?:\s+{_WORD}){{1,4}}"
_NAME_LINE = re.compile(_NAME)
_BYLINE = re.compile(
    rf"(?i:(?:written\s+)?by:?)\s+(?P<names>{_NAME}(?:(?:,\s+|\s+and\s+|\s*&\s*){_NAME})*)"
)

_TITLES = r"(?:(?:Dr|Prof|Professor|Associate Professor|Mr|Mrs|Ms|Sir|Dame)\.?\s+)*"
_PROFESSION_WORDS = """
    academic activist analyst anthropologist architect artist astronomer attorney author barrister
    biologist blogger broadcaster campaigner chemist columnist commentator contributor
    correspondent criminologist critic developer director doctor ecologist economist editor
    engineer essayist fellow filmmaker geographer geologist historian illustrator journalist
    lawyer lecturer librarian linguist mathematician musician novelist philosopher photographer
    physicist playwright poet producer professor programmer psychologist reporter researcher
    scholar scientist sociologist strategist student teacher translator writer
"""
_PROFESSIONS = "|".join(_PROFESSION_WORDS.split())
_NOTE = re.compile(
    rf"(?:^\s*|(?<=[.!?”\"’)\]])\s+|\*)[*_(\[]*"  # where a sentence begins
    rf"(?:[^.!?*]{{0,80}},\s+)?"  # "Owner and editor of the Weekly, "
    rf"(?:About the author:?\s+)?{_TITLES}(?P<name>{_NAME})"
    r"(?:\s+\([^)]*\))?\s+is\s+an?\s+"
    rf"(?:[^.!?]|\.(?!\s)|(?<=\b[A-Z])\.)*?\b(?i:{_PROFESSIONS})\b(?![’'])",
    re.MULTILINE,
)
_SENTENCE_END = re.compile(r"[.!?][\"”’)\]]*(?=\s+\W?[A-Z]|\s*\Z)")
_CLOSING_SENTENCES = 5
_LIST = re.compile(r"\s*;\s*|\s+(?:and|&|und|et|y)\s+", re.IGNORECASE)
_SEVERAL_WORDS = 2
# What programs write where nobody has said who wrote it.
_NOBODY = frozenset(
    (
        *("", "(anonymous)", "admin", "administrator", "anonymous", "author", "python-docx"),
        *("microsoft office user", "root", "unknown", "unspecified", "user", "windows user"),
    )
)


def split_names(stated: str) -> tuple[str, ...]:
    """The names in ``A B; C D``, ``A B, C D and E F``; whatever could be one name stays one.

    A comma or an "and" parts names only if each side has two words or more, so that
    "Whitman, Walt" and "Arts and Letters" stay whole.
    """
    parts = [stated]
    at_semicolons = _between_semicolons(stated)
    if len(at_semicolons) > 1:
        parts = at_semicolons
    else:
        split = [name for part in _LIST.split(stated) for name in part.split(",")]
        if all(len(name.split()) >= _SEVERAL_WORDS for name in split if name.strip()):
            parts = split
    return unique_names(parts)


def unique_names(names: list[str]) -> tuple[str, ...]:
    """Names with single spaces, without a leading "by", each once and in order; no placeholders."""
    tidy = (re.sub(r"^by:?\s+", "", " ".join(name.split()), flags=re.I) for name in names)
    return tuple(dict.fromkeys(name for name in tidy if name.casefold() not in _NOBODY))


def _between_semicolons(stated: str) -> list[str]:
    """Its parts; what ends a character reference (``&lt;``) parts nothing."""
    parts, begin = [], 0
    for found in re.finditer(r"(&(?:#\d+|#x[\da-f]+|[a-z]+\d*))?;", stated, re.IGNORECASE):
        if not found[1] or html.unescape(found[0]) == found[0]:
            parts.append(stated[begin : found.end() - 1])
            begin = found.end()
    return [*parts, stated[begin:]]


def byline(line: str) -> tuple[str, ...]:
    """The names in a line that is a byline and nothing else: ``By Ada Lovelace and A. Babbage``."""
    match = _BYLINE.fullmatch(line.strip())
    return split_names(match["names"]) if match else ()


def is_name(line: str) -> bool:
    """Whether a line could be a person's name: two to five words, capitalised."""
    return bool(_NAME_LINE.fullmatch(line.strip()))


def closing_note(text: str) -> tuple[str, ...]:
    """The authors that a note at the end of an article presents: ``NAME is a … PROFESSION …``.

    Only the last five sentences are looked at, and only a name that the article does not mention
    before: whoever an article is about, or quotes, is not its author.
    """
    start = _closing_start(text)
    body = text[:start]
    names = [match["name"] for match in _NOTE.finditer(text[start:])]
    return unique_names([name for name in names if name.split()[-1] not in body])


def _closing_start(text: str) -> int:
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    if len(ends) <= _CLOSING_SENTENCES:
        return len(text)
    # The last end closes the text; five sentences begin at the sixth end from there.
    return ends[-_CLOSING_SENTENCES - 1]
