"""The cuts of a sentence that is too long for a voice."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from audiobook.narration.spans import Span, strip

# Where a sentence is best cut, best first: the cut falls after the mark.
_CLAUSE_ENDS = ("; ", ": ", " — ", " – ", "—", ", ", "؛ ", "، ", "；", "：", "，", "、", " ")
_WHITE = re.compile(r"\s")
# What a voice says in one breath: short brackets and quotations, "Dr. Lee", "10 000", "5 km".
_WHOLE = re.compile(
    r"\([^()]{1,60}\)|\[[^\[\]]{1,60}\]|“[^“”]{1,60}”|«[^«»]{1,60}»|\"[^\"]{1,60}\""
    r"|(?:(?<!\w)[^\W\d_]{1,4}\. ){1,8}[^\W_]"
    r"|\d(?: \d{3}){1,12}(?!\d)|\d [^\W\d_]{1,4}(?!\w)|[€$£] \d|[a-z]{3,6}://\S{1,200}"
)
_LONGEST_WHOLE = 80


def cut(text: str, span: Span, longest: int) -> Iterator[Span]:
    """A sentence in pieces of at most ``longest`` characters, cut at clauses where it has any.

    A piece is at least a third of that, the last one too, so that no clause of two words stands
    alone.  What is said in one breath (a short bracket, "Dr. Lee", "10 000") stays whole unless
    there is no other place.
    """
    longest = max(1, longest)
    start, end = span
    while end - start > longest:
        most = max(1, min(longest, end - start - longest // 3))
        at = start + _best_cut(text[start : start + longest + _LONGEST_WHOLE], longest // 3, most)
        piece = strip(text, (start, at))
        if piece[0] < piece[1]:
            yield piece
        start = strip(text, (at, min(end, at + longest)))[0]
    if start < end:
        yield (start, end)


def _best_cut(window: str, least: int, most: int) -> int:
    """The length of the first piece: from ``least`` to ``most`` if the window allows it."""
    folded = _WHITE.sub(" ", window)
    wholes = [match.span() for match in _WHOLE.finditer(folded)]
    starts = [start for start, _ in wholes]

    def is_within(at: int) -> bool:
        index = bisect_right(starts, at - 1) - 1
        return index >= 0 and at < wholes[index][1]

    within = 0
    for mark in _CLAUSE_ENDS:
        at = folded.rfind(mark, least, most + (mark[-1] == " "))
        within = within or (at >= least and at + len(mark))
        while at >= least:
            if not is_within(at + len(mark)):
                return at + len(mark)
            at = folded.rfind(mark, least, at + len(mark) - 1)
    return within or most
