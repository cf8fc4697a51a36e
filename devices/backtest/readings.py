"""The readings of one slot as columns, in the order of their time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from devices.engine.node import Sample

Moments = NDArray[np.int64]
Numbers = NDArray[np.float64]
Truths = NDArray[np.bool_]
Codes = NDArray[np.int32]

_Kind = TypeVar("_Kind", bound=np.generic)

NUMBER = -1
"""The code of a reading that is a number."""


@dataclass(frozen=True, slots=True)
class Readings:
    """`values` are NaN where the reading is a text, whose place among `words` its code tells.

    `sources` tell sisters apart. All columns are equally long; `times` are ms UTC, and strictly grow but for sisters.
    """

    times: Moments
    values: Numbers
    codes: Codes | None = None
    words: tuple[str, ...] = ()
    sources: Codes | None = None

    @classmethod
    def of(cls, readings: Sequence[tuple[int, float | str]]) -> Self:
        """From pairs of time and value; a text is one of the values that can be."""
        words = tuple(dict.fromkeys(value for _, value in readings if isinstance(value, str)))
        places = {word: code for code, word in enumerate(words)}
        numbers = [float("nan") if isinstance(value, str) else value for _, value in readings]
        codes = [places[value] if isinstance(value, str) else NUMBER for _, value in readings]
        times = np.array([at for at, _ in readings], np.int64)
        return cls(times, np.array(numbers, np.float64), np.array(codes, np.int32) if words else None, words)

    def __len__(self) -> int:
        return len(self.times)

    @property
    def size(self) -> int:
        """How many bytes the columns take."""
        columns = (self.times, self.values, self.codes, self.sources)
        return sum(each.nbytes for each in columns if each is not None)

    @property
    def are_numbers(self) -> Truths:
        """Which readings are numbers."""
        return np.ones(len(self), np.bool_) if self.codes is None else self.codes == NUMBER

    def between(self, since: int | None, until: int | None) -> "Readings":
        """Those from `since` on, before `until`."""
        first = 0 if since is None else int(np.searchsorted(self.times, since))
        last = len(self) if until is None else int(np.searchsorted(self.times, until))
        part = slice(first, last)
        return replace(
            self,
            times=self.times[part],
            values=self.values[part],
            codes=None if self.codes is None else self.codes[part],
            sources=None if self.sources is None else self.sources[part],
        )

    def sample(self, slot: int, place: int) -> Sample:
        """One reading as the engine takes it."""
        code = NUMBER if self.codes is None else int(self.codes[place])
        value, text = (float(self.values[place]), None) if code == NUMBER else (None, self.words[code])
        source = 0 if self.sources is None else int(self.sources[place])
        return Sample(slot, int(self.times[place]), value, text, source)


NONE = Readings(np.empty(0, np.int64), np.empty(0, np.float64))
"""No readings at all."""


def held(values: NDArray[_Kind], known: Truths, otherwise: float) -> NDArray[_Kind]:
    """At each place the newest of the `known` values up to there; before the first, `otherwise`."""
    if known.all():
        return values
    places = np.maximum.accumulate(np.where(known, np.arange(len(known)), -1))
    found = values[np.maximum(places, 0)]
    found[places < 0] = otherwise
    return found
