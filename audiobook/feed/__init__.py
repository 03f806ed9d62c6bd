"""A show and its episodes -> RSS that every app takes, with the licence of each episode in it."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
