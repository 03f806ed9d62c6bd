"""Articles, editions and episodes: what was made, where it lies, what its listeners were told."""

from audiobook.catalogue.catalogue import Catalogue, Place, now
from audiobook.catalogue.seen import Sighting
from audiobook.catalogue.slug import slug_of
from audiobook.catalogue.subscribers import Subscriber

__all__ = ["Catalogue", "Place", "Sighting", "Subscriber", "now", "slug_of"]
