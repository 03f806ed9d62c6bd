"""Stretches of a text: half-open pairs of offsets in characters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

Span = tuple[int, int]


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
