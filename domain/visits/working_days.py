"""On which days work goes on where a visit is."""

from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.agreements.model import AgreementLine
from domain.calendars.queries import hours_of
from domain.orders.model import Order
from domain.parties.model import Site
from domain.visits.lines import read_books
from domain.visits.model import AgreementPlanning, Visit
from domain.visits.open_days import OpenDays
from domain.visits.plan_lines import always_open
from domain.visits.window import OpenDay


def working_days(session: Session, visit_id: int) -> OpenDay:
    """Says of any day whether it is open by the calendar of the agreement, else by that of all visits."""
    statement = (
        select(AgreementPlanning.calendar_id, Site.timezone)
        .select_from(Visit)
        .join(AgreementLine, AgreementLine.id == Visit.agreement_line_id)
        .join(Order, Order.id == Visit.order_id)
        .join(Site, Site.id == Order.site_id)
        .outerjoin(AgreementPlanning, AgreementPlanning.agreement_id == AgreementLine.agreement_id)
        .where(Visit.id == visit_id)
    )
    found = session.execute(statement).one_or_none()
    if found is None:
        return always_open
    chosen, zone = found
    calendar_id = chosen or read_books(session).default_calendar
    return always_open if calendar_id is None else OpenDays(hours_of(session, calendar_id, zone), ZoneInfo(zone))
