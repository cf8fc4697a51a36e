"""Rules, read and kept."""

from collections.abc import Mapping
from functools import partial
from math import isfinite
from typing import Any

from sqlalchemy.orm import Session

from app.settings.calendars.names import weekdays
from app.settings.calendars.weekly import parsed
from app.settings.source import Loaded, Source
from app.shared.kit import Kit
from app.shared.refusals import at_field
from domain.assets.entry_queries import skill_choices
from domain.calendars.hours import Window as Hours
from domain.errors import Refusal
from domain.language import tr
from domain.monitoring.definitions.definition import Clearing, Definition
from domain.monitoring.definitions.schedule import Schedule, Window
from domain.monitoring.plan_queries import plan_names
from domain.monitoring.rule_queries import RuleRow, known_metrics, limit_names, rules, scopes, watched_assets
from domain.monitoring.rule_service import (
    RuleDraft,
    change_rule,
    copy_rule,
    create_rule,
    delete_rule,
    switch_rule,
)
from domain.parties.choices import zones
from domain.store.unit_of_work import UnitOfWork

SAME = ("name", "severity", "plan_id", "opens_order", "active", "priority", "skill_id", "advice", "grouping",
        "quiet_while_visited")  # fmt: skip


def read(kit: Kit, session: Session) -> Loaded[RuleRow]:
    return Loaded(
        rules(session, kit.times.now()),
        {
            "scope": [((what, key), word) for what, key, word in scopes(session)],
            "plan_id": [(None, tr("none")), *plan_names(session)],
            "skill_id": [(None, tr("that of the model")), *skill_choices(session)],
            "zone": [("UTC", "UTC"), *((zone, zone) for zone in zones() if zone != "UTC")],
        },
        {
            "metrics": known_metrics(session),
            "assets": {asset.id: asset for asset in watched_assets(session)},
            "limits": limit_names(session),
        },
    )


def save(work: UnitOfWork, before: RuleRow | None, values: Mapping[str, Any]) -> int:
    draft = draft_from(values)
    if before is None:
        return create_rule(work, draft)
    change_rule(work, before.id, draft, before.version)
    return before.id


def remove(work: UnitOfWork, row: RuleRow) -> None:
    delete_rule(work, row.id)


def switch(work: UnitOfWork, row: RuleRow) -> None:
    switch_rule(work, row.id, active=not row.draft.active)


def copy(work: UnitOfWork, row: RuleRow) -> None:
    copy_rule(work, row.id)


def draft_from(values: Mapping[str, Any]) -> RuleDraft:
    """The rule that the form asks for."""
    what, key = values["scope"]
    if what != "all" and key is None:
        raise Refusal(tr("Choose what the rule holds for."), field="scope")
    return RuleDraft(
        definition=definition_from(values),
        kind=key if what == "kind" else None,
        asset_model_id=key if what == "model" else None,
        asset_group_id=key if what == "group" else None,
        asset_id=key if what == "asset" else None,
        minutes=int(values["minutes"]),
        storm_limit=int(values["storm_limit"]) or None,
        storm_seconds=int(values["storm_seconds"]) if isfinite(values["storm_seconds"]) else 0,
        **{name: values[name] for name in SAME},
    )


def definition_from(values: Mapping[str, Any]) -> Definition:
    """What the form says the rule watches for; what it does not ask for counts for nothing."""
    clearing = values["clearing"]
    return Definition(
        when=values["when"],
        duration=values["duration"],
        clearing=clearing,
        clear_when=values["clear_when"] if clearing is Clearing.CONDITION else None,
        clear_duration=values["clear_duration"] if clearing is Clearing.CONDITION else 0.0,
        silence=values["silence"] if clearing is Clearing.SILENCE else 0.0,
        reopens=values["reopens"],
        levels=values["levels"],
        schedule=schedule_from(values["schedule"], values["zone"]),
        zone=values["zone"] or "UTC",
    )


def schedule_from(lines: tuple[str, ...], zone: str | None) -> Schedule | None:
    """When a rule counts, from a line for each day; always where none says anything."""
    with at_field("schedule", {"windows"}):
        found = parsed(lines, weekdays())
    spans = sorted({(window.start_minute, window.finish_minute) for window in found})
    windows = tuple(
        Window(
            tuple(sorted({each.weekday for each in found if (each.start_minute, each.finish_minute) == span})), *span
        )
        for span in spans
    )
    return Schedule(zone or "UTC", windows) if windows else None


def hours_of(schedule: Schedule | None) -> list[Hours]:
    """The windows of a schedule, one for each day."""
    windows = schedule.windows if schedule else ()
    days = ((day, window) for window in windows for day in window.weekdays)
    return [Hours(day, window.start, window.end) for day, window in sorted(days, key=lambda each: each[1].start)]


def source(kit: Kit) -> Source[RuleRow]:
    return Source(
        ("rule", "alert", "metric", "asset limit", "asset model", "asset group", "response plan"),
        partial(read, kit),
        save,
        remove,
    )
