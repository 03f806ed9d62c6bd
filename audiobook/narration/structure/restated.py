"""A stretch of the text that is said in other words than its own."""

from __future__ import annotations

from dataclasses import dataclass

from audiobook.narration.spans import Span


@dataclass(frozen=True, slots=True)
class Restatement:
    """``text[start:end]`` is read as if ``words`` were written there, as a sentence of its own."""

    start: int
    end: int
    words: str

    @property
    def span(self) -> Span:
        """The stretch itself."""
        return (self.start, self.end)


def trimmed(words: str) -> str:
    """Words on one line, without the marks that part them from what follows."""
    return " ".join(words.split()).rstrip(" ,;:|-–—·•")
