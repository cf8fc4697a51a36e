"""What a dialog that moves bookings works with: the plan, the rules, the times of the user, what was kept."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property, partial

from app.dispatch.board.calendar import moment
from app.dispatch.board.drag import Cargo, Proposal
from app.dispatch.board.judging import Grounds, judged
from app.dispatch.plan import Plan
from app.shared.memory import Memory
from app.shared.times import Times
from domain.scheduling.board_rows import BoardBooking, BoardTechnician


@dataclass(frozen=True)
class Setting:
    """All technicians stand in it, also those that the board does not show."""

    plan: Plan
    times: Times
    memory: Memory

    @cached_property
    def grounds(self) -> Grounds:
        return Grounds(self._around, self.plan.terms.at(self.times.now()), self.times.zone)

    @property
    def people(self) -> tuple[BoardTechnician, ...]:
        """To whom work can be given."""
        return tuple(one for one in self.plan.technicians if one.active)

    def technician(self, technician_id: int) -> BoardTechnician | None:
        """Who that is; None if nobody in the plan."""
        return next((one for one in self.plan.technicians if one.id == technician_id), None)

    def proposal(self, cargo: Cargo, technician: BoardTechnician, start: datetime, finish: datetime) -> Proposal:
        """One thing put somewhere, judged."""
        return judged(Proposal(cargo, technician, start.timestamp(), finish.timestamp()), self.grounds)

    def together(self, proposals: Sequence[Proposal], gone: AbstractSet[int] = frozenset()) -> Proposal:
        """Several that go together, judged as if all of them lay there already, and these bookings were gone."""
        grounds = replace(self.grounds, around=partial(self._around, gone=gone)) if gone else self.grounds
        return judged(proposals[0].with_mates(proposals[1:]), grounds)

    @cached_property
    def rows(self) -> Mapping[int, Sequence[BoardBooking]]:
        """All bookings, by the id of their technician."""
        found: dict[int, list[BoardBooking]] = defaultdict(list)
        for booking in self.plan.bookings:
            found[booking.technician_id].append(booking)
        return found

    def _around(
        self, technician_id: int, since: float, until: float, gone: AbstractSet[int] = frozenset()
    ) -> Iterable[BoardBooking]:
        first, last = moment(since), moment(until)
        own = self.rows.get(technician_id, ())
        return (one for one in own if one.start < last and one.finish > first and one.id not in gone)
