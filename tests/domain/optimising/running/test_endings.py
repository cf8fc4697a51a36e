"""However a run ends before its time, what was found or what was there is kept, and a sentence says why."""

import subprocess
import sys
import threading
from dataclasses import dataclass
from typing import Any

import numpy as np
import psutil
import pytest
from msgspec.structs import replace

from domain import children
from domain.optimising.plan import Plan, nothing
from domain.optimising.problem import After, Problem, Tour
from domain.optimising.running.ending import Ending, How, Progress
from domain.optimising.running.messages import Answer, Failed, Failure, Found, Search
from domain.optimising.running.run import Run
from domain.optimising.running.share import Share
from domain.optimising.running.worker import Worker
from domain.optimising.running.workers import Workers
from tests.domain.optimising.running.days import LONG, PROGRAM, Heard, day, searching
from tests.support.silence import LogWatch

LOGGER = "domain.optimising.running.share"

HOLDER = f"""
import sys
from domain.optimising.running.worker import Worker
worker = Worker({PROGRAM!r})
print(worker.pid, flush=True)
sys.stdin.read()
"""


def test_cancelled_it_keeps_the_best_so_far(workers: Workers) -> None:
    heard = Heard(workers, day())
    better = heard.until_better()
    heard.run.cancel()
    ending = heard.run.wait()
    assert (ending.how, ending.better) == (How.CANCELLED, True)
    assert ending.after is not None
    assert better.cost is not None
    assert ending.after.cost.total <= better.cost
    assert ending.sentence == "A better plan was found."
    assert len(list(searching())) == 1


def test_cancelled_where_the_engine_does_not_listen_it_keeps_the_best_so_far(workers: Workers) -> None:
    heard = Heard(workers, day(), "deaf")
    heard.until_better()
    heard.run.cancel()
    ending = heard.run.wait()
    assert (ending.how, ending.better) == (How.CANCELLED, True)


def test_cancelled_before_it_has_begun_the_plan_is_as_it_was(workers: Workers) -> None:
    heard = Heard(workers, day())
    heard.run.cancel()
    ending = heard.run.wait()
    assert (ending.how, ending.plan, ending.failure) == (How.CANCELLED, heard.start, None)
    assert ending.sentence == "Cancelled before a better plan was found; the plan is as it was."


def test_cancelled_twice_and_after_its_end_nothing_changes(workers: Workers) -> None:
    heard = Heard(workers, day())
    heard.until_better()
    heard.run.cancel()
    heard.run.cancel()
    ending = heard.run.wait()
    heard.run.cancel()
    heard.run.kill()
    assert heard.run.wait().plan == ending.plan
    assert Heard(workers, day(), seconds=0.1).run.wait().better


def test_ended_at_once_the_plan_is_as_it_was(workers: Workers) -> None:
    heard = Heard(workers, day(), "inserting", "inserting")
    heard.until_better()
    heard.run.kill()
    ending = heard.run.wait()
    assert (ending.how, ending.plan, ending.better) == (How.CANCELLED, heard.start, False)
    assert not list(searching())


@pytest.mark.parametrize(
    ("engine", "failure", "sentence"),
    [
        ("raising", Failure.ENGINE, "came upon an error"),
        ("killed", Failure.DIED, "ended unexpectedly"),
        ("breaking", Failure.BROKEN, "only plans that break rules"),
    ],
)
def test_an_engine_that_fails_leaves_the_plan_and_is_explained(
    engine: str, failure: Failure, sentence: str, workers: Workers, expected_logs: LogWatch
) -> None:
    expected_logs.expect(LOGGER, f"a search with {engine} came to nothing: {failure}")
    heard = Heard(workers, day(), engine)
    ending = heard.run.wait()
    assert (ending.how, ending.failure, ending.plan) == (How.FAILED, failure, heard.start)
    assert ending.before == ending.after
    assert sentence in ending.sentence
    again = Heard(workers, day())
    assert again.until_better()
    again.run.kill()
    again.run.wait()


def test_a_child_killed_from_outside_is_explained(workers: Workers, expected_logs: LogWatch) -> None:
    expected_logs.expect(LOGGER, "came to nothing: died")
    heard = Heard(workers, day())
    heard.until_better()
    (child,) = searching()
    child.kill()
    ending = heard.run.wait()
    assert (ending.how, ending.failure, ending.plan) == (How.FAILED, Failure.DIED, heard.start)


