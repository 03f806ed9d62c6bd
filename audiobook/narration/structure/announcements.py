"""What a narrator says of the text rather than reads from it.

A language without phrases in ``announcements.tsv`` has no announcements, only the breaks.
"""

from __future__ import annotations

from collections.abc import Sequence

from .phrases import phrase

_MOST_COLUMNS = 6
_LONGEST_NAME = 60


def quote_begins(language: str) -> str | None:
    """What is said before a block quote."""
    return phrase("announcements", language, "quote")


def quote_ends(language: str) -> str | None:
    """What is said after a block quote."""
    return phrase("announcements", language, "end of quote")


def table_left_out(rows: int, columns: Sequence[str], language: str) -> str | None:
    """What is said for a table that is left out: its size, and its columns' names.

    ``rows`` counts those below the header; a long list of columns is cut after six.
    """
    names = [name for column in columns if (name := " ".join(column.split()))]
    more = phrase("announcements", language, "and more")
    if len(names) > _MOST_COLUMNS and more:
        names = [*names[:_MOST_COLUMNS], more]
    fitting = names and max(map(len, names)) <= _LONGEST_NAME
    wording = phrase("announcements", language, "table" if fitting else "table without names")
    size = phrase("announcements", language, "row" if rows == 1 else "rows")
    if not wording or not size:
        return None
    return wording.format(rows=size.format(number=rows), columns=", ".join(names))
