"""Tables: lines are rows and tabs part the cells; the first row is the header."""

from __future__ import annotations

from collections.abc import Iterator

from .spans import Span, parts, strip

LARGEST_TABLE_ROWS = 12
LARGEST_TABLE_COLUMNS = 6


def rows(text: str, span: Span) -> list[Span]:
    """The rows of a table that are not blank, its header first."""
    return [row for row in parts(text, span, "\n") if row[0] < strip(text, row)[1]]


def cells_of(text: str, row: Span) -> Iterator[Span]:
    """The cells of a row, without the white space around them; some may be empty."""
    return (strip(text, cell) for cell in parts(text, row, "\t"))


def is_large_table(text: str, span: Span) -> bool:
    """Whether a table has more rows or columns than a listener can follow."""
    all_rows = rows(text, span)
    columns = max((text.count("\t", *row) + 1 for row in all_rows), default=0)
    return len(all_rows) - 1 > LARGEST_TABLE_ROWS or columns > LARGEST_TABLE_COLUMNS
