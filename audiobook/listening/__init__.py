"""MP3 -> words: a speech recogniser hears an edition, and what it heard is held to the script."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
