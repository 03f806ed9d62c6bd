"""The encodings that texts are in, by the names that files and servers give them."""

from __future__ import annotations

import codecs
import re

# What browsers read under these names (WHATWG Encoding, 4.2): the one is often said of the other.
_READ_AS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
# No text is in these; some of them take time that grows with the square of its length.
_NOT_OF_TEXTS = frozenset(
    [
        "idna",
        "punycode",
        "undefined",
        "unicode-escape",
        "raw-unicode-escape",
        "utf-7",
        "oem",
    ]
)
_HEAD_BYTES = 4_096
_DECLARED = re.compile(
    rb"<(?:meta\b[^>]*?\bcharset|\?xml\b[^>]*?\bencoding)\s*=\s*[\"']?([\w.:-]+)", re.I
)
_SAMPLE_BYTES = 4_096
_MOST_ZEROS = 0.4
_FEWEST_ZEROS = 0.05


def known_encoding(stated: str) -> str | None:
    """Python's name of an encoding that a file or a server states, or None."""
    try:
        codec = codecs.lookup(stated.strip())
        codec.decode(b"")
    except (LookupError, ValueError, TypeError):
        return None
    if codec.name in _NOT_OF_TEXTS or not isinstance(codec.decode(b"")[0], str):
        return None
    return _READ_AS.get(codec.name, codec.name)


def declared_encoding(page: bytes) -> str | None:
    """What a page in HTML or XML says of its encoding."""
    declared = _DECLARED.search(page[:_HEAD_BYTES])
    return declared[1].decode("ascii", "replace") if declared else None


def unmarked_utf_16(data: bytes) -> str | None:
    """Which UTF-16 a text without a byte order mark is in, if most of its letters are Latin."""
    sample = data[:_SAMPLE_BYTES]
    half = max(1, len(sample) // 2)
    even, odd = (sample[offset::2].count(0) / half for offset in (0, 1))
    if even <= _FEWEST_ZEROS and odd >= _MOST_ZEROS:
        return "utf-16-le"
    return "utf-16-be" if odd <= _FEWEST_ZEROS and even >= _MOST_ZEROS else None
