"""How the visits of agreements are planned, and what has become of each of them."""

from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.agreements.model import Agreement, AgreementLine
from domain.calendars.model import WorkingCalendar
from domain.language import tr
from domain.meters.model import Meter
from domain.orders.model import Order, OrderType
from domain.parties.model import Site
from domain.store.base import Entity, choice
from domain.store.versions import Versioned
from domain.visits.basis import Basis
from domain.visits.combine import Combine
from domain.visits.window import ClosedPolicy, WindowKind
from domain.workforce.model import Technician


class ServiceInterval(Versioned, Entity):
    """How often, under a name. `rule` is a `domain.visits.interval.Interval`."""

    __tablename__ = "service_interval"
    subject: ClassVar[str] = "service interval"

    name: Mapped[str] = mapped_column(unique=True)
    rule: Mapped[dict[str, Any]]
    active: Mapped[bool] = mapped_column(default=True)


class ServiceTask(Versioned, Entity):
    """What is done at a visit: its order type brings skills, parts and checklist.

    Of two services that are due on one asset together, that of the higher `rank` absorbs the other.
    """

    __tablename__ = "service_task"
    subject: ClassVar[str] = "service task"

    name: Mapped[str] = mapped_column(unique=True)
    order_type_id: Mapped[int | None] = mapped_column(ForeignKey("order_type.id"))
    internal_note: Mapped[str] = mapped_column(default="")
    external_note: Mapped[str] = mapped_column(default="")
    rank: Mapped[int] = mapped_column(default=0)
    active: Mapped[bool] = mapped_column(default=True)

    order_type: Mapped[OrderType | None] = relationship()


class AgreementPlanning(Versioned, Entity):
    """How the visits of an agreement go together, and how many days ahead orders are made by themselves.

    Without a calendar, that of the parameters says which days are open, else that of the default SLA, else all are.
    """

    __tablename__ = "agreement_planning"
    __table_args__ = (CheckConstraint("days_ahead >= 0", name="days_ahead"),)
    subject: ClassVar[str] = "visit planning"

    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), unique=True)
    combine: Mapped[Combine] = mapped_column(choice(Combine), default=Combine.AGREEMENT)
    calendar_id: Mapped[int | None] = mapped_column(ForeignKey("working_calendar.id"))
    days_ahead: Mapped[int | None]
    """Empty for those of the parameters."""
    planned_until: Mapped[date | None]
    """Up to which day, included, orders were made by themselves."""

    agreement: Mapped[Agreement] = relationship()
    calendar: Mapped[WorkingCalendar | None] = relationship()


class VisitPlan(Versioned, Entity):
    """When an agreement line falls due, and what is done then; see `domain.visits.plan_lines.PlanLine`.

    The work is at the site of the asset of the line, else at that named here. With a `meter`, it is due each
    `every_units` since the work was last done, at `units_at_last` of its total.
    """

    __tablename__ = "visit_plan"
    __table_args__ = (
        CheckConstraint("every_units is null or every_units > 0", name="every_units"),
        CheckConstraint("meter_id is null or every_units is not null", name="meter"),
        CheckConstraint("interval_id is not null or meter_id is not null or once or on_condition", name="due"),
        CheckConstraint("meter_id is null or not on_condition", name="condition"),
        CheckConstraint("meter_tolerance >= 0", name="meter_tolerance"),
    )
    subject: ClassVar[str] = "visit plan"

    agreement_line_id: Mapped[int] = mapped_column(ForeignKey("agreement_line.id"), unique=True)
    anchor_on: Mapped[date]
    interval_id: Mapped[int | None] = mapped_column(ForeignKey("service_interval.id"), index=True)
    once: Mapped[bool] = mapped_column(default=False)
    """Due on its first day alone."""
    basis: Mapped[Basis] = mapped_column(choice(Basis), default=Basis.FIXED)
    window: Mapped[WindowKind] = mapped_column(choice(WindowKind), default=WindowKind.EXACT)
    days_before: Mapped[int] = mapped_column(default=0)
    days_after: Mapped[int] = mapped_column(default=0)
    start_after: Mapped[time | None]
    end_before: Mapped[time | None]
    closed: Mapped[ClosedPolicy] = mapped_column(choice(ClosedPolicy), default=ClosedPolicy.LATER)
    task_id: Mapped[int | None] = mapped_column(ForeignKey("service_task.id"), index=True)
    technician_id: Mapped[int | None] = mapped_column(ForeignKey("technician.id"))
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"))
    meter_id: Mapped[int | None] = mapped_column(ForeignKey("meter.id"), index=True)
    every_units: Mapped[Decimal | None]
    meter_tolerance: Mapped[Decimal] = mapped_column(default=Decimal(0))
    last_done_on: Mapped[date | None]
    units_at_last: Mapped[Decimal | None]
    on_condition: Mapped[bool] = mapped_column(default=False)
    """Due when the value watched by its `VisitCondition` stays beyond a limit."""

    agreement_line: Mapped[AgreementLine] = relationship()
    interval: Mapped[ServiceInterval | None] = relationship()
    task: Mapped[ServiceTask | None] = relationship()
    technician: Mapped[Technician | None] = relationship()
    site: Mapped[Site | None] = relationship()
    meter: Mapped[Meter | None] = relationship()
    condition: Mapped["VisitCondition | None"] = relationship(back_populates="visit_plan", passive_deletes="all")


