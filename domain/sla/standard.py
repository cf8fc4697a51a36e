"""The calendar and the SLA that a service centre begins with; its administrator goes on from there."""

from collections.abc import Mapping

from domain.calendars.closing import CalendarDraft
from domain.calendars.hours import Window
from domain.calendars.service import create_calendar
from domain.language import tr
from domain.sla.clock import TargetKind
from domain.sla.draft import LevelDraft, SlaDraft
from domain.sla.model import LevelAction
from domain.sla.service import create_sla
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority

OFFICE_HOURS = tuple(
    Window(weekday, start, finish)
    for weekday in range(5)
    for start, finish in ((8 * 60, 12 * 60), (12 * 60 + 45, 17 * 60))
)
WARNINGS = tuple(LevelDraft(percent, LevelAction.NOTIFY) for percent in (50, 75, 90, 100))


def make_standard_sla(work: UnitOfWork, country: str, subdivision: str = "") -> int:
    """Make office hours with the holidays of that country, and on them the default SLA; returns the id of this one."""
    office = CalendarDraft(name=tr("Office hours"), windows=OFFICE_HOURS, country=country, subdivision=subdivision)
    standard = SlaDraft(
        name=tr("Standard"),
        calendar_id=create_calendar(work, office),
        targets=hours(response=(2, 4, 8, 16), completion=(8, 16, 40, 80)),
        levels=WARNINGS,
        description=tr("For every order that nothing else is promised for."),
    )
    return create_sla(work, standard)


def hours(**promised: tuple[float, float, float, float]) -> Mapping[tuple[TargetKind, Priority], int]:
    """Targets from working hours by kind, each from the most urgent priority to the least."""
    return {
        (TargetKind(kind), priority): round(each * 60)
        for kind, by_priority in promised.items()
        for priority, each in zip(Priority, by_priority, strict=True)
    }
