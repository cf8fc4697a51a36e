"""What is promised of an order, as it is shown: live, with its log and with what a step would ask for."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.calendars.hours import Hours
from domain.errors import Gone
from domain.language import tr
from domain.orders import breaches
from domain.orders.model import Order, Stage
from domain.orders.promise_cases import Case, read_cases
from domain.orders.promise_model import ClockMark
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
    used_seconds: int
    held_seconds: int
    reopened_seconds: int
    warned_percent: int
    _hours: Hours
    _marks: tuple[Mark, ...]

    def at(self, now: datetime) -> Reckoning:
        """How it stands at `now`: what is used, left or overrun, in working seconds. What is over stays as recorded."""
        if not self.open:
            return self._recorded()
        return reckon(self.kind, self.target_seconds, self._hours, self._marks, now)

    def _recorded(self) -> Reckoning:
        return Reckoning(
            state=self.state,
            running=False,
            started=self.started,
            target_seconds=self.target_seconds,
            used_seconds=self.used_seconds,
            held_seconds=self.held_seconds,
            reopened_seconds=self.reopened_seconds,
            deadline=self.deadline,
            paused_since=None,
            met_at=self.met_at,
        )

    def counts(self, now: datetime) -> bool:
        """Whether time is being used up just now: the clock runs and the calendar is open."""
        return self.open and self.paused_since is None and self._hours.is_open(now)

    def opens(self, now: datetime) -> datetime:
        """When the calendar opens next; `now` if it is open."""
        return self._hours.next_opening(now)


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
    return tuple(_row(case, kind, book) for case in cases for kind in TargetKind if kind in case.kept)


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


def _row(case: Case, kind: TargetKind, book: Book) -> PromiseRow:
    standing = case.kept[kind]
    terms = book.terms[standing.sla_id]
    return PromiseRow(
        kind=kind,
        sla=terms.name,
        chosen_by=Source(standing.chosen_by),
        state=standing.state,
        open=standing.open,
        started=standing.started_at,
        deadline=standing.deadline,
        paused_since=standing.paused_at,
        met_at=standing.met_at,
        target_seconds=standing.target_seconds,
        used_seconds=standing.used_seconds,
        held_seconds=standing.held_seconds,
        reopened_seconds=standing.reopened_seconds,
        warned_percent=standing.warned_percent,
        _hours=book.hours(terms.calendar_id, case.zone),
        _marks=case.marks,
    )
