"""The calendars of all technicians as rows for the settings."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.calendars.closing import closed_days
from domain.calendars.queries import calendars
from domain.workforce.grouping import by_first
from domain.workforce.model import Shift, Team, Technician
from domain.workforce.technician_parts import plain_shift
from domain.workforce.time_model import Absence, OnCall, ShiftException
from domain.workforce.timesheet import SheetAbsence, SheetDuty, Timesheet
from domain.workforce.working_days import Hours
from domain.workforce.working_hours import WeeklyShift


@dataclass(frozen=True, slots=True)
class TimesheetRow:
    """One technician, the zone in which the hours are meant, and all that is entered."""

    id: int
    name: str
    team: str
    timezone: str
    calendar_id: int | None
    sheet: Timesheet


def timesheets(session: Session, since: date = date.min) -> tuple[TimesheetRow, ...]:
    """Those who work here, by name; of single days, absences and duties what is not over on the day `since`."""
    shifts, days = _shifts(session), _days(session, since)
    begin = datetime.combine(since, time.min, UTC)
    absences, duties = _absences(session, begin), _duties(session, begin)
    columns = (Technician.id, Technician.name, Team.name, Technician.timezone, Technician.calendar_id)
    statement = select(*columns).join(Technician.team).where(Technician.active).order_by(Technician.name)
    return tuple(
        TimesheetRow(
            *row,
            Timesheet(
                shifts.get(row.id, frozenset()),
                frozenset(days.get(row.id, {}).items()),
                frozenset(absences.get(row.id, ())),
                frozenset(duties.get(row.id, ())),
            ),
        )
        for row in session.execute(statement)
    )


def closures(session: Session) -> Mapping[int, Callable[[int], frozenset[date]]]:
    """What tells the closed days of each calendar."""
    return {row.id: closed_days(row.draft) for row in calendars(session)}


def _shifts(session: Session) -> Mapping[int, frozenset[WeeklyShift]]:
    found = by_first((each.technician_id, plain_shift(each)) for each in session.scalars(select(Shift)))
    return {key: frozenset(shifts) for key, shifts in found.items()}


def _days(session: Session, since: date) -> Mapping[int, Mapping[date, frozenset[Hours]]]:
    table = ShiftException
    found: dict[int, dict[date, frozenset[Hours]]] = defaultdict(dict)
    columns = (table.technician_id, table.day, table.start, table.finish)
    for key, day, start, finish in session.execute(select(*columns).where(table.day >= since)):
        hours = frozenset() if start is None or finish is None else frozenset({(start, finish)})
        found[key][day] = found[key].get(day, frozenset()) | hours
    return found


def _absences(session: Session, since: datetime) -> Mapping[int, list[SheetAbsence]]:
    statement = select(Absence).where(Absence.finish_at > since)
    return by_first((each.technician_id, _absence(each)) for each in session.scalars(statement))


def _absence(each: Absence) -> SheetAbsence:
    return SheetAbsence(each.start_at, each.finish_at, each.id, each.version, each.kind, each.status, each.note)


def _duties(session: Session, since: datetime) -> Mapping[int, list[SheetDuty]]:
    statement = select(OnCall).where(OnCall.finish_at > since)
    return by_first((each.technician_id, _duty(each)) for each in session.scalars(statement))


def _duty(each: OnCall) -> SheetDuty:
    return SheetDuty(each.start_at, each.finish_at, each.id)
