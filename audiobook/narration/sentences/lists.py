"""Lists within a line: "1. The first item 2. The second item"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_MARK = re.compile(
    r"(?<!\S)(?P<bullet>[•⁃‣▪◦–-]?)\s?(?P<value>\d{1,2}|[a-z])(?P<end>\.\)|[.)])\s+(?=\S)"
)
_STOPS = tuple('.;:,!?…”"’)»')


@dataclass(frozen=True, slots=True)
class Items:
    """Where the items of lists start, and where in them the text after the mark starts."""

    starts: frozenset[int]
    texts: frozenset[int]


@dataclass(slots=True)
class _Chain:
    """Marks of one shape, each one more than the one before."""

    value: int
    marks: list[re.Match[str]] = field(default_factory=list)

    def take(self, mark: re.Match[str], value: int) -> bool:
        if value != self.value + 1:
            return False
        self.value = value
        self.marks.append(mark)
        return True


def find_items(stretch: str, tag: str) -> Items:
    """The items of all lists: marks of one shape in sequence, the first at a start or colon.

    In German a number with a full stop may be an ordinal: it is a mark only after a stop.
    """
    open_chains: dict[tuple[str, bool, str], _Chain] = {}
    marks: list[re.Match[str]] = []
    for mark in _MARK.finditer(stretch):
        shape = (mark["bullet"], mark["value"].isdigit(), mark["end"])
        value = int(mark["value"]) if shape[1] else ord(mark["value"]) - ord("a") + 1
        before = stretch[max(0, mark.start() - 2) : mark.start()].rstrip()
        chain = open_chains.get(shape)
        ordinal = tag == "de" and mark["end"] == "." and before and not before.endswith(_STOPS)
        if chain and not ordinal and chain.take(mark, value):
            marks += chain.marks if len(chain.marks) == 2 else [mark]  # noqa: PLR2004
        elif not before or (value == 1 and before.endswith(":")):
            open_chains[shape] = _Chain(value, [mark])
    return Items(frozenset(m.start() for m in marks), frozenset(m.end() for m in marks))
