"""Documents that no one would write: grown from grammars, or good ones that were tampered with."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from hypothesis import strategies as st

from fuzz.archives import pack, unpack
from fuzz.seeds import seeds_of
from fuzz.targets import Target
from tests.articles import documents

Bytes = st.SearchStrategy[bytes]
_DICTIONARIES = Path(__file__).resolve().parents[2] / "fuzz" / "dictionaries"
_TOKEN = re.compile(r'^"(.*)"$', re.MULTILINE)
_ESCAPED = re.compile(rb"\\(x[0-9a-f]{2}|.)")
_PROSE = f"{documents.PROSE}{documents.MORE}"
_SECRET = Path("/nowhere/secret.txt")


def document_for(target: Target) -> Bytes:
    """Any input of a target."""
    return st.one_of(tampered(target), *(grow() for grow in _GRAMMARS.get(target.name, ())))


# ---------------------------------------------------------------------- good ones, tampered with


def tokens_of(name: str) -> list[bytes]:
    """The words of a format, as its fuzzer's dictionary has them."""
    text = (_DICTIONARIES / f"{name}.dict").read_text("ascii")
    return [_ESCAPED.sub(_unescaped, token.encode()) for token in _TOKEN.findall(text)]


def _unescaped(match: re.Match[bytes]) -> bytes:
    escape = match[1]
    return bytes([int(escape[1:], 16)]) if escape[:1] == b"x" else escape


@st.composite
def edited(draw: st.DrawFn, wholes: list[bytes], tokens: list[bytes]) -> bytes:
    """One of some texts after a few edits: words put in, stretches cut out or said again."""
    text = draw(st.sampled_from(wholes))
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 60)))
        new = draw(st.one_of(st.sampled_from(tokens), st.binary(max_size=4), st.just(b"")))
        text = text[:start] + new * draw(st.sampled_from([1, 1, 1, 2, 300])) + text[end:]
    return text


def tampered(target: Target) -> Bytes:
    """A seed of a target, edited; of an archive, one of its files or its own bytes."""
    wholes, tokens = list(seeds_of(target.name, _SECRET)), tokens_of(target.name)
    if not target.is_archive:
        return edited(wholes, tokens)
    return st.one_of(edited(wholes, tokens), _with_a_file_edited(wholes, tokens))


@st.composite
def _with_a_file_edited(draw: st.DrawFn, wholes: list[bytes], tokens: list[bytes]) -> bytes:
    files = unpack(draw(st.sampled_from(wholes)))
    name = draw(st.sampled_from(sorted(files)))
    return pack({**files, name: draw(edited([files[name]], tokens))})


# ---------------------------------------------------------------------- grammars

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


