"""What the forms about the plans of an agreement offer, as ids with their words."""

from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from domain.agreements.model import Agreement, AgreementLine
from domain.calendars.model import WorkingCalendar
from domain.meters.model import Meter
from domain.parties.model import Site
from domain.visits.model import VisitPlan
from domain.visits.queries import IntervalRow, intervals, tasks
from domain.workforce.model import Technician

Choices = tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class PlanChoices:
    """For the plan of one line; a line with an asset has its meters, one without the sites of its customer."""

    intervals: Choices
    tasks: Choices
    technicians: Choices
    sites: Choices
    meters: Choices
    asset_id: int | None

    @property
    def with_asset(self) -> bool:
        """Whether the line is for an asset."""
        return self.asset_id is not None


def plan_choices(session: Session, line_id: int, interval_id: int | None, task_id: int | None) -> PlanChoices:
    """What can be chosen for a line; what it has already stays offered, whether in use or not."""
    line = session.get_one(AgreementLine, line_id)
    customer_id = session.scalar(select(Agreement.customer_id).where(Agreement.id == line.agreement_id))
    own = VisitPlan.agreement_line_id == line_id
    known = or_(Technician.active, Technician.id.in_(select(VisitPlan.technician_id).where(own)))
    technicians = select(Technician.id, Technician.name).where(known).order_by(Technician.name)
    there = or_(Site.active, Site.id.in_(select(VisitPlan.site_id).where(own)))
    sites = select(Site.id, Site.name).where(Site.customer_id == customer_id, there).order_by(Site.name)
    meters = select(Meter.id, Meter.name, Meter.unit).where(Meter.asset_id == line.asset_id).order_by(Meter.name)
    return PlanChoices(
        intervals=tuple((row.id, _told(row)) for row in intervals(session) if row.active or row.id == interval_id),
        tasks=tuple((row.id, row.draft.name) for row in tasks(session) if row.active or row.id == task_id),
        technicians=tuple((key, name) for key, name in session.execute(technicians)),
        sites=tuple((key, name) for key, name in session.execute(sites)),
        meters=tuple((key, f"{name} · {unit}") for key, name, unit in session.execute(meters)),
        asset_id=line.asset_id,
    )


def _told(row: IntervalRow) -> str:
    """Its name, and what that does not say already."""
    name = row.draft.name
    return name if name.casefold() == row.words.casefold() else f"{name} · {row.words}"


def calendar_choices(session: Session) -> Choices:
    """The calendars that can say which days are open."""
    statement = select(WorkingCalendar.id, WorkingCalendar.name).order_by(WorkingCalendar.name)
    return tuple((key, name) for key, name in session.execute(statement))
