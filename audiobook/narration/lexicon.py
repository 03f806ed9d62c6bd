"""The user's lexicon: words that are said otherwise than they are written."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from audiobook.errors import ConfigError
from audiobook.model import LexiconEntry

from .semiotic import Match, Rule, SemioticClass

_YES_NO = {"": False, "no": False, "yes": True}
_COLUMNS = 4


def read_lexicon(path: Path) -> tuple[LexiconEntry, ...]:
    """The entries of a ``lexicon.tsv``: written, spoken, language (or empty), match case (yes, no).

    The last two columns may be left out.  Empty lines and lines that begin with ``#`` are skipped.
    Raises ConfigError, with file and line, for a line of another shape, or an unreadable file.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        problem = getattr(error, "strerror", None) or "is not UTF-8 text"
        raise ConfigError(str(path), problem, "give the path of a UTF-8 lexicon.tsv") from error
    lines = enumerate(text.splitlines(), start=1)
    return tuple(
        _entry(line, f"{path}:{number}")
        for number, line in lines
        if line.strip() and not line.startswith("#")
    )


def _entry(line: str, place: str) -> LexiconEntry:
    cells = [cell.strip() for cell in line.split("\t")]
    shape = "write: written TAB spoken [TAB language [TAB yes or no]]"
    if not 2 <= len(cells) <= _COLUMNS or not cells[0] or not cells[1]:  # noqa: PLR2004
        raise ConfigError(place, f"{len(cells)} columns, or an empty one", shape)
    written, spoken, language, case = (*cells, "", "")[:_COLUMNS]
    if case.lower() not in _YES_NO:
        raise ConfigError(place, f"{case!r} is neither yes nor no", shape)
    return LexiconEntry(written, spoken, language, _YES_NO[case.lower()])


@lru_cache(maxsize=64)
def lexicon_rules(lexicon: tuple[LexiconEntry, ...], language: str) -> tuple[Rule, ...]:
    """The rule that finds the entries for ``language``, a base tag, as whole words."""
    exact: dict[str, str] = {}
    folded: dict[str, str] = {}
    for entry in lexicon:
        if not entry.language or entry.language.lower().partition("-")[0] == language:
            written = " ".join(entry.written.split())
            if entry.match_case:
                exact[written] = entry.spoken
            else:
                folded[written.casefold()] = entry.spoken
    if not exact and not folded:
        return ()

    def say(match: Match) -> str:
        written = match.group()
        return exact.get(written) or folded.get(written.casefold()) or written

    # The longest entry comes first, so that "New York Times" wins over "New York".
    words = [(w, f"(?-i:{re.escape(w)})") for w in exact]
    words += [(w, re.escape(w)) for w in folded]
    words.sort(key=lambda pair: -len(pair[0]))
    pattern = rf"(?<!\w)(?:{'|'.join(p for _, p in words)})(?!\w)"
    return (Rule(SemioticClass.LEXICON, re.compile(pattern, re.IGNORECASE), say),)
