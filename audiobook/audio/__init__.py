"""Speech -> MP3: joined, mastered, encoded, tagged, and told in cues and chapters."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
