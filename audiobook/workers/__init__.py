"""Ways to run many jobs.  Each is a ``Map``: results come as they are ready, in any order."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
