"""SLAs, read and kept."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from app.settings.source import Loaded, Source
from app.shared.refusals import at_field
from domain.calendars.queries import CalendarRow, calendars
from domain.errors import Refusal
from domain.language import tr
from domain.sla.clock import TargetKind
from domain.sla.draft import SlaDraft
from domain.sla.queries import SlaRow, slas
from domain.sla.service import change_sla, create_sla, delete_sla, make_default, switch_sla
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority

PROMISES = frozenset(f"{kind}.{priority}" for kind in TargetKind for priority in Priority)


def read(session: Session) -> Loaded[SlaRow]:
    found = calendars(session)
    return Loaded(
        slas(session),
        {"calendar": [(row.id, row.name) for row in found]},
        {"days": {row.id: longest_day(row) for row in found}},
    )


def longest_day(row: CalendarRow) -> int:
    """The minutes of the longest working day: what "one day" means with this calendar."""
    days: dict[int, int] = {}
    for window in row.draft.windows:
        days[window.weekday] = days.get(window.weekday, 0) + window.finish_minute - window.start_minute
    return max(days.values(), default=0)


def save(work: UnitOfWork, before: SlaRow | None, values: Mapping[str, Any]) -> int:
    sla_id = _kept(work, before, _draft(values))
    if before is not None and before.is_default and not values["is_default"]:
        raise Refusal(tr("Make another SLA the default instead."), field="is_default")
    if values["is_default"]:
        make_default(work, sla_id)
    switch_sla(work, sla_id, active=values["active"])
    return sla_id


def remove(work: UnitOfWork, row: SlaRow) -> None:
    delete_sla(work, row.id)


def _kept(work: UnitOfWork, before: SlaRow | None, draft: SlaDraft) -> int:
    with at_field("targets", PROMISES):
        if before is None:
            return create_sla(work, draft)
        change_sla(work, before.id, draft, before.version)
    return before.id


def _draft(values: Mapping[str, Any]) -> SlaDraft:
    for typed in values["targets"].values():
        if not isinstance(typed, int):
            sentence = tr("“{typed}” is no span of time; write 30 min, 4 h or 2 d 4 h.", typed=typed)
            raise Refusal(sentence, field="targets")
    if values["calendar"] is None:
        raise Refusal(tr("Choose a calendar."), field="calendar")
    return SlaDraft(
        name=values["name"],
        calendar_id=values["calendar"],
        targets=values["targets"],
        levels=values["levels"],
        description=values["description"],
    )


SOURCE = Source(("sla", "calendar"), read, save, remove)
