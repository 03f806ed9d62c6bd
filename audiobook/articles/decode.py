"""Bytes -> text."""

from __future__ import annotations

import codecs
import re

from audiobook.articles.encodings import known_encoding, unmarked_utf_16
from audiobook.articles.media_types import binary_type
from audiobook.errors import SourceError

# UTF-32 goes before UTF-16, whose mark is the beginning of its own.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NEWLINES = re.compile("\r\n?")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
# Signs of another encoding: most letters of Greek or Cyrillic lie beyond ASCII (French, the
# extreme, has 27 in 100), and Polish or Czech put what are symbols here between their letters.
_MOST_ACCENTED = 0.3
_SYMBOL_IN_WORD = re.compile("[a-z][\xa1-\xac\xae-\xb6\xb8-\xbf×÷]+[a-z]", re.IGNORECASE)
_FEWEST_WHOLE_FOR_A_BROKEN = 10
_SURROGATES = re.compile("[\ud800-\udfff]")


def decode(source: str, data: bytes, declared: str | None = None) -> str:
    r"""The text of a file, its newlines as ``\n``, without control characters.

    Tried in this order: the byte order mark, UTF-16 by its zeros, UTF-8, the encoding that the file
    declares, UTF-8 with some damage, Windows-1252 if the outcome looks like it, the one that
    charset-normalizer finds.  Each control character becomes a space, so that offsets stay.
    Raises SourceError for what is not text or has none.
    """
    binary = binary_type(data)
    if binary:
        raise SourceError(source, f"is not text but {binary}", "pass text, Markdown or HTML")
    text = tidy(_decoded(source, data, declared))
    if not text.strip():
        raise SourceError(source, "has no text", "pass a file with an article in it")
    return text


def tidy(text: str) -> str:
    r"""Newlines as ``\n``, control characters as spaces, lone surrogates as U+FFFD."""
    return printable(_NEWLINES.sub("\n", text))


def printable(text: str) -> str:
    """Control characters as spaces, lone surrogates as U+FFFD; lines and offsets stay."""
    return _SURROGATES.sub("\ufffd", _CONTROLS.sub(" ", text))


def one_line(text: str) -> str:
    """The same with white space folded."""
    return " ".join(printable(text).split())


def _decoded(source: str, data: bytes, declared: str | None) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    unmarked = unmarked_utf_16(data)
    if unmarked:
        return data.decode(unmarked, errors="replace")
    for encoding in filter(None, ("utf-8", known_encoding(declared or ""))):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return _damaged_utf_8(data) or _guessed(source, data)


def _damaged_utf_8(data: bytes) -> str:
    """The text in UTF-8, its few broken bytes as U+FFFD; or ``""`` if it hardly is in that."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    whole = sum(not character.isascii() for character in text) - broken
    return text if whole >= broken * _FEWEST_WHOLE_FOR_A_BROKEN else ""


def _guessed(source: str, data: bytes) -> str:
    western = _western(data)
    if western:
        return western
    import charset_normalizer  # noqa: PLC0415 - only the few texts that are not UTF-8 need it

    best = charset_normalizer.from_bytes(data).best()
    if best is None:
        raise SourceError(source, "is in no encoding that can be told", "save it as UTF-8")
    return str(best)


def _western(data: bytes) -> str:
    """The text in Windows-1252, which holds all of Latin-1, or ``""`` if it hardly is in that.

    charset-normalizer reads short French, Spanish and Portuguese as Windows-1250 or 1257.
    """
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return ""
    accented = sum(not character.isascii() for character in text)
    letters = sum(map(str.isalpha, text))
    likely = accented <= letters * _MOST_ACCENTED and not _SYMBOL_IN_WORD.search(text)
    return text if likely else ""
