"""Mutations of documents that are ZIP archives: a checksum would shield what is in them."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable

Mutate = Callable[[bytes, int], bytes]
"""Changes some bytes, up to a length: ``atheris.Mutate``."""

_OF_TEN_DAMAGED = 1
_OF_TEN_SHUFFLED = 2


def mutated_archive(data: bytes, most_bytes: int, chance: random.Random, mutate: Mutate) -> bytes:
    """The archive with a file of it changed; now and then dropped, swapped, or damaged whole."""
    members = unpack(data)
    drawn = chance.randrange(10)
    if not members or drawn < _OF_TEN_DAMAGED:
        return mutate(data, most_bytes)
    name = chance.choice(sorted(members))
    if drawn < _OF_TEN_DAMAGED + _OF_TEN_SHUFFLED:
        other = chance.choice(sorted(members))
        members[name], members[other] = members[other], members[name]
        if name == other:
            del members[name]
    else:
        members[name] = mutate(members[name], len(members[name]) + most_bytes // 4)
    packed = pack(members)
    return packed if len(packed) <= most_bytes else data


def pack(members: dict[str, bytes]) -> bytes:
    """An archive of files by name; stored, so that the fuzzer sees what is in them."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return packed.getvalue()


def stored(data: bytes) -> bytes:
    """The same archive, nothing in it compressed."""
    return pack(unpack(data))


def unpack(data: bytes) -> dict[str, bytes]:
    """The files of an archive by name; none of one that is damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except Exception:  # zipfile has no one error for what was damaged on purpose
        return {}
