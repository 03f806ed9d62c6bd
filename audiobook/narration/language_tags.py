"""Whether what a user calls a language is a tag, and which tag was meant."""

from __future__ import annotations

import re

from audiobook.errors import UsageError

_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")


def check_tag(language: str) -> None:
    """Raise UsageError for what is no language tag (BCP 47), naming the one that was meant.

    A language is known by its name in English and in itself: ``german`` and ``Deutsch`` are ``de``.
    """
    if _TAG.fullmatch(language):
        return
    meant = _tag_of(language) or "en-GB"
    raise UsageError(
        f'language "{language}"', "is no language tag (BCP 47)", f"write it as {meant}"
    )


def _tag_of(name: str) -> str | None:
    from babel import Locale, localedata  # noqa: PLC0415 - for a wrong tag only

    wanted = name.strip().casefold() or "?"
    for tag, known in Locale("en").languages.items():
        if known.casefold() == wanted:
            return str(tag)
    bases = (tag for tag in localedata.locale_identifiers() if "_" not in tag)
    return next(
        (t for t in bases if (Locale(t).get_language_name() or "").casefold() == wanted), None
    )
