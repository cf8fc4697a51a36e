"""What people do with response plans: make, change and delete them."""

from sqlalchemy import select, update

from domain.errors import Refusal
from domain.language import tr
from domain.monitoring.model import ResponsePlan, Rule
from domain.monitoring.plan_queries import understood
from domain.monitoring.plans.checking import check
from domain.monitoring.plans.plan import Steps, decode, encode
from domain.monitoring.response_model import PlanRun
from domain.store.names import is_taken, name_of_copy
from domain.store.unit_of_work import UnitOfWork
from domain.store.versions import check_version


def create_plan(work: UnitOfWork, name: str, steps: Steps) -> int:
    """Make a plan; returns its id."""
    plan = ResponsePlan(name=_checked(work, name, steps, None), steps_json=encode(steps))
    return work.add(plan, "response_plan.created").id


def change_plan(work: UnitOfWork, plan_id: int, name: str, steps: Steps, version: int) -> None:
    """Change a plan that was read as `version`; runs go on with the steps they began with."""
    plan = work.get(ResponsePlan, plan_id, lock=True)
    check_version(plan, version, plan.name)
    plan.name, plan.steps_json = _checked(work, name, steps, plan_id), encode(steps)
    work.note("response_plan.changed", plan)


def copy_plan(work: UnitOfWork, plan_id: int) -> int:
    """Make a plan like this one, which no rule follows; returns its id."""
    plan = work.get(ResponsePlan, plan_id)
    return create_plan(work, name_of_copy(work.session, ResponsePlan.name, plan.name), decode(plan.steps_json))


def delete_plan(work: UnitOfWork, plan_id: int) -> None:
    """Delete a plan that no rule follows; its runs go on with the steps they began with."""
    plan = work.get(ResponsePlan, plan_id, lock=True)
    rule = work.session.scalar(select(Rule.name).where(Rule.plan_id == plan_id).limit(1))
    if rule is not None:
        raise Refusal(tr("The rule “{rule}” follows this plan; give it another one first.", rule=rule))
    runs = update(PlanRun).where(PlanRun.plan_id == plan_id)
    for run_id in work.session.scalars(select(PlanRun.id).where(PlanRun.plan_id == plan_id)).all():
        work.tell("plan_run.plan_gone", PlanRun, run_id, {"plan_id": plan_id}, {"plan_id": None})
    work.session.execute(runs.values(plan_id=None, version=PlanRun.version + 1))
    work.note("response_plan.deleted", plan)
    work.session.delete(plan)


def follow_plan(work: UnitOfWork, rule_id: int, plan_id: int | None) -> None:
    """Let the alerts of a rule be answered by a plan from now on, or by none."""
    rule = work.get(Rule, rule_id, lock=True)
    if plan_id is not None:
        work.get(ResponsePlan, plan_id)
    if rule.plan_id != plan_id:
        rule.plan_id = plan_id
        work.note("rule.changed", rule)


def _checked(work: UnitOfWork, name: str, steps: Steps, plan_id: int | None) -> str:
    wanted = name.strip()
    if not wanted:
        raise Refusal(tr("Give the plan a name."), field="name")
    if is_taken(work.session, ResponsePlan.name, wanted, plan_id):
        raise Refusal(tr("There is already a plan called “{name}”.", name=wanted), field="name")
    check(steps, understood(work.session))
    return wanted
