"""Reads the visits of an agreement as a paper for its customer tells of them: those ordered, and those to come."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.agreements.model import Agreement, AgreementLine
from domain.assets.model import Asset
from domain.documents.formats import clock_time, day, span
from domain.documents.places import at_site, customer_rows
from domain.documents.visit_content import PlannedService, VisitPaper
from domain.errors import Gone, Refusal
from domain.language import tr
from domain.orders.model import Order, Stage, StageMeaning
from domain.parameters.registry import Parameters
from domain.parties.model import Site
from domain.scheduling.live import LIVE
from domain.scheduling.model import Booking
from domain.visits.model import ServiceTask, Visit, VisitPlan
from domain.visits.plan import Period
from domain.visits.preview import preview
from domain.workforce.model import Technician

LONGEST = timedelta(days=1830)


@dataclass(frozen=True, slots=True)
class _Line:
    """What is done for one line of the agreement, and where."""

    service: str
    asset: str
    asset_number: str
    place: str
    zone: str


def load_visits(
    session: Session, agreement_id: int, first: date, last: date, parameters: Parameters, *, technicians: bool = True
) -> VisitPaper:
    """The visits of an agreement with a customer; `technicians` tells who comes. Raises Gone, Refusal."""
    agreement = session.get(Agreement, agreement_id)
    if agreement is None:
        raise Gone(tr("This agreement is not there any more."))
    if agreement.customer is None:
        raise Refusal(tr("A template has no visits."))
    if last < first:
        raise Refusal(tr("The end is before the start."), field="last")
    if last - first > LONGEST:
        raise Refusal(tr("A plan of visits is for five years at most."), field="last")
    lines = _lines(session, agreement_id)
    services = (*_ordered(session, agreement_id, first, last, lines, technicians=technicians),)
    to_come = _to_come(session, agreement_id, first, last, lines)
    return VisitPaper(
        number=agreement.number,
        name=agreement.name,
        customer_number=agreement.customer.number,
        rows=customer_rows(agreement.customer, parameters.home_country),
        first=first,
        last=last,
        services=tuple(sorted((*services, *to_come), key=_place_in_order)),
    )


def _place_in_order(each: PlannedService) -> tuple[date, str, str, str]:
    return each.day, each.place, each.asset, each.service


def _lines(session: Session, agreement_id: int) -> Mapping[int, _Line]:
    statement = (
        select(
            AgreementLine.id,
            func.coalesce(ServiceTask.name, AgreementLine.text),
            func.coalesce(Asset.name, ""),
            func.coalesce(Asset.number, ""),
            Site.name,
            Site.timezone,
        )
        .join(VisitPlan, VisitPlan.agreement_line_id == AgreementLine.id)
        .outerjoin(ServiceTask, ServiceTask.id == VisitPlan.task_id)
        .outerjoin(AgreementLine.asset)
        .join(Site, Site.id == func.coalesce(Asset.site_id, VisitPlan.site_id))
        .where(AgreementLine.agreement_id == agreement_id)
    )
    return {key: _Line(*told) for key, *told in session.execute(statement)}


def _ordered(
    session: Session, agreement_id: int, first: date, last: date, lines: Mapping[int, _Line], *, technicians: bool
) -> Iterator[PlannedService]:
    """The visits that have their orders; one that is on the board stands with its time, however wide its window is."""
    booked = select(func.min(Booking.id)).where(Booking.order_id == Order.id, LIVE).correlate(Order).scalar_subquery()
    statement = (
        select(Visit, Order.number, Booking.start_at, Booking.finish_at, Technician.name)
        .join(Visit.agreement_line)
        .join(Visit.order)
        .join(Stage, Stage.id == Order.stage_id)
        .outerjoin(Booking, Booking.id == booked)
        .outerjoin(Technician, Technician.id == Booking.technician_id)
        .where(
            AgreementLine.agreement_id == agreement_id,
            Visit.planned_on.between(first, last),
            Stage.meaning != StageMeaning.CANCELLED,
        )
    )
    for visit, order, start, finish, technician in session.execute(statement):
        line = lines.get(visit.agreement_line_id)
        if line is None:
            continue
        fixed = None if start is None else span(at_site(start, line.zone), at_site(finish, line.zone))
        yield PlannedService(
            day=visit.planned_on if start is None else at_site(start, line.zone).date(),
            window=fixed or _window(visit.earliest, visit.latest, line.zone),
            asset=line.asset,
            asset_number=line.asset_number,
            service=line.service,
            place=line.place,
            technician=(technician or "") if technicians else "",
            order=order,
            done=visit.done_on is not None,
        )


def _to_come(
    session: Session, agreement_id: int, first: date, last: date, lines: Mapping[int, _Line]
) -> Iterator[PlannedService]:
    """The visits that are not ordered yet, as they would be made."""
    for row in preview(session, Period(first, last), agreement_id=agreement_id):
        line = lines.get(row.line_id)
        if line is None or row.order is None or row.day is None or row.earliest is None or row.latest is None:
            continue
        yield PlannedService(
            day=row.day,
            window=_window(row.earliest, row.latest, line.zone),
            asset=line.asset,
            asset_number=line.asset_number,
            service=line.service,
            place=line.place,
            technician="",
            order="",
            done=False,
        )


def _window(earliest: datetime, latest: datetime, zone: str) -> str:
    """From when until when; whole days without their hours, and a single one with nothing at all."""
    begin, end = at_site(earliest, zone), at_site(latest, zone)
    if begin.time() == time.min and end.time() == time.min:
        last = end.date() - timedelta(days=1)
        return "" if last <= begin.date() else f"{day(begin)} – {day(last)}"
    return f"{clock_time(begin)} – {clock_time(end)}" if begin.date() == end.date() else span(begin, end)
