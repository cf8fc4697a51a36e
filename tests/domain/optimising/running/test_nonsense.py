"""A problem that leads nowhere is refused before anything is searched."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from msgspec.structs import replace

from domain.optimising.plan import Plan, nothing
from domain.optimising.problem import After, Problem, Tour
from domain.optimising.running.ending import How
from domain.optimising.running.messages import Failure
from domain.optimising.running.run import Run
from domain.optimising.running.workers import Workers
from tests.domain.optimising.running.days import LONG, SOME, Heard, day
from tests.support.silence import LogWatch

LOGGER = "domain.optimising.running.share"


@dataclass(frozen=True)
class Wrong:
    """A problem, or a plan of it, that leads nowhere."""

    job: dict[str, Any] | None = None
    whole: dict[str, Any] | None = None
    plan: Plan | None = None

    def made(self) -> tuple[Problem, Plan]:
        problem = replace(day(), **(self.whole or {}))
        jobs = (replace(problem.jobs[0], **(self.job or {})), *problem.jobs[1:])
        return replace(problem, jobs=jobs), self.plan or nothing(problem)


WRONG = {
    "a job at no place": Wrong(job={"place": 99}),
    "a crew of nobody": Wrong(job={"crew": 0}),
    "a job that takes text": Wrong(job={"ticks": "long"}),
    "a job that takes an object": Wrong(job={"ticks": object()}),
    "after a job that is not there": Wrong(job={"after": (After(99),)}),
    "a tour of nobody": Wrong(whole={"tours": (Tour(9, 0, 480, 540),)}),
    "a tour that ends before it starts": Wrong(whole={"tours": (Tour(0, 480, 0, 540),)}),
    "travel that is no square": Wrong(whole={"travel": np.zeros((3, 2), np.int32)}),
    "travel in parts of ticks": Wrong(whole={"travel": np.zeros((13, 13))}),
    "people that are too few": Wrong(whole={"people": np.zeros((1, 3))}),
    "people that cost no number": Wrong(whole={"people": np.full((12, 3), np.nan)}),
    "a plan with too few routes": Wrong(plan=Plan(((),))),
    "a plan with a strange job": Wrong(plan=Plan(((99,), (), ()))),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_problem_that_leads_nowhere_is_refused_and_the_next_is_taken(
    case: str, workers: Workers, expected_logs: LogWatch
) -> None:
    expected_logs.expect(LOGGER, "came to nothing: problem")
    problem, plan = WRONG[case].made()
    ending = Run(workers, problem, plan, seconds=LONG, engines=("inserting",)).start().wait()
    assert (ending.how, ending.failure, ending.plan) == (How.FAILED, Failure.PROBLEM, plan)
    assert "contradicts itself" in ending.sentence
    assert Heard(workers, day(), iterations=SOME).run.wait().better
