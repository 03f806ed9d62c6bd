"""The pages of a show: HTML that needs no script and asks no one else for anything."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from importlib.resources import files
from urllib.parse import quote, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from audiobook.model import Chapter, Edition, Show
from audiobook.publish.transcript import paragraphs


def render_show(
    show: Show, editions: Sequence[Edition], base_url: str, others: Sequence[Show] = ()
) -> str:
    """The page of a show: what it is, how to subscribe, its episodes from the newest on.

    ``others`` are further shows at the same place, linked by their feeds.
    """
    newest_first = sorted(editions, key=lambda edition: edition.published, reverse=True)
    feeds = [(other, _feed(other, base_url)) for other in others]
    return _page(
        "show.html", show, base_url, root="", title=show.title, editions=newest_first, others=feeds
    )


def render_episode(
    show: Show, edition: Edition, base_url: str, transcript: Sequence[tuple[int, str]]
) -> str:
    """The page of an episode: player, chapters, notice, and the text as it was read.

    ``transcript`` has the start of each text in milliseconds; a text that ends in a line break
    ends a paragraph.
    """
    return _page(
        "episode.html",
        show,
        base_url,
        root="../",
        title=edition.title,
        edition=edition,
        sections=_sections(edition.chapters, transcript),
    )


def content_security_policy() -> str:
    """What a page may load: its own pictures and sound, and the style sheet within it."""
    digest = base64.b64encode(hashlib.sha256(_style_sheet().encode()).digest()).decode()
    return (
        "default-src 'none'; img-src 'self'; media-src 'self'; "
        f"style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


def _page(template: str, show: Show, base_url: str, **values: object) -> str:
    feed = _feed(show, base_url)
    return (
        _templates()
        .get_template(template)
        .render(
            show=show,
            base=_base(base_url),
            feed=feed,
            feed_app="podcast://" + feed.partition("://")[2],
            policy=content_security_policy(),
            # Not escaped: it is ours, and its hash is in the policy.
            style=Markup(_style_sheet()),
            **values,
        )
    )


def _sections(
    chapters: Sequence[Chapter], transcript: Sequence[tuple[int, str]]
) -> list[tuple[Chapter | None, list[tuple[int, str]]]]:
    """The paragraphs under the chapter in which they begin; one heading says nothing."""
    headed = chapters if len(chapters) > 1 else ()
    sections: list[tuple[Chapter | None, list[tuple[int, str]]]] = [(None, [])]
    waiting = list(headed)
    for start_ms, text in paragraphs(transcript):
        while waiting and waiting[0].start_ms <= start_ms:
            sections.append((waiting.pop(0), []))
        sections[-1][1].append((start_ms, text))
    return [section for section in sections if section[1]]


def _base(base_url: str) -> str:
    return base_url.rstrip("/") + "/"


def _feed(show: Show, base_url: str) -> str:
    return f"{_base(base_url)}feeds/{quote(show.name, safe='')}.xml"


def _clock(ms: int) -> str:
    """``4:05`` or ``1:04:05``."""
    minutes, seconds = divmod(ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def _minutes(ms: int) -> str:
    return f"{max(1, round(ms / 60_000))} min"


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%B} {moment.year}"


def _is_web_address(text: str | None) -> bool:
    try:
        return bool(text) and urlsplit(text).scheme in {"http", "https"}
    except ValueError:
        return False


@cache
def _style_sheet() -> str:
    return (files("audiobook.publish") / "templates" / "style.css").read_text("utf-8")


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("audiobook.publish"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "clock": _clock,
        "minutes": _minutes,
        "day": _day,
        "file_name": lambda text: quote(text, safe=""),
    }
    environment.tests["web_address"] = _is_web_address
    return environment
