"""Sends a release to whatever fsspec can write to; only what the target lacks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import TypeVar

from audiobook.model import Deed, Delivery, Item, Release
from audiobook.publish.ledger import LEDGER, Ledger
from audiobook.publish.target import Target

Work = TypeVar("Work")


class FsspecPublisher:
    """The publisher for folders, buckets and hosts."""

    def publish(
        self,
        release: Release,
        target: str,
        *,
        delete: bool = False,
        verify: bool = False,
        adopt: bool = False,
        dry_run: bool = False,
    ) -> Iterator[Delivery]:
        """Send what the target lacks, as ``plugins.Publisher`` says."""
        with Target(target) as place:
            ledger = Ledger(place)
            if not (ledger.is_there or adopt):
                place.check_empty()
            if verify:
                ledger.compare(place.sizes())
            lacking = [[i for i in stage if not ledger.has(i)] for stage in release.stages]
            wanted = {item.path for stage in release.stages for item in stage}
            surplus = {path: size for path, size in ledger.sizes.items() if path not in wanted}
            if dry_run:
                yield from _foreseen(lacking, surplus, delete=delete)
                return
            if wanted:
                ledger.claim()
            try:
                yield from _sent(place, ledger, lacking, len(surplus) if delete else 0)
                yield from _cleared(place, ledger, surplus, delete=delete)
            finally:
                ledger.save()
            if delete and not wanted:
                _give_up(place)

    def published_below(self, target: str, besides: Collection[str] = ()) -> frozenset[str]:
        """Folders directly below that were published to, as ``plugins.Publisher`` says."""
        with Target(target) as place:
            names = set(place.folders()).difference(besides)
            return frozenset(n for n in names if place.read(f"{n}/{LEDGER}") is not None)


def _give_up(place: Target) -> None:
    """Remove the account and the empty folders, unless files of others lie there.

    The account goes after the folders: without it they would be taken for somebody else's.
    """
    if place.sizes().keys() <= {LEDGER}:
        place.remove_empty_folders()
        place.remove(LEDGER)
        place.remove_empty_folders()


def _foreseen(
    lacking: Sequence[Sequence[Item]], surplus: dict[str, int], *, delete: bool
) -> Iterator[Delivery]:
    """What a run that is not dry would yield."""
    for stage in lacking:
        for item in stage:
            yield Delivery(item.path, Deed.SENT, item.size_bytes)
    for path, size in surplus.items():
        yield Delivery(path, Deed.REMOVED if delete else Deed.LEFT, size)


def _sent(
    place: Target, ledger: Ledger, lacking: Sequence[Sequence[Item]], to_follow: int
) -> Iterator[Delivery]:
    remaining = sum(map(len, lacking)) + to_follow
    for stage in lacking:
        for item, size in _each(place.put, stage, place.at_once, ledger.note):
            remaining -= 1
            yield Delivery(item.path, Deed.SENT, size, remaining)


def _cleared(
    place: Target, ledger: Ledger, surplus: dict[str, int], *, delete: bool
) -> Iterator[Delivery]:
    if not delete:
        yield from (Delivery(path, Deed.LEFT, size) for path, size in surplus.items())
        return
    remaining = len(surplus)
    gone = _each(place.remove, list(surplus), place.at_once, lambda path, _: ledger.strike(path))
    for path, _ in gone:
        remaining -= 1
        yield Delivery(path, Deed.REMOVED, surplus[path], remaining)


def _each(
    work: Callable[[Work], int | None],
    items: Sequence[Work],
    at_once: int,
    note: Callable[[Work, int], None],
) -> Iterator[tuple[Work, int]]:
    """Do ``work`` on each item in threads, ``note`` each in this one and yield it.

    When one fails, or nobody asks for more, those begun are finished and noted, too.
    """
    with ThreadPoolExecutor(at_once) as pool:
        begun = {pool.submit(work, item): item for item in items}
        try:
            for future in as_completed(begun):
                size = future.result() or 0
                item = begun.pop(future)
                note(item, size)
                yield item, size
        finally:
            pool.shutdown(cancel_futures=True)
            for future, item in begun.items():
                if not future.cancelled() and future.exception() is None:
                    note(item, future.result() or 0)
