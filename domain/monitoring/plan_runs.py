"""Plans at work on alerts: begun with the alert, gone on with step by step, and stopped or repeated by people.

Each step is one unit of work: what it does, the fact of it, and that it is done, are kept together or not at all.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.errors import Refusal
from domain.language import tr
from domain.monitoring.model import Alert, ResponsePlan
from domain.monitoring.plan_actions import perform
from domain.monitoring.plan_facts import facts_for
from domain.monitoring.plans.plan import AnyStep, decode, target
from domain.monitoring.plans.stepping import Act, End, How, Move, Rest, Standing, next_of
from domain.monitoring.plans.wording import kind_of
from domain.monitoring.response_model import PlanRun, RunState
from domain.store.portions import portions
from domain.store.unit_of_work import UnitOfWork

#: How many runs that are due are looked at in one go.
MOST = 200
_OVER = frozenset({RunState.DONE, RunState.FAILED})


def begin(work: UnitOfWork, alert: Alert) -> None:
    """Let the plan of its rule answer an alert, if there is one.

    Of an alert that was opened again the plan begins anew once it was through; one that is at work goes on, and one
    that people have paused or taken over stays theirs.
    """
    plan_id = alert.rule.plan_id
    run = _of(work, alert)
    if plan_id is None or (run is not None and run.state not in _OVER):
        return
    plan = work.get(ResponsePlan, plan_id)
    if run is None:
        run = PlanRun(alert_id=alert.id)
    run.plan_id, run.steps_json, run.state = plan_id, plan.steps_json, RunState.RUNNING
    run.begun_at = run.step_at = run.due_at = work.now
    run.position, run.memory = 0, {}
    if run.id is None:
        work.add(run, "plan_run.begun")
    else:
        work.note("plan_run.begun", run)
    work.note("alert.plan_begun", alert, plan=plan.name)


def hand_over(work: UnitOfWork, before: Alert, alert: Alert) -> None:
    """The plan that still answers an alert which is over goes on with the one that takes its place."""
    run = _of(work, before)
    if run is None or run.state in _OVER or _of(work, alert) is not None:
        return
    run.alert, run.alert_id, run.due_at = alert, alert.id, work.now
    work.note("plan_run.handed_over", run)
    work.note("alert.plan_handed_over", alert, rule=before.rule.name, asset=before.asset.name)


def advance(work: UnitOfWork, run_id: int) -> bool:
    """Go on by one step at most; False where there is nothing more to do for now. Raises Refusal, see `leave_out`."""
    run = work.get(PlanRun, run_id, lock=True)
    if run.state is not RunState.RUNNING:
        return False
    steps = decode(run.steps_json)
    standing = Standing(run.position, run.step_at, acted=bool(run.memory.get("acted")))
    match next_of(steps, standing, facts_for(work.session, run, steps, work.now)):
        case Act():
            _act(work, run, steps[run.position])
        case Move(to=to, how=how):
            _move(work, run, steps[run.position], to, how)
        case Rest(until=until):
            _rest(work, run, until)
            return False
        case End():
            _end(work, run)
            return False
    return True


def leave_out(work: UnitOfWork, run_id: int, why: str) -> None:
    """The business refused what the present step does: the plan goes on as if it had been in vain, and says why."""
    run = _held(work, run_id, RunState.RUNNING)
    steps = decode(run.steps_json)
    step = steps[run.position]
    _move(work, run, step, target(steps, run.position, step.otherwise), How.REFUSED, why=why)


def pause(work: UnitOfWork, run_id: int) -> None:
    """Let a plan do nothing more until it is resumed."""
    run = _held(work, run_id, RunState.RUNNING)
    _stand(work, run, RunState.PAUSED)


def resume(work: UnitOfWork, run_id: int) -> None:
    """Let a plan go on where it stood, also one that a person has taken over."""
    run = _held(work, run_id, RunState.PAUSED, RunState.TAKEN_OVER)
    run.due_at = work.now
    _stand(work, run, RunState.RUNNING)


def take_over(work: UnitOfWork, run_id: int) -> None:
    """A person does from here on what the plan would have done."""
    run = _held(work, run_id, RunState.RUNNING, RunState.PAUSED)
    _stand(work, run, RunState.TAKEN_OVER)


def replay(work: UnitOfWork, run_id: int, position: int) -> None:
    """Begin anew with a step, whatever was done before."""
    run = work.get(PlanRun, run_id, lock=True)
    if not 0 <= position < len(decode(run.steps_json)):
        raise Refusal(tr("The plan has no such step."), field="position")
    run.position, run.step_at, run.due_at, run.memory = position, work.now, work.now, {}
    run.state = RunState.RUNNING
    work.note("plan_run.replayed", run)
    work.note("alert.plan_replayed", run.alert, step=position + 1)


def due(session: Session, now: datetime, alert_ids: Sequence[int] = ()) -> Sequence[int]:
    """The first runs that go on now, and all of alerts of which there is news, since nobody tells that again."""
    running = select(PlanRun.id).where(PlanRun.state == RunState.RUNNING).order_by(PlanRun.id)
    found = set(session.scalars(running.where(PlanRun.due_at <= now).limit(MOST)))
    for some in portions(alert_ids):
        found.update(session.scalars(running.where(PlanRun.alert_id.in_(some))))
    return sorted(found)


def running(session: Session) -> Sequence[int]:
    """The alerts whose plans are at work."""
    return session.scalars(select(PlanRun.alert_id).where(PlanRun.state == RunState.RUNNING)).all()


def next_due(session: Session) -> datetime | None:
    """When the next run goes on by itself."""
    return session.scalar(select(func.min(PlanRun.due_at)).where(PlanRun.state == RunState.RUNNING))


def _act(work: UnitOfWork, run: PlanRun, step: AnyStep) -> None:
    run.memory = {**perform(work, run, step), "acted": True}
    work.note("plan_run.acted", run)


def _move(work: UnitOfWork, run: PlanRun, step: AnyStep, to: int, how: How, **more: str) -> None:
    what = kind_of(step)
    work.note("plan.step_done", run.alert, step=run.position + 1, name=step.name, what=what, how=how.value, **more)
    run.position, run.step_at, run.due_at, run.memory = to, work.now, work.now, {}
    work.note("plan_run.moved", run)


def _rest(work: UnitOfWork, run: PlanRun, until: datetime | None) -> None:
    if run.due_at != until:
        run.due_at = until
        work.note("plan_run.rests", run)


def _end(work: UnitOfWork, run: PlanRun) -> None:
    run.due_at = None
    _stand(work, run, RunState.DONE)


def _stand(work: UnitOfWork, run: PlanRun, state: RunState) -> None:
    run.state = state
    work.note(f"plan_run.{state.value}", run)
    work.note("alert.plan_stands", run.alert, state=state.value)


def _of(work: UnitOfWork, alert: Alert) -> PlanRun | None:
    """The run of an alert, held until commit."""
    run_id = work.session.scalar(select(PlanRun.id).where(PlanRun.alert_id == alert.id))
    return None if run_id is None else work.get(PlanRun, run_id, lock=True)


def _held(work: UnitOfWork, run_id: int, *states: RunState) -> PlanRun:
    run = work.get(PlanRun, run_id, lock=True)
    if run.state not in states:
        raise Refusal(tr("The plan is not at that point any more; look again."))
    return run
