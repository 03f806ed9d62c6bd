"""Content Credentials (C2PA): what an edition says of itself, signed by who publishes it."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
