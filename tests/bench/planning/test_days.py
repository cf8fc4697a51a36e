"""Made-up service days: the same for the same seed, planned by hand, and repaired."""

import numpy as np
import pytest

from bench.planning import dispatcher
from bench.planning.days import Repair, Service, changed, generate, repair
from bench.planning.reference import judge
from domain.optimising.plan import Plan, nothing, served
from domain.optimising.problem import MUST

SMALL = Service(4, 24)


@pytest.fixture(scope="module")
def repaired() -> Repair:
    return repair(SMALL, 1, new=6, locked=3)


def test_a_seed_is_a_day() -> None:
    one, same, other = generate(SMALL, 1), generate(SMALL, 1), generate(SMALL, 2)
    assert (one.tours, one.jobs) == (same.tours, same.jobs)
    assert np.array_equal(one.travel, same.travel)
    assert one.jobs != other.jobs


def test_days_follow_each_other() -> None:
    problem = generate(Service(3, 10, 2), 1)
    assert [tour.technician for tour in problem.tours] == [0, 1, 2, 0, 1, 2]
    assert all(
        later.starts == tour.starts + 1440 for tour, later in zip(problem.tours, problem.tours[3:], strict=False)
    )


def test_a_dispatcher_breaks_no_rule_and_takes_the_urgent_ones_first() -> None:
    problem = generate(SMALL, 1)
    plan = dispatcher.insert(problem, nothing(problem), range(len(problem.jobs)))
    assert not judge(problem, plan).broken
    left = [problem.jobs[job].left_out for job in set(range(len(problem.jobs))) - served(plan)]
    done = [problem.jobs[job].left_out for job in served(plan)]
    assert left
    assert sum(left) / len(left) < sum(done) / len(done)


def test_the_plan_in_force_is_kept_and_new_orders_put_in(repaired: Repair) -> None:
    problem = repaired.problem
    assert not judge(problem, repaired.plan).broken
    assert judge(problem, repaired.plan).cost.moved == 0
    assert changed(repaired, repaired.plan) == 0
    kept = dispatcher.insert(problem, repaired.plan, set(range(len(problem.jobs))) - served(repaired.plan))
    assert served(kept) >= served(repaired.plan)
    assert judge(problem, kept).cost.total <= judge(problem, repaired.plan).cost.total


def test_what_is_locked_stays_with_its_technician_and_time(repaired: Repair) -> None:
    problem = repaired.problem
    assert len(repaired.locked) == 3
    for job in repaired.locked:
        present = problem.jobs[job].present
        assert present is not None
        assert problem.jobs[job].windows == ((present.start, present.start),)
        assert problem.jobs[job].left_out == MUST
        assert np.isfinite(problem.people[job]).tolist() == [
            technician == problem.tours[present.tours[0]].technician for technician in range(problem.technicians)
        ]


def test_what_is_done_by_somebody_else_or_not_at_all_has_changed(repaired: Repair) -> None:
    emptied = Plan(((), *repaired.plan.routes[1:]))
    assert changed(repaired, emptied) == len(repaired.plan.routes[0])
