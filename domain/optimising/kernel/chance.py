"""Random numbers of our own, so that a seed means the same in every thread."""

import numpy as np
from numpy.typing import NDArray

from domain.optimising.kernel.compiling import compiled

_STEP = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_S30, _S27, _S31, _S11 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(11)
_UNIT = 1.0 / 9007199254740992.0


@compiled
def fraction(chance: NDArray[np.uint64]) -> float:
    """The next number from 0 up to but not 1 (SplitMix64)."""
    chance[0] += _STEP
    mixed = chance[0]
    mixed = (mixed ^ (mixed >> _S30)) * _FIRST
    mixed = (mixed ^ (mixed >> _S27)) * _SECOND
    mixed ^= mixed >> _S31
    drawn: float = (mixed >> _S11) * _UNIT
    return drawn


@compiled
def below(chance: NDArray[np.uint64], end: int) -> int:
    """The next whole number from 0 up to but not `end`."""
    return int(fraction(chance) * end)
