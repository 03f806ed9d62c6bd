"""Which Range headers count (RFC 9110, sections 14.1 and 14.2)."""

from __future__ import annotations

import re

from starlette.datastructures import Headers
from starlette.types import Scope

_OWS = r"[ \t]*"
_ONE = r"(?:\d{1,18}-\d{0,18}|-\d{1,18})"
_RANGES = re.compile(rf"bytes={_OWS}{_ONE}(?:{_OWS},{_OWS}{_ONE})*", re.IGNORECASE)
_BOTH_ENDS = re.compile(r"(\d+)-(\d+)")


def without_odd_range(scope: Scope) -> Scope:
    """The same request without a Range header that is to be ignored.

    That is one of another unit than bytes, one that is no list of ranges, and any with another
    method than GET.
    """
    asked = Headers(scope=scope).get("range")
    if asked is None or (scope["method"] == "GET" and _is_valid(asked)):
        return scope
    return {**scope, "headers": [pair for pair in scope["headers"] if pair[0] != b"range"]}


def _is_valid(asked: str) -> bool:
    if not _RANGES.fullmatch(asked):
        return False
    return all(int(first) <= int(last) for first, last in _BOTH_ENDS.findall(asked))
