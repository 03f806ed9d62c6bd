"""One folder a language, found by its name: ``languages/<base tag>/__init__.py`` has LANGUAGE.

To add a language, drop in a folder; no other file changes.  ``generic`` serves any other language.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib import import_module, resources
from importlib.util import find_spec

from audiobook.narration.semiotic import Rule


class Coverage(StrEnum):
    """How much of a language is normalised."""

    FULL = "rules of its own"
    NUMBERS = "numbers, units and currencies by libraries"
    NONE = "the text goes to the voice as it is"


def _as_it_is(written: str) -> str:
    return written


@dataclass(frozen=True, slots=True)
class Language:
    """How a language is normalised.

    ``rules`` are in order of precedence; ``day_first`` go before them where the region of a tag
    writes the day before the month in figures.  ``fold`` gives the plain form of one character, not
    ASCII, before they are applied; ``finish`` tidies the spoken line afterwards.
    """

    rules: tuple[Rule, ...] = ()
    fold: Callable[[str], str] = _as_it_is
    finish: Callable[[str], str] = _as_it_is
    coverage: Coverage = Coverage.FULL
    day_first: tuple[Rule, ...] = ()


_PLAIN = Language(coverage=Coverage.NONE)
_REGION = re.compile(r"[-_]([A-Za-z]{2}|\d{3})(?:[-_]|$)")
_BASE_TAG = re.compile(r"[a-z]{2,3}")


def base_tag(language: str) -> str:
    """The language of a BCP 47 tag without script and region: ``en`` for ``en-GB``."""
    return language.replace("_", "-").partition("-")[0].lower()


@cache
def load_language(language: str) -> Language:
    """The language of a BCP 47 tag.

    One without a folder is made of what libraries know of it; one unknown to them leaves its text
    as it is.
    """
    tag = base_tag(language)
    if not _BASE_TAG.fullmatch(tag):
        return _PLAIN
    if find_spec(f"{__name__}.{tag}") is None:
        from .generic import generic_language  # noqa: PLC0415  (it needs this module whole)

        return generic_language(tag) or _PLAIN
    found = import_module(f"{__name__}.{tag}").LANGUAGE
    if not isinstance(found, Language):
        raise TypeError(f"{__name__}.{tag}.LANGUAGE is not a Language")
    if found.day_first and _writes_day_first(language):
        return replace(found, rules=(*found.day_first, *found.rules))
    return found


def _writes_day_first(language: str) -> bool:
    """Whether the day comes first in the short dates of a tag's region, as CLDR has them."""
    region = _REGION.search(language)
    if region is None:
        return False
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - for a tag with a region only

    try:
        pattern = Locale.parse(f"{base_tag(language)}_{region[1].upper()}").date_formats["short"]
    except (UnknownLocaleError, ValueError):
        return False
    letters = str(pattern.pattern)
    return letters.find("d") < letters.find("M")


@cache
def read_table(tag: str, name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of ``languages/<tag>/<name>.tsv``, without comments and empty lines."""
    text = resources.files(f"{__name__}.{tag}").joinpath(f"{name}.tsv").read_text("utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(tuple(line.split("\t")) for line in lines)
