"""What people do with rules: make, change, switch and delete them."""

from dataclasses import dataclass, fields, replace

from sqlalchemy import select

from domain.assets.model import Asset, AssetGroup, AssetModel
from domain.errors import Refusal
from domain.language import tr
from domain.monitoring.definitions.checking import check
from domain.monitoring.definitions.definition import Definition, encode
from domain.monitoring.model import Alert, Grouping, ResponsePlan, Rule
from domain.orders.header import check_minutes
from domain.store.base import Entity
from domain.store.names import name_of_copy
from domain.store.unit_of_work import UnitOfWork
from domain.store.versions import check_version
from domain.words import Priority, Severity
from domain.workforce.model import Skill

MOST_STORM = 10_000


@dataclass(frozen=True, slots=True)
class RuleDraft:
    """A rule as it is asked for. One of kind, model, asset and group says what it holds for; none is everything."""

    name: str
    definition: Definition
    severity: Severity
    kind: str | None = None
    asset_model_id: int | None = None
    asset_id: int | None = None
    asset_group_id: int | None = None
    active: bool = True
    opens_order: bool = True
    priority: Priority = Priority.NORMAL
    skill_id: int | None = None
    minutes: int = 90
    advice: str = ""
    grouping: Grouping = Grouping.NONE
    storm_limit: int | None = None
    storm_seconds: int = 3600
    quiet_while_visited: bool = True
    plan_id: int | None = None
    """The plan that answers its alerts, which then open no order by themselves."""


def create_rule(work: UnitOfWork, draft: RuleDraft) -> int:
    """Make a rule; returns its id."""
    kept = _checked(work, draft, None)
    return work.add(Rule(**_columns(kept)), "rule.created").id


def change_rule(work: UnitOfWork, rule_id: int, draft: RuleDraft, version: int) -> None:
    """Put a draft in the place of a rule that was read as `version`; alerts that are open follow the new condition."""
    rule = work.get(Rule, rule_id, lock=True)
    check_version(rule, version, rule.name)
    for name, value in _columns(_checked(work, draft, rule_id)).items():
        setattr(rule, name, value)
    work.note("rule.changed", rule)


def copy_rule(work: UnitOfWork, rule_id: int) -> int:
    """Make a rule like this one, switched off until somebody has looked at it; returns its id."""
    rule = work.get(Rule, rule_id)
    return create_rule(
        work, replace(draft_of(rule), name=name_of_copy(work.session, Rule.name, rule.name), active=False)
    )


def delete_rule(work: UnitOfWork, rule_id: int) -> None:
    """Delete a rule that never raised an alert."""
    rule = work.get(Rule, rule_id, lock=True)
    if work.session.scalar(select(Alert.id).where(Alert.rule_id == rule_id).limit(1)) is not None:
        raise Refusal(
            tr("“{name}” has raised alerts, which tell of it; switch it off instead of deleting it.", name=rule.name)
        )
    work.note("rule.deleted", rule)
    work.session.delete(rule)


def switch_rule(work: UnitOfWork, rule_id: int, *, active: bool) -> None:
    """Switch a rule on or off."""
    rule = work.get(Rule, rule_id, lock=True)
    if rule.active != active:
        rule.active = active
        work.note("rule.switched_on" if active else "rule.switched_off", rule)


def redefine_rule(work: UnitOfWork, rule_id: int, definition: Definition) -> None:
    """Let a rule watch for something else."""
    check(definition)
    rule = work.get(Rule, rule_id, lock=True)
    rule.definition_json = encode(definition)
    work.note("rule.changed", rule)


def draft_of(rule: Rule) -> RuleDraft:
    """A rule as somebody would ask for it."""
    same = {each.name: getattr(rule, each.name) for each in fields(RuleDraft)}
    return RuleDraft(**same)


def _columns(draft: RuleDraft) -> dict[str, object]:
    values: dict[str, object] = {each.name: getattr(draft, each.name) for each in fields(draft)}
    del values["definition"]
    return {**values, "definition_json": encode(draft.definition)}


def _checked(work: UnitOfWork, draft: RuleDraft, rule_id: int | None) -> RuleDraft:
    name = draft.name.strip()
    if not name:
        raise Refusal(tr("Give the rule a name that people recognise on an alert."), field="name")
    if work.session.scalar(select(Rule.id).where(Rule.name == name)) not in {None, rule_id}:
        raise Refusal(tr("There is already a rule called “{name}”.", name=name), field="name")
    _check_scope(work, draft)
    check_minutes(draft.minutes)
    if draft.storm_limit is not None and not 1 <= draft.storm_limit <= MOST_STORM:
        raise Refusal(tr("A storm begins beyond 1 to 10,000 alerts."), field="storm_limit")
    if draft.storm_seconds < 1:
        raise Refusal(tr("Say within how long a time."), field="storm_seconds")
    check(draft.definition)
    return replace(draft, name=name)


def _check_scope(work: UnitOfWork, draft: RuleDraft) -> None:
    scopes = (draft.kind, draft.asset_model_id, draft.asset_id, draft.asset_group_id)
    if sum(scope is not None for scope in scopes) > 1 or draft.kind == "":
        raise Refusal(tr("Choose one asset, model, group or kind that the rule holds for, or all."), field="scope")
    named: tuple[tuple[type[Entity], int | None], ...] = (
        (AssetModel, draft.asset_model_id),
        (Asset, draft.asset_id),
        (AssetGroup, draft.asset_group_id),
        (Skill, draft.skill_id),
        (ResponsePlan, draft.plan_id),
    )
    for kind, key in named:
        if key is not None:
            work.get(kind, key)
