"""What rosters follow from, read for many technicians with one statement each."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from domain.calendars.closing import closed_days
from domain.calendars.queries import calendars
from domain.workforce.grouping import by_first
from domain.workforce.model import Shift, Technician
from domain.workforce.spans import Span
from domain.workforce.time_model import Absence, AbsenceStatus, OnCall, ShiftException
from domain.workforce.working_days import ONE_DAY, Away, Hours
from domain.workforce.working_hours import WeeklyShift

MANY = 500
"""Up to so many technicians are named to the database; of more, those of all are read."""

Closed = Callable[[int], frozenset[date]]


class RosterReader:
    """Reads what concerns some technicians, or all, between two moments."""

    def __init__(
        self, session: Session, since: datetime, until: datetime, technician_ids: Collection[int] | None
    ) -> None:
        self._session = session
        self._since, self._until = since, until
        self._named = None if technician_ids is None else frozenset(technician_ids)

    def people(self) -> Mapping[int, tuple[str, int | None]]:
        """The zone and the calendar of each."""
        found = self._rows(select(Technician.id, Technician.timezone, Technician.calendar_id), Technician.id)
        return {key: (zone, calendar_id) for key, zone, calendar_id in found}

    def weeks(self) -> Mapping[int, frozenset[WeeklyShift]]:
        """The shifts of each."""
        columns = (Shift.weekday, Shift.start, Shift.finish, Shift.break_minutes, Shift.break_from, Shift.break_until)
        rows = self._rows(select(Shift.technician_id, *columns), Shift.technician_id)
        found = by_first((key, WeeklyShift(*shift)) for key, *shift in rows)
        return {key: frozenset(shifts) for key, shifts in found.items()}

    def exceptions(self) -> Mapping[int, Mapping[date, tuple[Hours, ...]]]:
        """The hours of single days of those who have such."""
        table = ShiftException
        first, last = (self._since - 2 * ONE_DAY).date(), (self._until + ONE_DAY).date()
        statement = select(table.technician_id, table.day, table.start, table.finish)
        found: dict[int, dict[date, tuple[Hours, ...]]] = defaultdict(dict)
        rows = self._rows(statement.where(table.day.between(first, last)), table.technician_id)
        for key, day, start, finish in rows:
            hours = () if start is None else ((start, finish),)
            found[key][day] = (*found[key].get(day, ()), *hours)
        return found

    def absences(self) -> Mapping[int, list[Away]]:
        """When each is away or asked to be; refused ones are no absences."""
        table = Absence
        statement = (
            select(table.technician_id, table.start_at, table.finish_at, table.kind, table.note, table.status)
            .where(table.start_at < self._until, table.finish_at > self._since)
            .where(table.status != AbsenceStatus.REFUSED)
            .order_by(table.start_at)
        )
        return by_first(
            (
                key,
                Away(start, finish, f"{kind.label}: {note}" if note else kind.label, status is AbsenceStatus.APPROVED),
            )
            for key, start, finish, kind, note, status in self._rows(statement, table.technician_id)
        )

    def duties(self) -> Mapping[int, list[Span]]:
        """When each can be called out."""
        table = OnCall
        statement = select(table.technician_id, table.start_at, table.finish_at).where(
            table.start_at < self._until, table.finish_at > self._since
        )
        rows = self._rows(statement, table.technician_id)
        return by_first((key, (start, finish)) for key, start, finish in rows)

    def closed(self, calendar_ids: Collection[int]) -> Mapping[int, Closed]:
        """The closed days of some calendars; those of a year are reckoned once."""
        if not calendar_ids:
            return {}
        return {row.id: cache(closed_days(row.draft)) for row in calendars(self._session) if row.id in calendar_ids}

    def _rows(self, statement: Select[*tuple[Any, ...]], technician: InstrumentedAttribute[int]) -> Iterable[Any]:
        """The rows of those who were asked for; the first column says whose each is."""
        named = self._named
        if named is None:
            return self._session.execute(statement)
        if len(named) <= MANY:
            return self._session.execute(statement.where(technician.in_(named)))
        return (row for row in self._session.execute(statement) if row[0] in named)
