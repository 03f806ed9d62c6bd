"""Documents that no one would write, grown from the grammar of each format."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from tampering import whole_documents

from fuzz.archives import pack, unpack
from fuzz.targets import LANGUAGES, TARGETS
from tests.articles import documents

Texts = st.SearchStrategy[str]
Bytes = st.SearchStrategy[bytes]
_VOCABULARY: dict[str, dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("vocabulary.toml").read_text("utf-8")
)
_PROSE = f"{documents.PROSE}{documents.MORE}"
_BODY = "word/document.xml"
_WORDS = st.one_of(
    st.sampled_from(["", " ", "Lamp", _PROSE, "By Ada King", "CC BY 4.0", "&x;", "&#0;", "]]>"]),
    st.text(max_size=12).map(lambda text: text.encode("utf-8", "replace").decode()),
)
_ADDRESSES = st.sampled_from(
    ["/a", "//[", "javascript:a", "https://example.org/a", "file:///etc/passwd", "#", "data:,a"]
)
_VALUES = st.one_of(
    _ADDRESSES, _WORDS, st.sampled_from(["1", "-1", "9" * 30, "en", "x", "license"])
)


def _known(name: str, kind: str) -> Texts:
    words = _VOCABULARY[name][kind]
    return st.sampled_from(words.split() if isinstance(words, str) else words)


def _tree(name: str) -> Texts:
    """Elements within elements, most of them closed."""
    elements = _known(name, "elements")
    given = st.dictionaries(_known(name, "attributes"), _VALUES, max_size=3)

    def around(inner: Texts) -> Texts:
        return st.builds(_element, elements, given, st.lists(inner, max_size=4), st.booleans())

    return st.recursive(_WORDS, around, max_leaves=12)


def _element(tag: str, given: dict[str, str], inside: list[str], left_open: bool) -> str:
    said = "".join(f' {name}="{value.replace(chr(34), "")}"' for name, value in given.items())
    return f"<{tag}{said}>{''.join(inside)}" + ("" if left_open and not inside else f"</{tag}>")


def _json(name: str, leaves: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    """Lists and objects with the keys of a format."""

    def around(inner: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
        keys = _known(name, "keys") | _WORDS
        return st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=6)

    return st.recursive(leaves, around, max_leaves=12)


def _pages() -> Bytes:
    page = "<html><body><article><p>{}</p>{}</article></body>"
    return _tree("html").map(lambda inside: page.format(_PROSE, inside).encode())


def _feeds() -> Bytes:
    return _tree("feed").map(
        lambda inside: documents.rss(f"<item>{inside}</item>", inside).encode()
    )


def _json_feeds() -> Bytes:
    leaves = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), _VALUES)
    items = st.lists(_json("feed", leaves), max_size=3)
    return items.map(
        lambda made: json.dumps({**json.loads(documents.JSON), "items": made}).encode()
    )


def _books() -> Bytes:
    def made(package: str, page: str) -> bytes:
        opened = documents.PACKAGE.replace("<manifest>", f"{package}<manifest>")
        first = documents.chapter("One").replace("<h1>", f"{page}<h1>")
        return documents.epub(**{"OEBPS/book.opf": opened, "OEBPS/text/one.xhtml": first})

    return st.builds(made, _tree("epub"), _tree("html"))


def _word_documents() -> Bytes:
    files = unpack(whole_documents(TARGETS["docx"])[-1])

    def made(inside: str) -> bytes:
        body = files[_BODY].replace(b"<w:body>", f"<w:body>{inside}".encode())
        return pack({**files, _BODY: body})

    return _tree("docx").map(made)


def _pdf_files() -> Bytes:
    """A small file, one of its objects another."""
    keys = _known("pdf", "keys").map("/{}".format)
    atoms = st.one_of(
        keys,
        st.integers(1, 9).map("{} 0 R".format),
        st.integers().map(str),
        st.sampled_from(["null", "(a)", "<00ff>", "/Page", "/FlateDecode", "1e999", "<<", "]"]),
    )

    def around(inner: Texts) -> Texts:
        pairs = st.lists(st.builds("{} {}".format, keys, inner), max_size=6)
        return st.one_of(
            st.lists(inner, max_size=4).map(lambda listed: f"[{' '.join(listed)}]"),
            pairs.map(lambda listed: f"<< {' '.join(listed)} >>"),
        )

    whole = whole_documents(TARGETS["pdf"])[-1]

    def made(number: int, value: str) -> bytes:
        old = re.compile(rb"\n%d 0 obj .*? endobj" % number, re.DOTALL)
        return old.sub(b"\n%d 0 obj %b endobj" % (number, value.encode()), whole)

    return st.builds(made, st.integers(1, 10), st.recursive(atoms, around, max_leaves=10))


def _markdown() -> Bytes:
    line = st.builds(
        lambda depth, marks, words: " " * depth + "".join([*marks, *words]),
        st.integers(0, 6),
        st.lists(_known("markdown", "marks"), max_size=3),
        st.lists(_known("markdown", "inline") | _WORDS | st.just(_PROSE), max_size=3),
    )
    # JSON is YAML.
    leaves = st.one_of(_VALUES, st.integers(), st.sampled_from(["2024-13-45", "1e9", "by Ada"]))
    keys = _known("markdown", "keys") | _WORDS.map(json.dumps)
    tags = st.sampled_from(["", "", "", "!!binary ", "!!timestamp ", "&a ", "*a ", "!x "])
    values = st.builds(lambda tag, v: tag + json.dumps(v), tags, _json("markdown", leaves))
    head = st.lists(st.builds("{}: {}".format, keys, values), max_size=4)
    return st.builds(
        lambda stated, lines: "\n".join(["---", *stated, "---", *lines]).encode(),
        head,
        st.lists(line, min_size=1, max_size=12),
    )


def _texts() -> Bytes:
    encodings = st.sampled_from(["utf-8", "utf-16", "utf-32", "cp1252", "cp1251", "shift_jis"])
    line = st.sampled_from(["By Ada King", "3 May 2023", "- a", "", "    a", _PROSE]) | _WORDS
    return st.builds(
        lambda lines, encoding: "\n".join(lines).encode(encoding, "replace"),
        st.lists(line, max_size=10),
        encodings,
    )


def _lines() -> Bytes:
    """The words of the pairs in sentences of their own, in any language."""
    lines = [seed[1:].decode() for seed in whole_documents(TARGETS["narration"])]
    words = st.sampled_from(sorted({word for line in lines for word in line.split()}))
    between = st.sampled_from([" ", " ", " ", "", "-", "–", ", ", ". ", "\u00a0", "\n\n", "\0"])
    said = st.lists(st.builds("{}{}".format, words, between), min_size=1, max_size=12)
    return st.builds(
        lambda language, parts: bytes([language]) + "".join(parts).encode(),
        st.integers(0, len(LANGUAGES) - 1),
        said,
    )


GRAMMARS: dict[str, tuple[Callable[[], Bytes], ...]] = {
    "text": (_texts,),
    "markdown": (_markdown,),
    "html": (_pages,),
    "feed": (_feeds, _json_feeds),
    "epub": (_books,),
    "docx": (_word_documents,),
    "pdf": (_pdf_files,),
    "narration": (_lines,),
}
"""What makes documents for each target of the fuzzers."""
