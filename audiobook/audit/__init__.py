"""Whether editions, manifests and feeds say the same: each held against the others, in values.

No file is written here and no catalogue opened; ``project`` brings the values together.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
