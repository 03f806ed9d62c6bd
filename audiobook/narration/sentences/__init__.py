"""Sentences, and the cuts of those that are too long for a voice; all as offsets."""

from .clauses import cut
from .split import sentences

__all__ = ["cut", "sentences"]
