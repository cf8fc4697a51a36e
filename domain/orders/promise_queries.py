"""What is promised of an order, as it is shown: live, with its log and with what a step would ask for."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.errors import Gone
from domain.language import tr
from domain.orders import breaches
from domain.orders.model import Order, Stage
from domain.orders.promise_cases import read_cases
from domain.orders.promise_model import ClockMark
from domain.orders.settling import measures
from domain.orders.standing import Measure
from domain.orders.terms import Book
from domain.parameters.model import Reason, ReasonFor
from domain.sla.clock import Mark, MarkKind, Reckoning, State, TargetKind, reckon
from domain.sla.selection import Source


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One target of an order. It can be asked how it stands at any moment after it was read, without the database.

    `open` is False once it is kept, cancelled or stopped.
    """

    kind: TargetKind
    sla: str
    chosen_by: Source
    state: State
    open: bool
    started: datetime
    deadline: datetime | None
    paused_since: datetime | None
    met_at: datetime | None
    target_seconds: int
    held_seconds: int
    reopened_seconds: int
    warned_percent: int
    _measure: Measure
    _marks: tuple[Mark, ...]

    def at(self, now: datetime) -> Reckoning:
        """How it stands at `now`: what is used, left or overrun, in working seconds."""
        return reckon(self.kind, self.target_seconds, self._measure.hours, self._marks, now)

    def counts(self, now: datetime) -> bool:
        """Whether time is being used up just now: the clock runs and the calendar is open."""
        return self.open and self.paused_since is None and self._measure.hours.is_open(now)

    def opens(self, now: datetime) -> datetime:
        """When the calendar opens next; `now` if it is open."""
        return self._measure.hours.next_opening(now)


@dataclass(frozen=True, slots=True)
class ClockEntry:
    """One line of the log of an order's clocks."""

    id: int
    at: datetime
    kind: MarkKind
    stage: str | None
    pauses: tuple[TargetKind, ...]
    reason: str | None
    remark: str
    actor: str


def promises(session: Session, order_id: int) -> tuple[PromiseRow, ...]:
    """What is promised of an order, response first; nothing where no SLA holds."""
    book = Book(session)
    cases = read_cases(session, [order_id]) if book.terms else []
    rows = []
    for case in cases:
        current = {each.kind: each for each in measures(case, book)}
        for kind in TargetKind:
            standing = case.kept.get(kind)
            if standing is None or kind not in current:
                continue
            rows.append(
                PromiseRow(
                    kind=kind,
                    sla=book.terms[standing.sla_id].name,
                    chosen_by=Source(standing.chosen_by),
                    state=standing.state,
                    open=standing.open,
                    started=standing.started_at,
                    deadline=standing.deadline,
                    paused_since=standing.paused_at,
                    met_at=standing.met_at,
                    target_seconds=standing.target_seconds,
                    held_seconds=standing.held_seconds,
                    reopened_seconds=standing.reopened_seconds,
                    warned_percent=standing.warned_percent,
                    _measure=current[kind],
                    _marks=case.marks,
                )
            )
    return tuple(rows)


def clock_log(session: Session, order_id: int) -> tuple[ClockEntry, ...]:
    """Everything the clocks of an order have heard, oldest first."""
    statement = (
        select(
            ClockMark.id,
            ClockMark.at,
            ClockMark.kind,
            Stage.name.label("stage"),
            ClockMark.pauses,
            Reason.name.label("reason"),
            ClockMark.remark,
            ClockMark.actor,
        )
        .outerjoin(Stage, Stage.id == ClockMark.stage_id)
        .outerjoin(Reason, Reason.id == ClockMark.reason_id)
        .where(ClockMark.order_id == order_id)
        .order_by(ClockMark.at, ClockMark.id)
    )
    return tuple(
        ClockEntry(
            row.id,
            row.at,
            row.kind,
            row.stage,
            tuple(TargetKind(each) for each in row.pauses),
            row.reason,
            row.remark,
            row.actor,
        )
        for row in session.execute(statement)
    )


def reason_asked(session: Session, order_id: int, stage_id: int, now: datetime) -> tuple[ReasonFor, bool]:
    """From which list a reason for entering a stage is chosen, and whether one must be. Raises Gone."""
    order, stage = session.get(Order, order_id), session.get(Stage, stage_id)
    if order is None or stage is None:
        raise Gone(tr("This order or stage is not there any more."))
    return breaches.asked(session, order, stage, now)


def breach_unexplained(session: Session, order_id: int, now: datetime) -> bool:
    """Whether signing off, pausing or stopping asks for the reason of a broken promise first."""
    return breaches.unexplained(session, order_id, now)
