"""Whether a calendar has the time for what SLAs promise: asked when either of the two is edited."""

from datetime import datetime

from sqlalchemy import select

from domain.calendars import service as calendars
from domain.calendars.closing import CalendarDraft
from domain.calendars.hours import Hours
from domain.calendars.queries import hours_of
from domain.errors import Refusal
from domain.language import tr
from domain.sla.draft import SlaDraft
from domain.sla.model import Sla
from domain.sla.queries import sla
from domain.store.unit_of_work import UnitOfWork

WHOLE = 100


def change_calendar(work: UnitOfWork, calendar_id: int, draft: CalendarDraft, version: int) -> None:
    """Put a draft in the place of a calendar, unless it leaves an SLA no time; open promises follow from it anew."""
    calendars.change_calendar(work, calendar_id, draft, version)
    hours = hours_of(work.session, calendar_id, "UTC")
    for sla_id in work.session.scalars(select(Sla.id).where(Sla.calendar_id == calendar_id).order_by(Sla.name)):
        promised = sla(work.session, sla_id).draft
        try:
            check_time(hours, promised, work.now)
        except Refusal as refusal:
            sentence = tr("“{sla}” promises more than these hours have time for; open more of them.", sla=promised.name)
            raise Refusal(sentence, field=refusal.field) from refusal


def check_time(hours: Hours, draft: SlaDraft, now: datetime) -> None:
    """Refuse hours that never come to what an SLA promises, or to the highest of its levels."""
    percent = max((WHOLE, *(level.percent for level in draft.levels)))
    hours.add(now, max(draft.targets.values()) * 60 * percent // WHOLE)
