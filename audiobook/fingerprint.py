"""Stable hashes of values."""

from __future__ import annotations

import hashlib

import msgspec


def fingerprint(*values: object) -> str:
    """SHA-256, in hexadecimal, of the values of dataclasses, tuples, strings, numbers and dates.

    Equal values give the same hash in every process and on every machine.
    """
    return hashlib.sha256(msgspec.json.encode(values, order="deterministic")).hexdigest()
