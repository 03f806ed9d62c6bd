"""A long row of episodes, cut into pieces that never change once they are full.

Pieces are counted from the oldest episode on.  A new episode therefore changes the newest piece
and no other, and the address of an older one always shows the same episodes.
"""

from __future__ import annotations

from dataclasses import dataclass

EPISODES_A_PAGE = 50
EPISODES_A_SEARCH_PART = 1_000


@dataclass(frozen=True, slots=True)
class Shelf:
    """A piece of the row: ``number`` episodes from the ``first`` on, 0 being the newest."""

    place: int | None
    """1 for the oldest piece; None for the newest, which is still being filled."""
    first: int
    number: int


def shelves(count: int, size: int) -> tuple[Shelf, ...]:
    """The pieces of ``count`` episodes, newest first.

    The newest holds fewer than twice ``size``, each other exactly ``size``.
    """
    full = max(0, count // size - 1)
    newest = Shelf(None, 0, count - full * size)
    older = (Shelf(place, count - place * size, size) for place in range(full, 0, -1))
    return (newest, *older)
