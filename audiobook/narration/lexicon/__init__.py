"""The user's lexicon: words that are said otherwise than they are written."""

from .entries import entry_for, lexicon_rules
from .files import read_lexicon

__all__ = ["entry_for", "lexicon_rules", "read_lexicon"]
