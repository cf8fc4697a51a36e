"""Runs in real children: what they find, within which time, and that two of them search at once."""

import gc
import time
import weakref

import pytest

from bench.planning.reference import judge
from domain.optimising.plan import nothing
from domain.optimising.running.ending import Ending, How
from domain.optimising.running.run import Run
from domain.optimising.running.workers import Workers
from tests.domain.optimising.running.days import LONG, SOME, Heard, day, searching
from tests.support.calls import counted_beside


def bounded(workers: Workers, seed: int, *engines: str, iterations: int = 400) -> Ending:
    problem = day()
    return (
        Run(workers, problem, nothing(problem), seconds=LONG, engines=engines, seed=seed, iterations=iterations)
        .start()
        .wait()
    )


def test_it_finds_a_better_plan_and_says_what_it_costs(workers: Workers) -> None:
    ending = bounded(workers, 1, "inserting")
    assert (ending.how, ending.failure, ending.engine) == (How.FINISHED, None, "inserting")
    assert ending.before == judge(day(), nothing(day()))
    assert ending.after == judge(day(), ending.plan)
    assert ending.better
    assert ending.sentence == "A better plan was found."
    assert ending.memory > 2**20


def test_it_tells_the_costs_as_they_fall(workers: Workers) -> None:
    heard = Heard(workers, day())
    first = heard.next()
    assert (first.before, first.cost, first.curve) == (12_000.0, 12_000.0, ((0.0, 12_000.0),))
    better = heard.until_better()
    assert better.cost is not None
    assert better.cost < 12_000.0
    assert better.engine == "inserting"
    assert better.elapsed > 0
    assert heard.run.progress.elapsed > 0
    heard.run.cancel()
    costs = [cost for _, cost in heard.run.wait().curve]
    assert costs == sorted(costs, reverse=True)
    assert not heard.run.running


def test_bounded_by_iterations_it_finds_the_same_again(workers: Workers) -> None:
    plans = [bounded(workers, seed, "inserting", iterations=30).plan for seed in (1, 1, 2)]
    assert plans[0] == plans[1] != plans[2]


def test_children_of_one_run_have_seeds_of_their_own_and_the_better_plan_wins(workers: Workers) -> None:
    alone = [bounded(workers, seed, "inserting", iterations=9) for seed in (1, 2)]
    costs = [ending.after.cost.total for ending in alone if ending.after]
    both = bounded(workers, 1, "inserting", "inserting", iterations=9)
    assert both.after is not None
    assert both.after.cost.total == min(costs)


def test_while_one_child_searches_another_one_takes_the_next_problem(workers: Workers) -> None:
    heard = Heard(workers, day())
    heard.until_better()
    bounded(workers, 1, "inserting", iterations=5)
    assert heard.run.running
    assert len(list(searching())) == 2
    heard.run.kill()
    heard.run.wait()


def test_a_child_that_has_answered_takes_the_next_problem(workers: Workers) -> None:
    bounded(workers, 1, "inserting", iterations=5)
    (first,) = searching()
    bounded(workers, 1, "inserting", iterations=5)
    assert list(searching()) == [first]
    workers.close()
    assert not list(searching())


@pytest.mark.parametrize("engine", ["inserting", "deaf"])
def test_the_time_limit_is_kept_even_by_an_engine_that_does_not_listen(engine: str, workers: Workers) -> None:
    began = time.monotonic()
    ending = Heard(workers, day(), engine, seconds=3.0).run.wait()
    assert time.monotonic() - began >= 3.0
    assert (ending.how, ending.better) == (How.FINISHED, True)


def test_where_nothing_can_be_better_the_plan_stays(workers: Workers) -> None:
    problem = day(jobs=0)
    ending = Run(workers, problem, nothing(problem), seconds=LONG, engines=("inserting",), iterations=5).start().wait()
    assert (ending.how, ending.better, ending.plan) == (How.FINISHED, False, nothing(problem))
    assert ending.sentence == "No better plan was found; the plan is as it was."


def test_what_an_engine_prints_does_not_come_between(workers: Workers) -> None:
    assert bounded(workers, 1, "printing").better


def test_this_process_hardly_works_while_its_children_search(workers: Workers) -> None:
    """Hundreds of rounds over hundreds of jobs are a few messages here."""
    with counted_beside() as calls:
        heard = Heard(workers, day(jobs=300, technicians=100), "inserting", "inserting", iterations=800)
        assert heard.run.wait().better
    assert 0 < calls.made < 10_000


@pytest.mark.parametrize("cancelled", [False, True])
def test_a_run_that_has_ended_goes_with_its_problem_without_being_looked_for(cancelled: bool, workers: Workers) -> None:
    heard = Heard(workers, day(), iterations=None if cancelled else SOME)
    if cancelled:
        heard.until_better()
        heard.run.cancel()
    heard.run.wait()
    gone = weakref.ref(heard.run)
    gc.disable()
    try:
        del heard
        assert gone() is None
    finally:
        gc.enable()
