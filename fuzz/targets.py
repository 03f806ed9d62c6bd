"""What is fuzzed: each reader from a file to a script, and the normaliser by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from zlib import crc32

from audiobook import licences
from audiobook.articles import read_articles
from audiobook.config import Settings
from audiobook.errors import LicenceError, SourceError
from audiobook.model import Article, Block, BlockKind, Credit, Style
from audiobook.narration import normalise, write_script
from fuzz.laws import check_article, check_clearance, check_error, check_script, check_spoken

Act = Callable[[bytes, Path, str], None]
"""What is done with an input: it may write to a folder, and must not come upon a secret."""

_ACCEPTED = Settings().licences.accept
_MOST_ARTICLES = 4
_MOST_CHARACTERS = 3_000
# A script takes longer than to read what it is written of, and has a target of its own.
_ONE_IN = 8
_STYLE = Style(captions=True, alternative_texts=True, announce_quotes=True)
LANGUAGES = ("en", "en-GB", "en", "de", "fr", "es", "it", "pt", "en", "sv", "ru", "ar", "zh", "xx")
"""English in turns with others: the first byte of an input chooses."""
KINDS = {
    "#": BlockKind.HEADING,
    ">": BlockKind.QUOTE,
    "-": BlockKind.ITEM,
    "|": BlockKind.TABLE,
    "~": BlockKind.VERSE,
    "^": BlockKind.CAPTION,
    "$": BlockKind.FORMULA,
}
"""The mark before a paragraph that makes it another block."""


@dataclass(frozen=True, slots=True)
class Target:
    """One reader, or the normaliser."""

    name: str
    act: Act
    libraries: tuple[str, ...] = ()
    """Packages in pure Python whose coverage guides the run, beside our own rooms."""
    ending: str = ""
    most_bytes: int = 8_192
    is_archive: bool = False


def reading(ending: str) -> Act:
    """Reads an input as a file, seeks its licence, and now and then writes its script."""

    def act(data: bytes, folder: Path, secret: str) -> None:
        path = folder / f"document{ending}"
        path.write_bytes(data)
        for found in islice(_articles(path), _MOST_ARTICLES):
            if isinstance(found, SourceError):
                check_error(found)
            else:
                check_article(found, secret)
                credit = _credit(found)
                if crc32(data) % _ONE_IN == 0 and len(found.text) <= _MOST_CHARACTERS:
                    _narrate(found, credit)

    return act


def narrating(data: bytes, _folder: Path, _secret: str) -> None:
    """Normalises an input's lines, and writes the script of an article of them."""
    language = LANGUAGES[data[0] % len(LANGUAGES)] if data else "en"
    text = data[1:].decode("utf-8", "replace")
    for line in text.splitlines():
        check_spoken(normalise(line, language))
    article = Article("a", "a", "The Mill", text, tuple(_blocks(text)), language)
    _narrate(article, _credit(article))


def _articles(path: Path) -> Iterator[Article | SourceError]:
    try:
        yield from read_articles(str(path))
    except SourceError as error:
        yield error


def _credit(article: Article) -> Credit:
    """What its licence asks for, or what stands for that."""
    try:
        clearance = licences.clear(article, licences.find(article, _ACCEPTED))
    except LicenceError as error:
        check_error(error)
        return Credit("Read from a text by Ann Rowe, 2020.", "en")
    check_clearance(clearance)
    return clearance.credit


def _narrate(article: Article, credit: Credit) -> None:
    with suppress(SourceError):
        check_script(article, write_script(article, _STYLE, credit))


def _blocks(text: str) -> Iterator[Block]:
    end = 0
    for part in text.split("\n\n"):
        start, end = end, end + len(part)
        kind = KINDS.get(part[:1])
        if part[kind is not None :].strip():
            yield Block(kind or BlockKind.PARAGRAPH, start + (kind is not None), end, 1)
        end += 2


_PAGES = ("trafilatura", "htmldate", "justext", "courlan")
TARGETS = {
    target.name: target
    for target in (
        Target("text", reading(".txt"), (), ".txt"),
        Target(
            "markdown", reading(".md"), ("markdown_it", "mdit_py_plugins", "frontmatter"), ".md"
        ),
        Target("html", reading(".html"), _PAGES, ".html"),
        # The ending leaves it to the content whether it is RSS, Atom or JSON.
        Target("feed", reading(".xml"), ("feedparser", "feedparser_sgmllib"), ".xml"),
        Target("epub", reading(".epub"), (), ".epub", 24_000, is_archive=True),
        Target("docx", reading(".docx"), ("mammoth", "cobble"), ".docx", 24_000, is_archive=True),
        Target("pdf", reading(".pdf"), ("pypdf",), ".pdf", 24_000),
        Target("narration", narrating, (), "", 600),
    )
}
"""By the names of the readers, and the normaliser."""
