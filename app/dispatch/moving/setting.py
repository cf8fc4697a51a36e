"""What a dialog that moves bookings works with: the plan as rows, the rules, the times of the user, what was kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from app.dispatch.board.drag import Cargo, Proposal
from app.dispatch.board.judging import Grounds, judged, of_rows
from app.dispatch.board.rows import Rows
from app.dispatch.plan import Plan
from app.shared.memory import Memory
from app.shared.times import Times
from domain.scheduling.board_rows import BoardTechnician


@dataclass(frozen=True)
class Setting:
    """All technicians stand in it, also those that the board does not show."""

    plan: Plan
    times: Times
    memory: Memory

    @cached_property
    def rows(self) -> Rows:
        return Rows(self.plan.technicians, self.plan.bookings)

    @cached_property
    def grounds(self) -> Grounds:
        return of_rows(self.rows, self.plan.terms, self.times.zone)

    def technician(self, technician_id: int) -> BoardTechnician | None:
        """Who that is; None if nobody in the plan."""
        row = self.rows.of(technician_id)
        return row.technician if row is not None else None

    def proposal(self, cargo: Cargo, technician: BoardTechnician, start: datetime, finish: datetime) -> Proposal:
        """One thing put somewhere, judged."""
        return judged(Proposal(cargo, technician, start.timestamp(), finish.timestamp()), self.grounds)

    def together(self, proposals: Sequence[Proposal]) -> Proposal:
        """Several that go together, judged as if all of them lay there already."""
        return judged(proposals[0].with_mates(proposals[1:]), self.grounds)
