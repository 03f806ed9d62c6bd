"""Addresses -> bytes: one polite client that asks only again what may have changed."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
