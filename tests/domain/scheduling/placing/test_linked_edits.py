"""Jobs that wait for each other are judged by where all of them go."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.scheduling.placing.edits import Edit, rearrange
from domain.scheduling.requirement_model import OrderLink
from domain.scheduling.rules.checks import Kind
from domain.scheduling.rules.findings import NeedsConfirmation
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from tests.support.workshop import Workshop, order

TEN = datetime(2026, 3, 3, 9, tzinfo=UTC)  # in Berlin
HOUR = timedelta(hours=1)


@pytest.fixture
def jobs(store: Store, workshop: Workshop) -> tuple[Edit, Edit]:
    """Two orders on the board, the second one after the first."""
    first, second = store.run("kim", order, workshop), store.run("kim", order, workshop)

    def link(work: UnitOfWork) -> None:
        work.add(OrderLink(order_id=second, after_id=first, minutes=30), "order link.created")

    store.run("kim", link)
    wishes = (
        Edit(None, first, workshop.kim, TEN, TEN + HOUR),
        Edit(None, second, workshop.lou, TEN + 2 * HOUR, TEN + 3 * HOUR),
    )
    one, two = store.run("kim", rearrange, wishes, override=True, reason="new")
    return (
        Edit(one.booking_id, first, workshop.kim, TEN, TEN + HOUR),
        Edit(two.booking_id, second, workshop.lou, TEN + 2 * HOUR, TEN + 3 * HOUR),
    )


def found(store: Store, *edits: Edit) -> list[Kind]:
    """What is asked about the order of jobs."""
    try:
        store.run("kim", rearrange, edits)
    except NeedsConfirmation as asked:
        return [finding.kind for finding in asked.findings if finding.kind is Kind.ORDER]
    return []


def by(edit: Edit, hours: float) -> Edit:
    return Edit(
        edit.booking_id, edit.order_id, edit.technician_id, edit.start + hours * HOUR, edit.finish + hours * HOUR
    )


@pytest.mark.parametrize(
    ("first", "second", "findings"),
    [
        (3, 3, 0),
        (2, 1.5, 0),
        (2, 1.25, 2),
        (-0.5, -1, 0),
        (-0.5, -1.25, 2),
        (0.5, None, 0),
        (1, None, 1),
        (None, -1, 1),
    ],
)
def test_jobs_moved_together_are_judged_together(
    store: Store, jobs: tuple[Edit, Edit], first: float | None, second: float | None, findings: int
) -> None:
    wishes = [by(job, hours) for job, hours in zip(jobs, (first, second), strict=True) if hours is not None]
    assert len(found(store, *wishes)) == findings


def test_a_job_waits_again_when_the_one_before_it_is_taken_off_with_it(
    store: Store, workshop: Workshop, jobs: tuple[Edit, Edit]
) -> None:
    one, two = jobs
    assert found(store, Edit(one.booking_id, one.order_id, None, one.start, one.finish), by(two, 1)) == [Kind.ORDER]
    assert workshop.kim == one.technician_id
