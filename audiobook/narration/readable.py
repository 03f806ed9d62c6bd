"""Runs of characters that are no word: encoded data, a key held down."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .spans import Span

# The longest words of dictionaries have some 80 letters.  A run inside an address is the address's.
_LONG_RUN = re.compile(r"(?<![\w/.:?&=%#@~+-])[\w+/=]{101,}")
# Thai, Lao, Tibetan, Burmese, Khmer, Tai, Balinese, Javanese, and the scripts of the Far East.
_UNSPACED = re.compile(
    "[\u0e00-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\u1b00-\u1b7f\u2e80-\ud7ff"
    "\ua980-\ua9df\uaa60-\uaadf\uf900-\ufaff\uff66-\uffdc\U00020000-\U0003ffff]"
)


def unreadable_runs(text: str) -> Iterator[Span]:
    """The runs of more than 100 letters and digits, in order, that nobody could read as a word.

    Scripts that write no spaces have no such runs.  Linear in the length of the text.
    """
    for run in _LONG_RUN.finditer(text):
        if not _UNSPACED.search(run.group()):
            yield run.span()
