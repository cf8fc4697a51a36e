"""What the demo company promises: calendars, SLAs, who has which, reasons, and what stands on its papers."""

from collections.abc import Iterable

from domain.calendars.closing import CalendarDraft, ClosedDays, OpenDay
from domain.calendars.hours import Window
from domain.calendars.service import create_calendar
from domain.parameters.service import change
from domain.parameters.standard_reasons import make_standard_reasons
from domain.parties.model import Customer
from domain.sla.draft import LevelDraft, SlaDraft
from domain.sla.model import LevelAction
from domain.sla.service import create_sla
from domain.sla.standard import OFFICE_HOURS, WARNINGS, hours
from domain.store.unit_of_work import UnitOfWork

CHIEF = "dispatch"
EVERY_DAY = range(7)
OFFICE = CalendarDraft(
    name="Office hours",
    windows=OFFICE_HOURS,
    country="DE",
    subdivision="BB",
    open_holidays=(OpenDay("Reformationstag"),),
    closures=(ClosedDays("Between the years", 12, 24, 1, 1),),
)
ALWAYS = CalendarDraft(name="Around the clock", windows=tuple(Window(day, 0, 1440) for day in EVERY_DAY))
NIGHT = CalendarDraft(
    name="Night shift",
    windows=tuple(Window(day, *span) for day in EVERY_DAY for span in ((0, 6 * 60), (20 * 60, 1440))),
    timezone="Europe/Berlin",
)
FAVOURED = {
    "Klinikum Falkenwiese": "Gold",
    "St. Adalbert Hospital": "Gold",
    "Nodus Data Centres": "Gold",
    "Kaltwasser Colocation": "Gold",
    "Märkisches Feld Airport": "Gold",
    "Lindenufer Rehabilitation": "Silver",
    "Havelmarkt Potsdam": "Silver",
    "Hotel Seidelhof": "Silver",
    "Uckerfrisch Dairy": "Silver",
    "Brünnow Waterworks": "Silver",
    "Heidekorn Bakeries": "Night production",
}
"""The SLA of a customer; all others have the default one."""
PARAMETERS = {
    "centre_name": "Havelland Service Centre",
    "centre_address": "Werftstraße 12\n14467 Potsdam\nGermany",
    "centre_contact": "+49 331 23125 0\nservice@callout.example\nIBAN DE89 3704 0044 0532 0130 00",
    "paper_footer": "Work is done under our general terms of service. Please name our number when you pay.",
}
"""What stands at the head and foot of papers."""


def agree(work: UnitOfWork, customers: Iterable[Customer]) -> None:
    """Store everything, and give each of the customers the SLA that was agreed with it."""
    make_standard_reasons(work)
    for name, value in PARAMETERS.items():
        change(work, name, value)
    office, always, night = (create_calendar(work, each) for each in (OFFICE, ALWAYS, NIGHT))
    slas = {draft.name: create_sla(work, draft) for draft in _slas(office, always, night)}
    for customer in dict.fromkeys(customers):
        if customer.name in FAVOURED:
            customer.sla_id = slas[FAVOURED[customer.name]]
            work.note("customer.edited", customer)


def _slas(office: int, always: int, night: int) -> Iterable[SlaDraft]:
    """The first of them is the default."""
    yield SlaDraft(
        name="Standard",
        calendar_id=office,
        targets=hours(response=(4, 8, 18, 60), completion=(6, 12, 30, 80)),
        levels=WARNINGS,
        description="For every order that nothing else is promised for, in office hours.",
    )
    yield SlaDraft(
        name="Gold",
        calendar_id=always,
        targets=hours(response=(2, 12, 48, 168), arrival=(3.5, 20, 70, 232), completion=(4, 24, 72, 240)),
        levels=(*WARNINGS, LevelDraft(100, LevelAction.REASSIGN, responsible=CHIEF)),
        description="Day and night, with a promised arrival.",
    )
    yield SlaDraft(
        name="Silver",
        calendar_id=office,
        targets=hours(response=(2, 6, 16, 60), arrival=(4, 9, 25, 76), completion=(5, 10, 27, 80)),
        levels=WARNINGS,
        description="In office hours, with a promised arrival.",
    )
    yield SlaDraft(
        name="Night production",
        calendar_id=night,
        targets=hours(arrival=(3, 8, 27, 76), completion=(4, 10, 30, 80)),
        levels=(*WARNINGS, LevelDraft(90, LevelAction.RAISE_PRIORITY)),
        description="While the ovens are hot: in the night, on every day of the year.",
    )
