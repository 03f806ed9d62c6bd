"""An article: its text, and what its source says of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class BlockKind(StrEnum):
    """What a block of an article is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUOTE = "quote"
    TABLE = "table"
    CODE = "code"
    FORMULA = "formula"
    CAPTION = "caption"
    ALTERNATIVE = "alternative text"
    FOOTNOTE = "footnote"
    VERSE = "verse"


class TitleOrigin(StrEnum):
    """Who gave an article its title: its author, or we ourselves."""

    STATED = "stated"
    FILE_NAME = "file name"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of an article's text and what it is.

    ``level`` is a heading's depth (1 to 6) or an item's nesting (1 and up), else 0.
    In a table, lines are rows and tabs part the cells; the first row is its header.  In verse,
    lines are verses.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an article's text in another language than the article's."""

    start: int
    end: int
    language: str


@dataclass(frozen=True, slots=True)
class Article:
    """A text to be narrated, free of markup, and what its source says about it.

    Blocks are in reading order, do not overlap, and cover all of ``text`` but white space.
    """

    identity: str
    """What stays the same when the article is edited: the path or address it was read from."""
    source: str
    """Where a listener finds the original: its address, or a file's name where none is known."""
    title: str
    text: str
    blocks: tuple[Block, ...]
    language: str
    title_origin: TitleOrigin = TitleOrigin.STATED
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: datetime | None = None
    passages: tuple[Passage, ...] = ()
    """In order and without overlap."""
    tags: tuple[str, ...] = ()
    """What it is about, in its source's words: keywords, categories."""
    metadata: tuple[tuple[str, str], ...] = ()
    """What the source states of itself, lower-case keys: ``license``, ``rights``, …"""
    markup: str = ""
    """The page as it was served, where licences are sought; no part of a job."""
