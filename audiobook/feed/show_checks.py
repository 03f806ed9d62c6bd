"""Whether directories and apps will take a show, asked before anything is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from uuid import UUID

import langcodes
from dateutil.rrule import rrulestr

from audiobook.config.web_addresses import is_web_address
from audiobook.errors import ConfigError, FeedError
from audiobook.feed.addresses import Addresses
from audiobook.feed.apple_categories import category_path
from audiobook.feed.characters import cleaned
from audiobook.feed.notes import LONGEST_NOTES
from audiobook.model import Show

MEDIUMS = ("podcast", "audiobook", "newsletter", "blog", "course")
"""Those of the Podcasting 2.0 namespace that fit spoken articles: not music, video, lists, …"""

_FEWEST, _MOST = 2, 1000
"""Episodes in one document; clients read a thousand without trouble."""

_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_EMAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+")
_RULE = re.compile(r"FREQ=[A-Z]+(;[A-Z]+=[A-Z0-9,+:.-]+)*")


def check_show(show: Show, base_url: str, where: str = "audiobook.toml") -> None:
    """Raise ConfigError for a show that no directory takes, or one at no web address.

    The error names the file (``where``), the key, and what is allowed.
    """
    show = cleaned(show)
    table = "[show]" if show.name == Show().name else f"[shows.{show.name}]"
    for key, problem, remedy in _faults(show):
        raise ConfigError(f"{where}: {table} {key}", problem, remedy)
    try:
        Addresses.of(show, cleaned(base_url))
    except ConfigError as error:
        raise ConfigError(f"{where}: {error.subject}", error.problem, error.remedy) from None


def check_shows(
    shows: Collection[Show], base_url: str, hub: str = "", where: str = "audiobook.toml"
) -> None:
    """Raise ConfigError as ``check_show`` does, for names that clash, and a hub at no address."""
    for show in shows:
        check_show(show, base_url, where)
    names = {show.name for show in shows}
    for name in sorted(names):
        stem, _, number = name.rpartition("-")
        if stem in names and number.isdecimal():
            raise ConfigError(
                f"{where}: [shows.{name}]",
                f"is also the name of an archive of the show {stem!r}",
                "rename one of them",
            )
    if hub and not is_web_address(hub):
        problem = f"{hub!r} is no http or https address"
        remedy = "write it whole, as in https://hub.example.org/"
        raise ConfigError(f"{where}: [publish] hub", problem, remedy)


def _faults(show: Show) -> Iterator[tuple[str, str, str]]:
    """Key, problem and remedy of each setting that won't do."""
    for key in ("title", "description"):
        if not getattr(show, key).strip():
            yield key, "is missing", f"write the show's {key}"
    if (size := len(show.description.strip().encode())) > LONGEST_NOTES:
        yield "description", f"has {size} bytes", f"at most {LONGEST_NOTES} are allowed"
    for key, holds, allowed in _FORMS:
        value = getattr(show, key)
        if not holds(value):
            yield key.replace("_", "-"), f"{value!r} is not allowed", allowed
    for key, category in (
        ("category", show.category),
        *(("more-categories", category) for category in show.more_categories),
    ):
        try:
            category_path(category)
        except FeedError as error:
            yield key, f"{category!r} {error.problem}", error.remedy


def _is_language(tag: str) -> bool:
    return bool(_LANGUAGE_TAG.fullmatch(tag)) and langcodes.tag_is_valid(tag)


def _is_recurrence(rule: str) -> bool:
    if not _RULE.fullmatch(rule):
        return False
    try:
        rrulestr(rule)
    except (ValueError, TypeError):
        return False
    return True


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text.lower()
    except ValueError:
        return False


def _empty_or(holds: Callable[[str], bool]) -> Callable[[str], bool]:
    return lambda value: not value.strip() or holds(value.strip())


_FORMS: tuple[tuple[str, Callable[..., bool], str], ...] = (
    ("language", _is_language, "write a language tag, such as en or pt-BR"),
    ("link", _empty_or(is_web_address), "write it whole, as in https://example.org/"),
    ("email", _empty_or(lambda v: bool(_EMAIL.fullmatch(v))), "write it as desk@example.org"),
    ("guid", _empty_or(_is_uuid), "write a UUID, or leave it out to have one made"),
    ("medium", MEDIUMS.__contains__, f"choose one of {', '.join(MEDIUMS)}"),
    (
        "update_rule",
        _empty_or(_is_recurrence),
        "write a rule of RFC 5545, as in FREQ=WEEKLY;BYDAY=MO,TH",
    ),
    (
        "episodes_in_feed",
        range(_FEWEST, _MOST + 1).__contains__,
        f"choose a number from {_FEWEST} to {_MOST}",
    ),
)
"""Key, what must hold of its value, what is allowed."""
