"""Type names used across the package."""

from collections.abc import Callable, Hashable
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

IntArray: TypeAlias = NDArray[np.int64]
PositionArray: TypeAlias = NDArray[np.int32]
FloatArray: TypeAlias = NDArray[np.float64]
BoolArray: TypeAlias = NDArray[np.bool_]

PersonId: TypeAlias = Hashable
View: TypeAlias = Literal["whole", "ego", "one_chat", "sample"]
Evidence: TypeAlias = Literal["declared", "interaction", "co_presence", "inferred"]

#: Called as ``progress(what, done, total)``; never called more than about ten times a second.
Progress: TypeAlias = Callable[[str, int, int], None]

#: Seed or generator, as numpy.random.default_rng takes it (SPEC 7).
Rng: TypeAlias = int | np.random.Generator