def tree(tags: Iterable[str], attributes: Iterable[str]) -> st.SearchStrategy[str]:
    """Elements within elements, most of them closed."""
    names = st.sampled_from(list(tags))
    given = st.dictionaries(st.sampled_from(list(attributes)), _VALUES, max_size=3)

    def around(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.builds(_element, names, given, st.lists(inner, max_size=4), st.booleans())

    return st.recursive(_WORDS, around, max_leaves=12)


def _element(tag: str, given: dict[str, str], inside: list[str], left_open: bool) -> str:
    said = "".join(f' {name}="{value.replace(chr(34), "")}"' for name, value in given.items())
    return f"<{tag}{said}>{''.join(inside)}" + ("" if left_open and not inside else f"</{tag}>")


_HTML_TAGS = (
    "html head body main article section div p h1 h2 blockquote ul ol li dl dt dd table tr td th "
    "figure figcaption img pre code math mi svg time a span sup br noscript template form select "
    "script style title meta link base iframe"
).split()
_HTML_ATTRIBUTES = (
    "lang class id rel href src content property itemprop name datetime hidden colspan alt role"
).split()
_FEED_TAGS = (
    "channel item title link guid pubDate description content:encoded dc:creator dc:date "
    "cc:license category author name enclosure image entry id published updated content summary"
).split()
_WORD_TAGS = (
    "w:p w:r w:t w:tbl w:tr w:tc w:tcPr w:gridSpan w:vMerge w:pPr w:pStyle w:numPr w:ilvl w:numId "
    "w:hyperlink w:footnoteReference w:br w:tab w:fldChar w:instrText w:sdt w:sdtContent w:ins"
).split()
_PACKAGE_TAGS = (
    "metadata dc:title dc:creator dc:date dc:language dc:rights manifest item spine itemref meta"
).split()
_PACKAGE_ATTRIBUTES = "id idref href media-type properties linear toc".split()


def _pages() -> Bytes:
    return tree(_HTML_TAGS, _HTML_ATTRIBUTES).map(
        lambda inside: f"<html><body><article><p>{_PROSE}</p>{inside}</article></body>".encode()
    )


def _rss() -> Bytes:
    feed = tree(_FEED_TAGS, ("type", "href", "rel", "url", "xml:lang", "xml:base", "term"))
    return feed.map(lambda inside: documents.rss(f"<item>{inside}</item>", inside).encode())


def _json_feeds() -> Bytes:
    keys = "items id url title content_html content_text authors name tags date_published language"
    leaves = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), _VALUES)

    def around(inner: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
        known = st.dictionaries(st.sampled_from(keys.split()), inner, max_size=6)
        return st.one_of(st.lists(inner, max_size=3), known)

    items = st.lists(st.recursive(leaves, around, max_leaves=12), max_size=3)
    return items.map(
        lambda made: json.dumps({**json.loads(documents.JSON), "items": made}).encode()
    )


def _books() -> Bytes:
    package = tree(_PACKAGE_TAGS, _PACKAGE_ATTRIBUTES)
    page = tree(_HTML_TAGS, _HTML_ATTRIBUTES)
    return st.builds(
        lambda inside, chapter: documents.epub(
            **{
                "OEBPS/book.opf": documents.PACKAGE.replace("<manifest>", f"{inside}<manifest>"),
                "OEBPS/text/one.xhtml": documents.chapter(f"{chapter}</h1><h1>"),
            }
        ),
        package,
        page,
    )


def _word_documents() -> Bytes:
    (plain,) = list(seeds_of("docx", _SECRET))[1:]
    files = unpack(plain)
    body = tree(_WORD_TAGS, ("w:val", "w:id", "r:id", "w:anchor", "w:fldCharType"))
    name = "word/document.xml"
    return body.map(
        lambda inside: pack(
            {**files, name: files[name].replace(b"<w:body>", b"<w:body>" + inside.encode())}
        )
    )


def _pdf_files() -> Bytes:
    names = "Type Pages Kids Count Contents Resources Font XObject Encoding ToUnicode Length Filter"
    keys = st.sampled_from(names.split()).map("/{}".format)
    atoms = st.one_of(
        keys,
        st.integers(1, 9).map("{} 0 R".format),
        st.integers().map(str),
        st.sampled_from(["null", "(a)", "<00ff>", "/Page", "/FlateDecode", "1e999", "<<", "]"]),
    )

    def around(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        pairs = st.dictionaries(keys, inner, max_size=6)
        return st.one_of(
            st.lists(inner, max_size=4).map(lambda listed: f"[{' '.join(listed)}]"),
            pairs.map(lambda d: f"<< {' '.join(f'{k} {v}' for k, v in d.items())} >>"),
        )

    value = st.recursive(atoms, around, max_leaves=10)
    whole = list(seeds_of("pdf", _SECRET))[1].decode()
    return st.builds(
        lambda number, new: re.sub(
            rf"\n{number} 0 obj .*? endobj", lambda _: f"\n{number} 0 obj {new} endobj", whole, 1
        ).encode(),
        st.integers(1, 10),
        value,
    )


def _markdown() -> Bytes:
    marks = "# |> |- |1. |    |```|~~~|:::|| a | b |\n|---|---||[^1]: |$$|---|===".split("|")
    inline = ["*a*", "[a](b)", "![a](b)", "[^1]", "$x^2$", "`a`", "<b>", "&#0;", "{{ x }}", _PROSE]
    line = st.builds(
        lambda depth, mark, words: " " * depth + "".join(mark) + "".join(words),
        st.integers(0, 6),
        st.lists(st.sampled_from(marks), max_size=3),
        st.lists(st.sampled_from(inline) | _WORDS, max_size=3),
    )
    keys = st.sampled_from("title author date tags license lang url publisher".split()) | _WORDS
    yaml = st.recursive(
        _VALUES.map(json.dumps) | st.sampled_from(["2024-13-45", "!!binary a", "*a", "~", "1e9"]),
        lambda inner: (
            st.lists(inner, max_size=3).map(lambda listed: f"[{', '.join(listed)}]")
            | st.dictionaries(keys.map(json.dumps), inner, max_size=3).map(
                lambda made: "{%s}" % ", ".join(f"{k}: {v}" for k, v in made.items())
            )
        ),
        max_leaves=6,
    )
    head = st.dictionaries(keys, yaml, max_size=4).map(
        lambda made: "".join(f"{key}: {value}\n" for key, value in made.items())
    )
    return st.builds(
        lambda stated, lines: f"---\n{stated}---\n{chr(10).join(lines)}".encode(),
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


_GRAMMARS: dict[str, tuple[Callable[[], Bytes], ...]] = {
    "text": (_texts,),
    "markdown": (_markdown,),
    "html": (_pages,),
    "feed": (_rss, _json_feeds),
    "epub": (_books,),
    "docx": (_word_documents,),
    "pdf": (_pdf_files,),
}