def test_whoever_follows_it_and_fails_hears_no_more_and_the_search_goes_on(
    workers: Workers, expected_logs: LogWatch
) -> None:
    expected_logs.expect("domain.optimising.running.run", "whoever follows a search failed")
    told: list[Progress] = []

    def fail(progress: Progress) -> None:
        told.append(progress)
        raise ValueError("no ear")

    problem = day()
    run = Run(workers, problem, nothing(problem), seconds=0.5, engines=("inserting",), told=fail)
    ending = run.start().wait()
    assert (ending.how, ending.better, len(told)) == (How.FINISHED, True, 1)
    assert len(list(searching())) == 1


def test_a_child_is_ended_whatever_becomes_of_the_thread_that_hears_it(
    workers: Workers, expected_logs: LogWatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected_logs.expect(LOGGER, "came to nothing: died")
    complaints: list[threading.ExceptHookArgs] = []
    monkeypatch.setattr(threading, "excepthook", complaints.append)

    def fail(_engine: str, _answer: object) -> None:
        raise ValueError("no ear")

    problem = day()
    share = Share(workers, Search(problem, nothing(problem), "inserting", LONG), fail)
    share.start()
    end = share.wait()
    assert isinstance(end, Failed)
    assert [str(each.exc_value) for each in complaints] == ["no ear"]
    assert not list(searching())


def test_a_child_killed_just_as_it_answers_is_not_asked_again(
    workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem, heard = day(), Worker.answer

    def killed(worker: Worker) -> Answer:
        answer = heard(worker)
        if isinstance(answer, Found):
            share.kill()
        return answer

    monkeypatch.setattr(Worker, "answer", killed)
    share = Share(workers, Search(problem, nothing(problem), "inserting", LONG, iterations=1), unheard)
    given_back: list[Worker] = []
    monkeypatch.setattr(workers, "give_back", given_back.append)
    share.start()
    assert isinstance(share.wait(), Found)
    assert not given_back
    assert not list(searching())


def unheard(_engine: str, _answer: object) -> None:
    """Nobody listens."""


def test_where_one_of_two_dies_the_other_one_counts(workers: Workers, expected_logs: LogWatch) -> None:
    expected_logs.expect(LOGGER, "a search with killed came to nothing: died")
    heard = Heard(workers, day(), "inserting", "killed", seconds=1.0)
    ending = heard.run.wait()
    assert (ending.how, ending.engine, ending.better) == (How.FINISHED, "inserting", True)


def test_a_child_that_died_while_it_waited_is_replaced(workers: Workers) -> None:
    Heard(workers, day(), seconds=0.1).run.wait()
    (child,) = searching()
    child.kill()
    psutil.wait_procs([child])
    assert Heard(workers, day(), seconds=0.1).run.wait().better


def test_one_that_cannot_be_started_is_explained(
    workers: Workers, monkeypatch: pytest.MonkeyPatch, expected_logs: LogWatch
) -> None:
    expected_logs.expect(LOGGER, "no child could be started")
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    ending = Heard(workers, day()).run.wait()
    assert (ending.how, ending.failure) == (How.FAILED, Failure.UNSTARTED)
    assert "could not be started" in ending.sentence


def test_a_program_that_is_no_child_is_explained(expected_logs: LogWatch) -> None:
    expected_logs.expect(LOGGER, "came to nothing: died")
    ending = Heard(Workers("this"), day()).run.wait()
    assert (ending.how, ending.failure) == (How.FAILED, Failure.DIED)


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
    assert Heard(workers, day(), seconds=0.1).run.wait().better


def test_the_child_ends_with_its_parent() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=children.environment(),
        text=True,
    ) as parent:
        assert parent.stdout is not None
        child = psutil.Process(int(parent.stdout.readline()))
        parent.kill()
        child.wait(timeout=30)


def test_every_ending_has_a_sentence() -> None:
    plan = Plan(())
    sentences = {Ending(How.FAILED, plan, failure=failure).sentence for failure in Failure}
    assert len(sentences) == len(Failure)
    assert all(sentence.endswith(".") for sentence in sentences)
