"""The tours of a problem: days with what stands fast, and which of the bookings that may change can stay in them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from domain.planning.translation.days import DayBuilder, Rows
from domain.planning.translation.drafts import Draft
from domain.planning.translation.outlines import Outline
from domain.planning.translation.people import Costs
from domain.planning.translation.places import Places
from domain.planning.translation.standing import Day, Item, first_misfit, settled
from domain.scheduling.board_rows import BoardBooking, BoardTechnician
from domain.scheduling.crews import beside
from domain.scheduling.rules.case import NIGHT
from domain.scheduling.rules.checks import level
from domain.scheduling.rules.findings import Placement
from domain.scheduling.rules.terms import Terms


@dataclass(frozen=True, slots=True)
class Touring:
    """One tour: its outline and its day, the bookings in it that may change, and those of them that fit as they lie."""

    outline: Outline
    column: int
    day: Day
    there: tuple[Item, ...]
    kept: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Open:
    """Work that may be planned: when it may begin, and what each column costs."""

    draft: Draft
    costs: Costs


class Tourer:
    """Makes tours beside the bookings that may change."""

    def __init__(self, builder: DayBuilder, places: Places, rows: Rows, terms: Terms) -> None:
        self._builder, self._places, self._rows, self._terms = builder, places, rows, terms
        self._clean: dict[int, bool] = {}

    def tour(self, outline: Outline, column: int, movable: Mapping[int, Open]) -> Touring:
        """The tour of an outline, with as many as possible of the bookings that may change as they lie."""
        day = settled(self._builder.day(outline, movable), self._places.way)
        there = [
            self._builder.item(outline.technician, each)
            for each in self._builder.near(outline)
            if each.id in movable and outline.starts <= each.start < outline.latest
        ]
        kept = [item for item in there if _may_stay(item, column, movable[item.keys[0]])]
        if self._misfits(day, kept):
            kept = self._fitting(day, kept)
        return Touring(outline, column, day, tuple(there), tuple(kept))

    def holds_others(self, booking: BoardBooking, technician: BoardTechnician, movable: Collection[int]) -> bool:
        """Whether something that stands fast would break a rule if a booking were not there."""
        near = (
            each
            for each in self._rows[technician.id]
            if each.id not in movable and booking.start - NIGHT < each.finish and each.start < booking.finish + NIGHT
        )
        return any(
            self.is_clean(each, technician) and not self._is_clean(each, technician, without=booking.id)
            for each in near
        )

    def is_left_for(self, booking: BoardBooking, technician: BoardTechnician) -> bool:
        """Whether one sets out for it too soon for any change."""
        return self._builder.is_left_for(technician, booking)

    def is_clean(self, booking: BoardBooking, technician: BoardTechnician) -> bool:
        """Whether nothing that binds speaks against a booking where it lies; asked again, it is known."""
        if booking.id not in self._clean:
            self._clean[booking.id] = self._is_clean(booking, technician)
        return self._clean[booking.id]

    def _is_clean(self, booking: BoardBooking, technician: BoardTechnician, without: int | None = None) -> bool:
        others = [each for each in beside(technician, self._rows) if each.id not in (booking.id, without)]
        return level(Placement.of(booking), technician, others, booking.need, self._terms) is None

    def _misfits(self, day: Day, kept: Sequence[Item]) -> bool:
        return first_misfit(day, _in_turn((*day.items, *kept)), self._places.way) is not None

    def _fitting(self, day: Day, there: Sequence[Item]) -> list[Item]:
        kept: list[Item] = []
        for item in there:
            if not self._misfits(day, [*kept, item]):
                kept.append(item)
        return kept


def _may_stay(item: Item, column: int, movable: Open) -> bool:
    return bool(np.isfinite(movable.costs[column])) and movable.draft.allows(item.start)


def _in_turn(items: Sequence[Item]) -> list[Item]:
    return sorted(items, key=_by_start)


def _by_start(item: Item) -> tuple[int, int]:
    return item.start, item.finish


def route(touring: Touring) -> list[Item]:
    """What stands in a tour at present, in its turn."""
    return _in_turn((*touring.day.items, *touring.kept))
