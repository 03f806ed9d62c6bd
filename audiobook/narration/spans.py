"""Stretches of a text: half-open pairs of offsets in characters."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

Span = tuple[int, int]
Stretch = TypeVar("Stretch")


def strip(text: str, span: Span) -> Span:
    """The stretch without its outer white space; an empty one if it is nothing else."""
    start, end = span
    stretch = text[start:end]
    start += len(stretch) - len(stretch.lstrip())
    return (start, max(start, end - len(stretch) + len(stretch.rstrip())))


def union(spans: Iterable[Span]) -> list[Span]:
    """The same stretches in order, those that touch or overlap joined, empty ones dropped."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif start < end:
            joined.append((start, end))
    return joined


def gaps(span: Span, taken: Iterable[Span]) -> Iterator[Span]:
    """What ``taken``, in order and without overlap, leaves of ``span``."""
    return subtract([span], taken)


def subtract(spans: Iterable[Span], taken: Iterable[Span]) -> Iterator[Span]:
    """What ``taken`` leaves of ``spans``; both in order and without overlap, both read once."""
    others = iter(taken)
    other = next(others, None)
    for start, end in spans:
        at = start
        while other is not None and other[0] < end:
            if other[0] > at:
                yield (at, other[0])
            at = max(at, other[1])
            if other[1] > end:
                break
            other = next(others, None)
        if at < end:
            yield (at, end)


def itself(span: Span) -> Span:
    """The place of a stretch that is nothing but one."""
    return span


def overlapping(
    stretches: Sequence[Stretch], span: Span, of: Callable[[Stretch], Span]
) -> Sequence[Stretch]:
    """Those of ``stretches``, in order and without overlap, that share a character with ``span``.

    ``of`` gives the place of each.  Takes time by the logarithm of their number.
    """
    first = bisect_right(stretches, span[0], key=lambda each: of(each)[1])
    end = bisect_left(stretches, span[1], lo=first, key=lambda each: of(each)[0])
    return stretches[first:end]


def parts(text: str, span: Span, mark: str) -> Iterator[Span]:
    """The stretches between the marks (one character) in a stretch; some may be empty."""
    at = span[0]
    while (end := text.find(mark, at, span[1])) >= 0:
        yield (at, end)
        at = end + 1
    yield (at, span[1])


def lines(text: str, span: Span) -> Iterator[Span]:
    """The lines of a stretch, without their ends; some may be empty."""
    return parts(text, span, "\n")
