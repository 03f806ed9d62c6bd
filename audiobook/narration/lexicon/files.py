"""Which reader reads a lexicon."""

from __future__ import annotations

from pathlib import Path

from audiobook.errors import ConfigError
from audiobook.model import LexiconEntry

from .tsv import parse_tsv


def read_lexicon(path: Path) -> tuple[LexiconEntry, ...]:
    """The entries of a lexicon: W3C PLS if the name ends in ``.pls``, else TSV.

    Raises ConfigError, which names the file, the line and what is wrong there.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        remedy = f"give the path of a {path.suffix or 'lexicon'} file that can be read"
        raise ConfigError(str(path), error.strerror or "can't be read", remedy) from error
    if path.suffix.lower() != ".pls":
        return parse_tsv(data, str(path))
    from .pls import parse_pls  # noqa: PLC0415 - few have one, and it needs an XML parser

    return parse_pls(data, str(path))
