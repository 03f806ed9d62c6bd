"""Articles, editions and episodes: what was made, where it lies, what its listeners were told."""

from audiobook.catalogue.catalogue import Catalogue, Place, now
from audiobook.catalogue.slug import slug_of

__all__ = ["Catalogue", "Place", "now", "slug_of"]