class VisitCondition(Entity):
    """The value of the asset of a line that asks for a visit; see `domain.visits.condition_due.Threshold`.

    `since` and `asked` are where the limit stands now, `times` how often it has asked, by the readings up to
    `seen_until`; `due_on` is the day of the last time it asked.
    """

    __tablename__ = "visit_condition"
    __table_args__ = (CheckConstraint("hold_seconds >= 0 and gap >= 0", name="numbers"),)
    subject: ClassVar[str] = "visit condition"

    visit_plan_id: Mapped[int] = mapped_column(ForeignKey("visit_plan.id"), unique=True)
    metric: Mapped[str]
    limit: Mapped[Decimal]
    above: Mapped[bool] = mapped_column(default=True)
    hold_seconds: Mapped[int] = mapped_column(default=0)
    gap: Mapped[Decimal] = mapped_column(default=Decimal(0))
    since: Mapped[datetime | None]
    asked: Mapped[bool] = mapped_column(default=False)
    times: Mapped[int] = mapped_column(default=0)
    seen_until: Mapped[datetime | None]
    due_on: Mapped[date | None]

    visit_plan: Mapped[VisitPlan] = relationship(back_populates="condition")


class VisitStatus(StrEnum):
    """Where a visit stands."""

    ORDERED = "ordered"
    DONE = "done"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            VisitStatus.ORDERED: tr("Ordered"),
            VisitStatus.DONE: tr("Done"),
            VisitStatus.CANCELLED: tr("Cancelled"),
        }[self]


class Visit(Entity):
    """One occurrence of an agreement line. Line and `due_on` are its key for good: it is never made twice."""

    __tablename__ = "visit"
    __table_args__ = (
        UniqueConstraint("agreement_line_id", "due_on"),
        UniqueConstraint("agreement_line_id", "occurrence"),
        CheckConstraint("latest > earliest", name="times"),
        Index("ix_visit_ordered", "planned_on", sqlite_where=text("status = 'ordered'")),
        # Visits that are due no more are taken away, and the journal knows them by id.
        {"sqlite_autoincrement": True},
    )
    subject: ClassVar[str] = "visit"

    agreement_line_id: Mapped[int] = mapped_column(ForeignKey("agreement_line.id"))
    due_on: Mapped[date]
    occurrence: Mapped[int | None]
    """How often the meter or the condition of the line had asked, where that is what made it due."""
    planned_on: Mapped[date]
    earliest: Mapped[datetime]
    latest: Mapped[datetime]
    status: Mapped[VisitStatus] = mapped_column(choice(VisitStatus), default=VisitStatus.ORDERED)
    conflict: Mapped[bool] = mapped_column(default=False)
    """It stands on a closed day."""
    moved: Mapped[bool] = mapped_column(default=False)
    """Somebody chose its day; planning anew leaves it there."""
    order_id: Mapped[int] = mapped_column(ForeignKey("service_order.id"), index=True)
    done_on: Mapped[date | None]

    agreement_line: Mapped[AgreementLine] = relationship()
    order: Mapped[Order] = relationship()


class VisitTrouble(Entity):
    """A due day on which no visit could be made although one should have been, until somebody has seen to it."""

    __tablename__ = "visit_trouble"
    __table_args__ = (UniqueConstraint("agreement_line_id", "due_on"), {"sqlite_autoincrement": True})
    subject: ClassVar[str] = "visit trouble"

    agreement_line_id: Mapped[int] = mapped_column(ForeignKey("agreement_line.id"))
    due_on: Mapped[date]
    seen_at: Mapped[datetime]
    reason: Mapped[str]

    agreement_line: Mapped[AgreementLine] = relationship()
