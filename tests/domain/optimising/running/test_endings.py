"""Cancelled, or left by its parent, a run keeps what was found or what was there, and each end has a sentence."""

import subprocess
import sys

import psutil

from domain import children
from domain.optimising.plan import Plan
from domain.optimising.running.ending import Ending, How
from domain.optimising.running.messages import Failure
from domain.optimising.running.workers import Workers
from tests.domain.optimising.running.days import PROGRAM, SOME, Heard, day, searching

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
    assert Heard(workers, day(), iterations=SOME).run.wait().better


def test_ended_at_once_the_plan_is_as_it_was(workers: Workers) -> None:
    heard = Heard(workers, day(), "inserting", "inserting")
    heard.until_better()
    heard.run.kill()
    ending = heard.run.wait()
    assert (ending.how, ending.plan, ending.better) == (How.CANCELLED, heard.start, False)
    assert not list(searching())


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
