"""The section of technicians."""

from collections.abc import Mapping, Sequence
from datetime import time
from functools import partial
from typing import Any

from app.settings.calendars.week_field import WeekField
from app.settings.fields import ChecksField, DecimalField
from app.settings.section import Section
from app.settings.source import Loaded
from app.settings.technicians.member_line import MemberLine
from app.settings.technicians.shifts import written
from app.settings.technicians.skill_line import SkillLine
from app.settings.technicians.source import SOURCE
from app.settings.words import name_or_left, yes_or_no
from app.shared.columns import Column
from app.shared.coordinates import CoordinatesField
from app.shared.fields import CheckField, ChoiceField, Field, NumberField, TextField
from app.shared.forms import Form
from app.shared.kit import Kit
from app.shared.rows_field import RowsField
from app.shared.search_choice import SearchChoiceField
from domain.language import tr
from domain.workforce.model import Bookable, DayPlace
from domain.workforce.queries import TechnicianRow
from domain.workforce.technician_checks import MOST_AT_ONCE
from domain.workforce.working_hours import WeeklyShift

DAYS = frozenset(WeeklyShift(day, time(8), time(17)) for day in range(5))


def technicians_section(kit: Kit) -> Section[TechnicianRow]:
    return Section(
        key="technicians",
        title=tr("Technicians"),
        icon="users",
        new_title=tr("New technician"),
        hint=tr("Who does the work: team, skills, hours, and where the day begins. Teams and skills come first."),
        source=SOURCE,
        columns=(
            Column("name", tr("Name"), _marked, width=130, stretch=True, strong=True, tone=_tone),
            Column("kind", tr("Kind"), lambda row: row.draft.kind.label, width=80, muted=True),
            Column("team", tr("Team"), lambda row: row.team, width=100, muted=True),
            Column("category", tr("Category"), lambda row: row.draft.category, width=90, muted=True),
            Column("skills", tr("Skills"), lambda row: row.skills, width=160, muted=True, tip=lambda row: row.skills),
            Column("active", tr("Works here"), lambda row: yes_or_no(row.active), width=90, muted=True),
        ),
        fields=_fields(kit),
        values=_values,
        name=lambda row: row.name,
        follow=_follow,
        form_share=64,
        least={"skills": 560, "active": 460, "category": 400, "kind": 340},
    )


def _fields(kit: Kit) -> Sequence[Field]:
    hint = tr(
        "Several shifts a day with commas: 08:00-12:00, 13:00-17:00. 22:00-06:00 runs into the next day. "
        "A break after a stroke: 08:00-17:00 / 30 in 12:00-13:00."
    )
    places = [(place, place.label) for place in DayPlace]
    return (
        TextField("name", tr("Name")),
        ChoiceField("kind", tr("Kind"), [(kind, kind.label) for kind in Bookable]),
        RowsField("members", tr("Members"), partial(MemberLine, kit.theme), tr("Add a member")),
        NumberField("capacity", tr("How many bookings at once"), least=1, most=MOST_AT_ONCE),
        ChoiceField("team_id", tr("Team")),
        TextField("category", tr("Category"), tr("As price lists name it, such as senior")),
        TextField("phone", tr("Phone")),
        TextField("email", tr("Mail")),
        RowsField("skills", tr("Skills"), partial(SkillLine, kit.theme), tr("Add a skill")),
        ChecksField("territories", tr("Territories")),
        WeekField("windows", tr("Hours of the week"), hint),
        SearchChoiceField("timezone", tr("Time zone of these hours")),
        ChoiceField("calendar_id", tr("Calendar whose holidays are free")),
        CoordinatesField(tr("Home")),
        ChoiceField("starts_at", tr("The day begins"), places),
        ChoiceField("ends_at", tr("The day ends"), places),
        TextField("vehicle", tr("Vehicle")),
        DecimalField("cost_rate", tr("Cost of an hour")),
        CheckField("active", tr("Works here, and is offered for orders")),
    )


def _marked(row: TechnicianRow) -> str:
    """The name; who is switched off bears a mark however narrow the list is."""
    return name_or_left(row.name, active=row.active)


def _tone(row: TechnicianRow) -> str:
    return "" if row.active else "neutral"


def _follow(form: Form, _row: TechnicianRow | None, _loaded: Loaded[TechnicianRow] | None) -> None:
    kind = form.fields["kind"].value()
    form.show_field("members", shown=kind is Bookable.CREW)
    form.show_field("capacity", shown=kind is Bookable.FACILITY)


def _values(row: TechnicianRow | None, beside: TechnicianRow | None) -> Mapping[str, Any]:
    if row is None:
        return _new_values(beside)
    draft = row.draft
    return {
        "name": draft.name,
        "kind": draft.kind,
        "members": tuple(sorted(draft.members, key=lambda each: (not each.leader, each.member_id))),
        "capacity": draft.capacity,
        "team_id": draft.team_id,
        "category": draft.category,
        "phone": draft.phone,
        "email": draft.email,
        "skills": tuple(sorted(draft.skills, key=lambda each: each.skill_id)),
        "territories": draft.territory_ids,
        "windows": written(draft.shifts),
        "timezone": draft.timezone,
        "calendar_id": draft.calendar_id,
        "coordinates": (draft.latitude, draft.longitude),
        "starts_at": draft.starts_at,
        "ends_at": draft.ends_at,
        "vehicle": draft.vehicle,
        "cost_rate": draft.cost_rate,
        "active": row.active,
    }


def _new_values(beside: TechnicianRow | None) -> Mapping[str, Any]:
    """A colleague begins where the one beside does, at the same hours."""
    like = None if beside is None else beside.draft
    return {
        "name": "",
        "kind": Bookable.PERSON,
        "members": (),
        "capacity": 1,
        "team_id": like.team_id if like else None,
        "category": like.category if like else "",
        "phone": "",
        "email": "",
        "skills": (),
        "territories": like.territory_ids if like else frozenset(),
        "windows": written(like.shifts if like else DAYS),
        "timezone": like.timezone if like else None,
        "calendar_id": like.calendar_id if like else None,
        "coordinates": (like.latitude, like.longitude) if like else "",
        "starts_at": like.starts_at if like else DayPlace.HOME,
        "ends_at": like.ends_at if like else DayPlace.HOME,
        "vehicle": "",
        "cost_rate": like.cost_rate if like else None,
        "active": True,
    }
