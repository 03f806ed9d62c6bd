"""Articles, editions and episodes: what was made, where it lies, what its listeners were told."""

from audiobook.catalogue.catalogue import Catalogue, Place, now
from audiobook.catalogue.entries import Entry, edition_in, entry_in, placeholders
from audiobook.catalogue.media import MediaFile
from audiobook.catalogue.seen import Sighting
from audiobook.catalogue.slug import slug_of
from audiobook.catalogue.subscribers import Subscriber

__all__ = [
    "Catalogue",
    "Entry",
    "MediaFile",
    "Place",
    "Sighting",
    "Subscriber",
    "edition_in",
    "entry_in",
    "now",
    "placeholders",
    "slug_of",
]
