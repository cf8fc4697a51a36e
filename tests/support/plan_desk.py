"""A company whose rule is answered by a plan, on a clock that stands, and what became of it."""

from datetime import UTC, datetime, timedelta
from typing import TypeVar

from sqlalchemy import select

from domain.clock import FixedClock
from domain.errors import Refusal
from domain.monitoring import plan_runs
from domain.monitoring.command_types import CommandTypeDraft, create_command_type
from domain.monitoring.occurrences import Occurrence, clear, raise_alert
from domain.monitoring.plan_service import create_plan, delete_plan, follow_plan
from domain.monitoring.plans.plan import AnyStep
from domain.monitoring.response_model import PlanRun
from domain.store.base import Entity
from domain.store.journal import journal
from domain.store.store import Store
from tests.support.small_company import SmallCompany

E = TypeVar("E", bound=Entity)
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


class PlanDesk:
    """A company whose rule is answered by a plan."""

    def __init__(self, database_url: str) -> None:
        self.clock = FixedClock(NOW)
        self.store = Store.open(database_url, self.clock)
        self.company = self.store.run("setup", SmallCompany)
        self.store.run("setup", create_command_type, CommandTypeDraft(self.company.chiller_model.id, "restart"))

    def follow(self, *steps: AnyStep) -> int:
        plan_id = self.store.run("kim", create_plan, "Answer", steps)
        self.store.run("kim", follow_plan, self.company.rule.id, plan_id)
        return plan_id

    def let_go(self, plan_id: int) -> None:
        """No rule follows the plan any more, and it is deleted."""
        self.store.run("kim", follow_plan, self.company.rule.id, None)
        self.store.run("kim", delete_plan, plan_id)

    def seen(self, ago: int = 0) -> Occurrence:
        at = self.clock.now() - timedelta(minutes=ago)
        company = self.company
        return Occurrence(company.rule.id, company.chiller.id, company.device.id, at, at, 1, 13.0, 13.0, 13.0)

    def alarm(self) -> int:
        return self.store.run("listener", raise_alert, self.seen())

    def calm(self) -> None:
        self.store.run("listener", clear, self.seen(), self.clock.now())

    def go_on(self) -> None:
        """All that is to do now, as the watch would."""
        with self.store.read() as session:
            runs = session.scalars(select(PlanRun.id)).all()
        for run_id in runs:
            while self.step(run_id):
                pass

    def step(self, run_id: int) -> bool:
        try:
            return self.store.run("plans", plan_runs.advance, run_id)
        except Refusal as error:
            self.store.run("plans", plan_runs.leave_out, run_id, str(error))
            return True

    def later(self, minutes: float) -> None:
        self.clock.advance(timedelta(minutes=minutes))
        self.go_on()

    def all(self, kind: type[E]) -> list[E]:
        with self.store.read() as session:
            return list(session.scalars(select(kind).order_by(kind.id)))

    def told(self, kind: str) -> list[dict[str, object]]:
        with self.store.read() as session:
            return list(session.scalars(select(journal.c.after).where(journal.c.kind == kind).order_by(journal.c.id)))

    def steps(self) -> list[tuple[object, object]]:
        return [(fact["step"], fact["how"]) for fact in self.told("plan.step_done")]

    def run(self) -> PlanRun:
        return self.all(PlanRun)[0]
