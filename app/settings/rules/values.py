"""The values of the form for a rule, for a new one, and for one that comes from a file."""

from collections.abc import Mapping
from typing import Any

from app.settings.calendars.weekly import written
from app.settings.rules.condition_editor import FRESH
from app.settings.rules.source import hours_of
from domain.monitoring.definitions.definition import Definition
from domain.monitoring.rule_file import HoldsFor, RuleFile
from domain.monitoring.rule_queries import RuleRow
from domain.monitoring.rule_service import RuleDraft
from domain.words import Severity

A_WHILE = 300.0
NEW = RuleDraft("", Definition(FRESH, duration=A_WHILE), Severity.MAJOR)
OF_FILE = ("name", "severity", "opens_order", "priority", "advice", "grouping", "storm_seconds", "quiet_while_visited")


def values(row: RuleRow | None, beside: RuleRow | None) -> Mapping[str, Any]:
    """A new rule begins as simple as can be, and holds for what the one beside does."""
    if row is not None:
        return of_draft(row.draft)
    return {**of_draft(NEW), "scope": scope_of(beside.draft) if beside else ("all", None)}


def of_draft(draft: RuleDraft) -> dict[str, Any]:
    """What the fields hold for a rule."""
    same = (
        "name",
        "severity",
        "plan_id",
        "opens_order",
        "active",
        "priority",
        "skill_id",
        "minutes",
        "advice",
        "grouping",
    )
    return {
        **{name: getattr(draft, name) for name in same},
        **of_definition(draft.definition),
        "scope": scope_of(draft),
        "storm_limit": draft.storm_limit or 0,
        "storm_seconds": draft.storm_seconds,
        "quiet_while_visited": draft.quiet_while_visited,
        "more": None,
        "trial": None,
        "file": None,
    }


def of_definition(definition: Definition) -> dict[str, Any]:
    """What the fields hold for what a rule watches."""
    same = ("when", "duration", "clearing", "clear_when", "clear_duration", "silence", "reopens", "levels")
    return {
        **{name: getattr(definition, name) for name in same},
        "schedule": written(hours_of(definition.schedule)),
        "zone": definition.schedule.zone if definition.schedule else definition.zone,
    }


def of_file(rule: RuleFile) -> dict[str, Any]:
    """What the fields hold for a rule from a file, but for what stands there by name."""
    return {
        **{name: getattr(rule, name) for name in OF_FILE},
        **of_definition(rule.definition),
        "minutes": rule.minutes,
        "storm_limit": rule.storm_limit or 0,
    }


def file_of(draft: RuleDraft, holds_for: str, skill: str, plan: str) -> RuleFile:
    """The file of a rule, with what it holds for, the skill and the plan by their names."""
    return RuleFile(
        definition=draft.definition,
        holds_for=HoldsFor(scope_of(draft)[0], holds_for),
        skill=skill,
        plan=plan,
        minutes=draft.minutes,
        storm_limit=draft.storm_limit,
        **{name: getattr(draft, name) for name in OF_FILE},
    )


def scope_of(draft: RuleDraft) -> tuple[str, int | str | None]:
    """What the rule holds for, as its field has it."""
    keys = {"kind": draft.kind, "model": draft.asset_model_id, "group": draft.asset_group_id, "asset": draft.asset_id}
    return next(((what, key) for what, key in keys.items() if key is not None), ("all", None))
