"""The section of working hours: a calendar for each technician."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from app.settings.hours.hours_field import HoursField
from app.settings.hours.source import source_from
from app.settings.hours.week import first_week, minutes_of
from app.settings.section import Section
from app.settings.source import Loaded
from app.shared.columns import RIGHT, Column
from app.shared.forms import Form
from app.shared.kit import Kit
from domain.language import tr
from domain.workforce.timesheet import Timesheet
from domain.workforce.timesheet_queries import TimesheetRow


def hours_section(kit: Kit) -> Section[TimesheetRow]:
    today = kit.times.local(kit.times.now()).date()
    return Section(
        key="hours",
        title=tr("Working hours"),
        icon="calendar-clock",
        new_title="",
        hint=tr("Shifts, breaks, single days, absences and on-call duty of each technician, on a calendar."),
        source=source_from(first_week(today)),
        columns=(
            Column("name", tr("Name"), lambda row: row.name, stretch=True, strong=True),
            Column("team", tr("Team"), lambda row: row.team, width=110, muted=True),
            Column("hours", tr("A week"), partial(_a_week, kit), sort=_week_minutes, width=70, align=RIGHT),
        ),
        fields=(HoursField("sheet", tr("Calendar"), kit, today),),
        values=_values,
        name=lambda row: row.name,
        follow=_follow,
        form_share=74,
        least={"team": 260, "hours": 200},
        wide=True,
    )


def _values(row: TimesheetRow | None, _beside: TimesheetRow | None) -> Mapping[str, Any]:
    return {"sheet": Timesheet() if row is None else row.sheet}


def _follow(form: Form, row: TimesheetRow | None, loaded: Loaded[TimesheetRow]) -> None:
    field = form.fields["sheet"]
    if row is not None and isinstance(field, HoursField):
        field.show_zone(row.timezone, loaded.more.get("closed", {}).get(row.calendar_id))


def _week_minutes(row: TimesheetRow) -> int:
    return minutes_of(row.sheet)


def _a_week(kit: Kit, row: TimesheetRow) -> str:
    return tr("{hours} h", hours=kit.times.number(_week_minutes(row) / 60, 1))
