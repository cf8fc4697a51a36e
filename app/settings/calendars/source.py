"""Working calendars, read and kept."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import available_timezones

from sqlalchemy.orm import Session

from app.settings.calendars.names import weekdays
from app.settings.calendars.weekly import parsed
from app.settings.source import Loaded, Source
from domain.calendars.closing import CalendarDraft
from domain.calendars.holidays import countries
from domain.calendars.queries import CalendarRow, calendars
from domain.calendars.service import create_calendar, delete_calendar
from domain.language import tr
from domain.sla.keeping import change_calendar
from domain.store.unit_of_work import UnitOfWork


def read(session: Session) -> Loaded[CalendarRow]:
    zones = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "posix")))
    return Loaded(
        calendars(session),
        {
            "timezone": [(None, tr("that of each site")), ("UTC", "UTC"), *((zone, zone) for zone in zones)],
            "country": [("", tr("none")), *countries().items()],
        },
    )


def save(work: UnitOfWork, before: CalendarRow | None, values: Mapping[str, Any]) -> int:
    draft = draft_of(values)
    if before is None:
        return create_calendar(work, draft)
    change_calendar(work, before.id, draft, before.version)
    return before.id


def draft_of(values: Mapping[str, Any]) -> CalendarDraft:
    """The calendar that a form tells. Raises Refusal for hours that are not understood."""
    return CalendarDraft(
        name=values["name"],
        windows=parsed(values["windows"], weekdays()),
        timezone=values["timezone"],
        country=values["country"] or "",
        subdivision=values["subdivision"] or "",
        open_holidays=values["open_holidays"],
        closures=values["closures"],
    )


def remove(work: UnitOfWork, row: CalendarRow) -> None:
    delete_calendar(work, row.id)


SOURCE = Source(("calendar",), read, save, remove)
