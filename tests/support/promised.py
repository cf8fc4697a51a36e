"""A calendar, an SLA and reasons to promise by, for tests."""

from dataclasses import dataclass

from domain.calendars import service as calendars
from domain.calendars.closing import CalendarDraft
from domain.calendars.hours import Window
from domain.parameters.model import ReasonFor
from domain.parameters.reasons import create_reason
from domain.sla import service as slas
from domain.sla.clock import TargetKind
from domain.sla.draft import LevelDraft, SlaDraft
from domain.sla.model import LevelAction
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority

HOURS = {TargetKind.RESPONSE: 1, TargetKind.ARRIVAL: 4, TargetKind.COMPLETION: 8}
LEVELS = (LevelDraft(50, LevelAction.NOTIFY), LevelDraft(90, LevelAction.NOTIFY))


@dataclass(frozen=True, slots=True)
class Promised:
    """Monday to Friday, 08:00 to 16:00 in Berlin; by default 1 h response, 4 h arrival, 8 h completion."""

    calendar: int
    sla: int
    waits: int
    spoilt: int
    given_up: int


def build(work: UnitOfWork) -> Promised:
    """Make everything in this unit of work; the SLA is the default."""
    calendar = calendars.create_calendar(work, office("Office"))
    return Promised(
        calendar=calendar,
        sla=slas.create_sla(work, sla("Standard", calendar, levels=LEVELS)),
        waits=create_reason(work, ReasonFor.PAUSE, "WAIT", "Waits for the customer"),
        spoilt=create_reason(work, ReasonFor.BREACH, "LATE", "Was on another job"),
        given_up=create_reason(work, ReasonFor.CANCEL, "OFF", "Not needed any more"),
    )


def office(name: str, first: int = 8, last: int = 16) -> CalendarDraft:
    """Monday to Friday between two hours."""
    windows = tuple(Window(weekday, first * 60, last * 60) for weekday in range(5))
    return CalendarDraft(name=name, windows=windows, timezone="Europe/Berlin")


def sla(
    name: str,
    calendar: int,
    *,
    times: int = 1,
    kinds: tuple[TargetKind, ...] = tuple(TargetKind),
    levels: tuple[LevelDraft, ...] = (),
) -> SlaDraft:
    """An SLA of `times` the usual hours for orders of low priority; each more urgent one has half of that."""
    targets = {
        (kind, priority): HOURS[kind] * 60 * times // 2 ** (3 - priority.rank)
        for kind in kinds
        for priority in Priority
    }
    return SlaDraft(name=name, calendar_id=calendar, targets=targets, levels=levels)
