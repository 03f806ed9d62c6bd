"""Editions on disk, and the shows whose episodes they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from audiobook.model.audio import Chapter
from audiobook.model.licences import Licence


@dataclass(frozen=True, slots=True)
class Edition:
    """A rendition on disk, recorded in the catalogue; an episode of one show or more."""

    identity: str
    slug: str
    guid: str
    shows: tuple[str, ...]
    """The names of the shows it is an episode of."""
    fingerprint: str
    revision: int
    """1 for the first rendition under this guid, one more for each that replaced it."""
    published: datetime
    """When the first rendition was made; an episode's publication date for life."""
    title: str
    authors: tuple[str, ...]
    language: str
    source: str
    article_published: datetime | None
    summary: str
    licence: Licence
    notice: str
    notice_html: str
    voice: str
    duration_ms: int
    chapters: tuple[Chapter, ...]
    mp3_bytes: int
    mp3_sha256: str
    companions: tuple[str, ...] = (".vtt", ".chapters.json", ".jpg", ".json")
    """The suffixes of the files that lie beside the MP3."""
    enclosure_suffix: str = ".mp3"
    """That of the name by which subscribers fetch the MP3; each revision has a name of its own.

    An address that gives other bytes than before would leave those who know it with the old sound,
    and those who go on with a download with a mixture.
    """
    tags: tuple[str, ...] = ()
    """What the article is about, in its source's words."""
    season: int | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Episode:
    """An edition in a show, and its place in the order in which the show's episodes came."""

    number: int
    """From 1; given once and never to another, even when the episode is withdrawn."""
    edition: Edition


@dataclass(frozen=True, slots=True)
class Show:
    """An RSS channel, as its owner describes it."""

    name: str = "podcast"
    title: str = "Audio editions"
    description: str = "Articles under open licences, read aloud."
    author: str = ""
    email: str = ""
    language: str = "en"
    category: str = "News"
    more_categories: tuple[str, ...] = ()
    """Apple shows the first category only; other directories take more."""
    explicit: bool = False
    copyright: str = ""
    """Empty means the author's, or else the show's own name."""
    image: str = ""
    """Path of its picture; empty means one that audiobook draws."""
    link: str = ""
    """The show's own page; empty means the page that audiobook makes."""
    guid: str = ""
    """podcast:guid, once it is fixed for life; empty means derived from the feed's address."""
    locked: bool = True
    """Whether other hosts may not import it."""
    medium: str = "podcast"
    """podcast:medium, from the list of the Podcasting 2.0 namespace."""
    update_frequency: str = ""
    """When new episodes come, in words (``every weekday``); empty means no promise."""
    update_rule: str = ""
    """The same as a recurrence rule of RFC 5545: ``FREQ=DAILY``."""
    complete: bool = False
    """Whether no episode will follow."""
    episodes_in_feed: int = 200
    """How many of the newest the subscription document holds; the older ones stand in archives."""
    private: bool = False
    """Whether only subscribers with an address of their own may fetch it."""
    sources: tuple[str, ...] = ()
    """Which articles it takes: patterns (``*`` for any characters) of addresses and paths, …"""
    languages: tuple[str, ...] = ()
    """… languages (BCP 47), …"""
    tags: tuple[str, ...] = ()
    """… and tags.

    One of each list that is given must fit; with no list, it takes what no other show does.
    """
    voice: str = ""
    """Who reads it, where the command line names none; empty means as ``[narrator]`` says."""
    commercial: bool | None = None
    """Whether the show earns money; None means that its owner has not said."""
