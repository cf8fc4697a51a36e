"""A child that fails or dies, or cannot even be started, leaves the plan as it was, and a sentence says why."""

import sys
import threading

import psutil
import pytest

from domain.optimising.plan import nothing
from domain.optimising.running.ending import How, Progress
from domain.optimising.running.messages import Answer, Failed, Failure, Found, Search
from domain.optimising.running.run import Run
from domain.optimising.running.share import Share
from domain.optimising.running.worker import Worker
from domain.optimising.running.workers import Workers
from tests.domain.optimising.running.days import LONG, SOME, Heard, day, searching
from tests.support.silence import LogWatch

LOGGER = "domain.optimising.running.share"


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
    run = Run(workers, problem, nothing(problem), seconds=LONG, engines=("inserting",), iterations=SOME, told=fail)
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
    heard = Heard(workers, day(), "inserting", "killed", iterations=SOME)
    ending = heard.run.wait()
    assert (ending.how, ending.engine, ending.better) == (How.FINISHED, "inserting", True)


def test_a_child_that_died_while_it_waited_is_replaced(workers: Workers) -> None:
    Heard(workers, day(), iterations=SOME).run.wait()
    (child,) = searching()
    child.kill()
    psutil.wait_procs([child])
    assert Heard(workers, day(), iterations=SOME).run.wait().better


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
