"""When each technician works, is away, has breaks and is on call, for many technicians at once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from domain.workforce.roster_loading import RosterReader
from domain.workforce.spans import Span, cut, joined
from domain.workforce.working_days import Away, Break, Days, Dial, Week, laid_out, present
from domain.workforce.working_hours import WeeklyShift

__all__ = ["Away", "Break", "Roster", "rosters"]


@dataclass(frozen=True, slots=True)
class Roster:
    """The time of one technician, within the window that was asked for."""

    working: tuple[Span, ...]
    away: tuple[Away, ...] = ()
    breaks: tuple[Break, ...] = ()
    on_call: tuple[Span, ...] = ()


def rosters(
    session: Session, since: datetime, until: datetime, technician_ids: Collection[int] | None = None
) -> Mapping[int, Roster]:
    """The roster of everybody, or of some, between two moments (aware UTC).

    Working are the shifts of the week, instead of which stand the exceptions of a day, but not on closed days of the
    technician's calendar, nor during approved absences.
    """
    house = _House(RosterReader(session, since, until, technician_ids), since, until)
    return {key: house.roster(key) for key in house.people}


class _House:
    """Lays out the days of everybody; those with one week, zone and calendar have the same."""

    def __init__(self, reader: RosterReader, since: datetime, until: datetime) -> None:
        self._since, self._until = since, until
        self.people = reader.people()
        self._weeks = reader.weeks()
        self._exceptions = reader.exceptions()
        self._absences = reader.absences()
        self._duties = reader.duties()
        self._closed = reader.closed({calendar for _, calendar in self.people.values() if calendar is not None})
        self._dials: dict[str, Dial] = {}
        self._usual: dict[tuple[frozenset[WeeklyShift], str, int | None], Days] = {}

    def roster(self, key: int) -> Roster:
        """The roster of one of the technicians."""
        away = self._absences.get(key, ())
        taken = ((each.start, each.finish) for each in away if each.approved)
        days = present(self._days(key), taken, self._since, self._until)
        return Roster(
            working=days.working,
            away=tuple(each.cut(self._since, self._until) for each in away),
            breaks=days.breaks,
            on_call=cut(joined(self._duties.get(key, ())), self._since, self._until),
        )

    def _days(self, key: int) -> Days:
        zone, calendar = self.people[key]
        shifts = self._weeks.get(key, frozenset())
        if key in self._exceptions:
            return self._laid_out(Week(shifts, self._exceptions[key], self._closed.get(calendar or 0)), zone)
        usual = (shifts, zone, calendar)
        if usual not in self._usual:
            self._usual[usual] = self._laid_out(Week(shifts, closed=self._closed.get(calendar or 0)), zone)
        return self._usual[usual]

    def _laid_out(self, week: Week, zone: str) -> Days:
        if zone not in self._dials:
            self._dials[zone] = Dial(zone)
        return laid_out(week, self._dials[zone], self._since, self._until)
