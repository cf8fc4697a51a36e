"""All that a calendar of one technician shows and changes: the week, single days, absences, on-call duty."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.workforce.absence_service import AbsenceDraft
from domain.workforce.day_service import DayHours
from domain.workforce.duty_service import DutyDraft
from domain.workforce.time_model import AbsenceKind, AbsenceStatus
from domain.workforce.working_days import Hours
from domain.workforce.working_hours import WeeklyShift


@dataclass(frozen=True, slots=True)
class SheetAbsence:
    """An absence; a new one has no `id` yet."""

    start: datetime
    finish: datetime
    id: int | None = None
    version: int = 0
    kind: AbsenceKind = AbsenceKind.VACATION
    status: AbsenceStatus = AbsenceStatus.ASKED
    note: str = ""

    def draft(self, technician_id: int) -> AbsenceDraft:
        """As it is entered."""
        return AbsenceDraft(technician_id, self.start, self.finish, self.kind, self.note)


@dataclass(frozen=True, slots=True)
class SheetDuty:
    """On-call duty; a new one has no `id` yet."""

    start: datetime
    finish: datetime
    id: int | None = None

    def draft(self, technician_id: int) -> DutyDraft:
        """As it is entered."""
        return DutyDraft(technician_id, self.start, self.finish)


@dataclass(frozen=True, slots=True)
class Timesheet:
    """The time of one technician as it is entered; `days` are the hours of those that are not as every week."""

    shifts: frozenset[WeeklyShift] = frozenset()
    days: frozenset[tuple[date, frozenset[Hours]]] = frozenset()
    absences: frozenset[SheetAbsence] = frozenset()
    duties: frozenset[SheetDuty] = frozenset()

    def hours_on(self, day: date) -> DayHours:
        """The hours of a day that is not as every week; None for one that is."""
        return dict(self.days).get(day)
