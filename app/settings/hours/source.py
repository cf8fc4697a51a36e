"""The calendars of technicians, read and kept."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from app.settings.source import Loaded, Source
from app.shared.refusals import at_field
from domain.errors import Refusal
from domain.language import tr
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.timesheet_queries import TimesheetRow, closures, timesheets
from domain.workforce.timesheet_service import change_timesheet

SUBJECTS = ("technician", "shift", "shift exception", "absence", "on-call duty", "team", "calendar")


def read(since: date, session: Session) -> Loaded[TimesheetRow]:
    return Loaded(timesheets(session, since), more={"closed": closures(session)})


def save(work: UnitOfWork, before: TimesheetRow | None, values: Mapping[str, Any]) -> int:
    if before is None:
        raise Refusal(tr("Technicians are entered in the section “Technicians”."))
    with at_field("sheet"):
        change_timesheet(work, before.id, before.sheet, values["sheet"])
    return before.id


def source_from(first: date) -> Source[TimesheetRow]:
    """The calendars from a week on; the night before belongs to it, wherever on earth."""
    return Source(SUBJECTS, partial(read, first - timedelta(days=2)), save)
