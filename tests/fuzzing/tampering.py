"""Good documents that were tampered with: a fuzzer's seeds and the words of its dictionary."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import strategies as st

from fuzz.archives import pack, unpack
from fuzz.seeds import seeds_of
from fuzz.targets import Target

Bytes = st.SearchStrategy[bytes]
_DICTIONARIES = Path(__file__).resolve().parents[2] / "fuzz" / "dictionaries"
_TOKEN = re.compile(r'^"(.*)"$', re.MULTILINE)
_ESCAPED = re.compile(rb"\\(x[0-9a-f]{2}|.)")
_SECRET = Path("/nowhere/secret.txt")


def whole_documents(target: Target) -> list[bytes]:
    """The seeds of a target, whose secret is nowhere."""
    return list(seeds_of(target, _SECRET))


def tampered(target: Target) -> Bytes:
    """A seed of a target, edited; of an archive, one of its files or its own bytes."""
    wholes, tokens = whole_documents(target), _tokens_of(target.name)
    if not target.is_archive:
        return _edited(wholes, tokens)
    return st.one_of(_edited(wholes, tokens), _with_a_file_edited(wholes, tokens))


@st.composite
def _edited(draw: st.DrawFn, wholes: list[bytes], tokens: list[bytes]) -> bytes:
    """One of some texts after a few edits: words put in, stretches cut out or said again."""
    text = draw(st.sampled_from(wholes))
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 60)))
        new = draw(st.one_of(st.sampled_from(tokens), st.binary(max_size=4), st.just(b"")))
        text = text[:start] + new * draw(st.sampled_from([1, 1, 1, 2, 300])) + text[end:]
    return text


@st.composite
def _with_a_file_edited(draw: st.DrawFn, wholes: list[bytes], tokens: list[bytes]) -> bytes:
    files = unpack(draw(st.sampled_from(wholes)))
    name = draw(st.sampled_from(sorted(files)))
    return pack({**files, name: draw(_edited([files[name]], tokens))})


def _tokens_of(name: str) -> list[bytes]:
    """The words of a format, as its fuzzer's dictionary has them."""
    text = (_DICTIONARIES / f"{name}.dict").read_text("ascii")
    return [_ESCAPED.sub(_unescaped, token.encode()) for token in _TOKEN.findall(text)]


def _unescaped(match: re.Match[bytes]) -> bytes:
    escape = match[1]
    return bytes([int(escape[1:], 16)]) if escape[:1] == b"x" else escape
