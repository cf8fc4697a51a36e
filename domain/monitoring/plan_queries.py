"""Response plans as rows, and the names of what their steps speak of."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.monitoring.model import ResponsePlan, Rule
from domain.monitoring.plans.plan import Steps, decode

Named = tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One plan, read as `version`, with the rules whose alerts it answers."""

    id: int
    version: int
    name: str
    steps: Steps
    rules: tuple[str, ...]


def plans(session: Session) -> tuple[PlanRow, ...]:
    """All plans by name."""
    followed: dict[int | None, list[str]] = {}
    named = select(Rule.plan_id, Rule.name).where(Rule.plan_id.is_not(None)).order_by(Rule.name)
    for plan_id, rule in session.execute(named):
        followed.setdefault(plan_id, []).append(rule)
    found = session.scalars(select(ResponsePlan).order_by(ResponsePlan.name))
    return tuple(
        PlanRow(plan.id, plan.version, plan.name, decode(plan.steps_json), tuple(followed.get(plan.id, ())))
        for plan in found
    )


def plan_names(session: Session) -> Named:
    """What rules may follow."""
    found = session.execute(select(ResponsePlan.id, ResponsePlan.name).order_by(ResponsePlan.name))
    return tuple((key, name) for key, name in found)
