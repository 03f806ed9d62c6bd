"""Article -> Clearance: the licence found, judged by the show's policy, and the credit owed."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
