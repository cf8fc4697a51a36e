"""What a rule does about its alerts, as a value: for tries on the past."""

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.monitoring.model import Grouping, ResponsePlan, Rule
from domain.monitoring.plans.plan import Steps, decode
from domain.monitoring.rule_service import RuleDraft
from domain.words import Priority, Severity


class Answer(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """As a rule has it; with a `plan` the steps of that decide about orders."""

    severity: Severity = Severity.WARNING
    opens_order: bool = True
    priority: Priority = Priority.NORMAL
    grouping: Grouping = Grouping.NONE
    storm_limit: int | None = None
    storm_seconds: int = 3600
    quiet_while_visited: bool = True
    plan: Steps = ()


ALONE = Answer()
"""That of a rule of which nothing is known but what it watches for."""


def answer_of(session: Session, rule_name: str) -> Answer:
    """The answer of the rule called so."""
    found = session.execute(
        select(Rule, ResponsePlan.steps_json)
        .outerjoin(ResponsePlan, ResponsePlan.id == Rule.plan_id)
        .where(Rule.name == rule_name)
    ).one()
    return _answer(found[0], found[1])


def answer_of_draft(session: Session, draft: RuleDraft) -> Answer:
    """The answer of a rule as it is asked for."""
    plan = None if draft.plan_id is None else session.get(ResponsePlan, draft.plan_id)
    return _answer(draft, None if plan is None else plan.steps_json)


def _answer(rule: Rule | RuleDraft, steps: str | None) -> Answer:
    return Answer(
        rule.severity,
        rule.opens_order,
        rule.priority,
        rule.grouping,
        rule.storm_limit,
        rule.storm_seconds,
        rule.quiet_while_visited,
        () if steps is None else decode(steps),
    )
