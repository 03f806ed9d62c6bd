"""Article -> Script: what the narrator reads, in words only, and what is left out and why."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
