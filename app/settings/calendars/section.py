"""The section of working calendars."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from app.settings.calendars.closure_line import ClosureLine
from app.settings.calendars.source import SOURCE, draft_of
from app.settings.calendars.week_field import WeekField
from app.settings.calendars.weekly import written
from app.settings.calendars.year_field import YearField
from app.settings.section import Section
from app.settings.source import Loaded
from app.shared.columns import RIGHT, Column
from app.shared.fields import ChoiceField, TextField
from app.shared.forms import Form
from app.shared.kit import Kit
from app.shared.rows_field import RowsField
from app.shared.search_choice import SearchChoiceField
from domain.calendars.closing import CalendarDraft
from domain.calendars.holidays import countries, subdivisions
from domain.calendars.hours import Window
from domain.calendars.queries import CalendarRow
from domain.errors import Refusal
from domain.language import tr

OFFICE = tuple(Window(day, 8 * 60, 17 * 60) for day in range(5))
HOUR = 60


def calendars_section(kit: Kit) -> Section[CalendarRow]:
    theme, year = kit.theme, kit.times.local(kit.times.now()).year
    return Section(
        key="calendars",
        title=tr("Calendars"),
        icon="calendar",
        new_title=tr("New calendar"),
        hint=tr("When time counts: hours of the week, holidays, closures. SLAs are reckoned with them."),
        source=SOURCE,
        columns=(
            Column("name", tr("Name"), lambda row: row.name, stretch=True, strong=True),
            Column("country", tr("Holidays"), _country, width=110, muted=True),
            Column("hours", tr("Hours a week"), partial(_hours, kit), sort=_minutes, width=96, align=RIGHT),
        ),
        fields=(
            TextField("name", tr("Name")),
            SearchChoiceField("timezone", tr("Time zone")),
            WeekField("windows", tr("Hours of the week")),
            SearchChoiceField("country", tr("Holidays of")),
            ChoiceField("subdivision", tr("State or region"), [("", tr("only those of the whole country"))]),
            RowsField("closures", tr("Closed days"), partial(ClosureLine, theme), tr("Add closed days")),
            YearField("open_holidays", tr("The year, and holidays on which you work"), theme, year),
        ),
        values=_values,
        name=lambda row: row.name,
        follow=_follow,
        form_share=66,
        least={"hours": 320, "country": 420},
        reckons="calendar",
    )


def _country(row: CalendarRow) -> str:
    return countries().get(row.draft.country, "")


def _minutes(row: CalendarRow) -> int:
    return sum(window.finish_minute - window.start_minute for window in row.draft.windows)


def _hours(kit: Kit, row: CalendarRow) -> str:
    minutes = _minutes(row)
    return kit.times.number(minutes / HOUR, 0 if minutes % HOUR == 0 else 2)


def _values(row: CalendarRow | None, beside: CalendarRow | None) -> Mapping[str, Any]:
    if row is not None:
        draft = row.draft
    elif beside is not None:
        given = beside.draft
        draft = CalendarDraft("", given.windows, given.timezone, given.country, given.subdivision)
    else:
        draft = CalendarDraft("", OFFICE)
    return {
        "name": draft.name,
        "timezone": draft.timezone,
        "windows": written(draft.windows),
        "country": draft.country,
        "subdivision": draft.subdivision,
        "closures": draft.closures,
        "open_holidays": draft.open_holidays,
    }


def _follow(form: Form, _row: CalendarRow | None, _loaded: Loaded[CalendarRow]) -> None:
    country, region, year = form.fields["country"].value(), form.fields["subdivision"], form.fields["open_holidays"]
    if isinstance(region, ChoiceField):
        whole = ("", tr("only those of the whole country"))
        region.offer([whole, *subdivisions(country or "").items()])
        if region.value() is None:
            region.set_value("")
    form.show_field("subdivision", bool(country))
    if isinstance(year, YearField):
        try:
            year.show_calendar(draft_of(form.values()))
        except Refusal:  # hours half typed; the year is shown as it was until they are whole
            return
