"""``lexicon.tsv``: one word a line, as people write it by hand."""

from __future__ import annotations

from audiobook.errors import ConfigError
from audiobook.model import LexiconEntry

from .ipa import checked_ipa

_YES_NO = {"": False, "no": False, "yes": True}
_COLUMNS = 5
_SHAPE = "write: written TAB spoken [TAB language [TAB yes or no [TAB IPA]]]"


def parse_tsv(data: bytes, name: str) -> tuple[LexiconEntry, ...]:
    """The entries of a TSV in UTF-8 with the columns written, spoken, language, match case, IPA.

    ``spoken`` respells the word; it may be empty if there is IPA, and the word then stays as it is
    for engines that take no phonemes.  ``language`` is a BCP 47 tag of which the first part counts,
    empty for any; ``match case`` is yes or no, empty for no; ``IPA`` may stand between slashes.
    Columns at the end may be left out.  Skipped are empty lines, those that begin with ``#``, and
    words with a tab and nothing that says how, as ``audiobook script --unknown`` prints them.

    Raises ConfigError, with file and line, for a line of another shape.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{name}:{line}", "is not UTF-8 text", "save it as UTF-8") from error
    entries = (
        _entry(line, f"{name}:{number}")
        for number, line in enumerate(text.split("\n"), start=1)
        if line.strip() and not line.startswith("#")
    )
    return tuple(entry for entry in entries if entry.spoken or entry.ipa)


def _entry(line: str, place: str) -> LexiconEntry:
    cells = [" ".join(cell.split()) for cell in line.split("\t")]
    if not 2 <= len(cells) <= _COLUMNS:  # noqa: PLR2004
        raise ConfigError(place, f"{len(cells)} columns", _SHAPE)
    written, spoken, language, case, ipa = (*cells, "", "", "", "")[:_COLUMNS]
    if not written:
        raise ConfigError(place, "the word is missing", _SHAPE)
    if case.lower() not in _YES_NO:
        raise ConfigError(place, f"{case!r} is neither yes nor no", _SHAPE)
    return LexiconEntry(
        written, spoken, language, _YES_NO[case.lower()], ipa and checked_ipa(ipa, place)
    )
