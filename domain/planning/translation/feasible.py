"""Whether any tour could take a piece of work at all, and the reason in a sentence where none could."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from domain.language import tr
from domain.optimising.problem import NOWHERE, Tour
from domain.planning.translation.drafts import Draft
from domain.planning.translation.places import Minutes


class Feasible:
    """Tours as arrays, to ask all of them at once."""

    def __init__(self, tours: Sequence[Tour], staff: Sequence[int], travel: Minutes) -> None:
        """`staff` is the technician of each tour."""
        self._starts = np.array([tour.starts for tour in tours], np.int64)
        self._latest = np.array([tour.latest for tour in tours], np.int64)
        self._columns = np.array([tour.technician for tour in tours], np.int64)
        self._homes = np.array([(tour.start_place, tour.end_place) for tour in tours], np.int64).reshape(-1, 2)
        self._staff = np.array(staff, np.int64)
        self._travel = travel

    def why_not(self, draft: Draft, place: int, costs: NDArray[np.float64]) -> str:
        """Empty where it fits into enough empty tours."""
        crew = draft.work.crew
        able = np.isfinite(costs[self._columns]) if len(self._columns) else np.zeros(0, bool)
        if self._are_too_few(able, crew):
            return _nobody(draft) if not able.any() else _too_few(crew)
        first = self._starts + self._ways(self._homes[:, 0], place, out=True)
        last = self._latest - self._ways(self._homes[:, 1], place, out=False) - draft.ticks
        long_enough = able & (first <= last)
        if self._are_too_few(long_enough, crew):
            return tr("It takes longer, with the ways, than any working day of those who may do it.")
        if not self._are_too_few(long_enough & _meet(draft, first, last), crew):
            return ""
        if self._are_too_few(able & _meet(draft, self._starts, self._latest), crew):
            return tr("Nobody who may do it works at the times at which it may begin.")
        return tr(
            "At the times at which it may begin, it fits with the ways into no working day of those who may do it."
        )

    def _are_too_few(self, tours: NDArray[np.bool_], crew: int) -> bool:
        return not tours.any() if crew == 1 else len(np.unique(self._staff[tours])) < crew

    def _ways(self, homes: NDArray[np.int64], place: int, *, out: bool) -> NDArray[np.int64]:
        if place == NOWHERE or not self._travel.size:
            return np.zeros(len(homes), np.int64)
        ways = self._travel[homes, place] if out else self._travel[place, homes]
        return np.where(homes == NOWHERE, 0, ways).astype(np.int64)


def _meet(draft: Draft, first: NDArray[np.int64], last: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether something of the windows lies between the two, tour by tour."""
    found = [np.maximum(first, begin) <= np.minimum(last, end) for begin, end in draft.windows]
    return np.any(found, axis=0) if found else np.zeros(len(first), bool)


def _nobody(draft: Draft) -> str:
    if draft.work.need.kind.value == "person":
        return tr("Nobody of those who are planned may do it.")
    return tr("Nothing of the kind that it needs is planned.")


def _too_few(crew: int) -> str:
    return tr("It needs {count} at once, and fewer of those who are planned may do it.", count=crew)
