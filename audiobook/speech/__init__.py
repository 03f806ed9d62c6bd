"""Script -> Speech: engines that speak, one utterance at a time, each held against its text."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
