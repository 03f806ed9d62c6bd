"""Sound as an array."""

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float32]
"""Mono samples between -1 and 1."""
