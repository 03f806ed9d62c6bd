"""How much of a text is looked at for licences, so that no page takes long."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from audiobook.licences.detect import vocabulary
from audiobook.licences.detect.passages import Passage

_END = 10_000
"""Characters read at either end of one text; the longest statement has 500."""
_BUDGET = 100_000
"""Characters read of all passages from the first on, and as many from the last back."""


def ends(text: str) -> list[tuple[int, str]]:
    """A text, or the two ends of a long one, each with its offset."""
    if len(text) <= 2 * _END:
        return [(0, text)]
    return [(0, text[:_END]), (len(text) - _END, text[-_END:])]


def cut(text: str) -> str:
    """A text without the middle that ``ends`` leaves out."""
    return "\n\n".join(part for _, part in ends(text))


def worth_reading(passages: Iterable[Passage]) -> Iterator[tuple[str, Passage]]:
    """The passages that may speak of a licence, each with the text of the one before it.

    Of very many, those nearest to the beginning and the end of the page.
    """
    first = last = 0
    kept: deque[tuple[str, Passage, int]] = deque()
    before = ""
    for passage in passages:
        text = passage.text.strip()
        if _hints(text.lower()):
            size = min(len(text), 2 * _END)
            if first < _BUDGET:
                first += size
                yield before, passage
            else:
                last += size
                kept.append((before, passage, size))
        while last > _BUDGET and len(kept) > 1:
            last -= kept.popleft()[2]
        before = text or before
    yield from ((before, passage) for before, passage, _ in kept)


def _hints(text: str) -> bool:
    return any(hint in text for hint in vocabulary.HINTS)
