"""Cancel and revoke, of a line and of an order, and what the lines come to together."""

from contextlib import suppress
from datetime import timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from domain.catalogue.model import LineKind
from domain.errors import Refusal
from domain.orders.cancelling import cancel_line, revoke_line
from domain.orders.content import LineStatus, OrderLine
from domain.orders.line_draft import LineDraft
from domain.orders.line_service import add_line
from domain.orders.model import Order, Progress
from domain.orders.progress import roll_up
from domain.parameters.model import ReasonFor
from domain.parameters.reasons import create_reason
from domain.parameters.service import change
from domain.scheduling.model import Booking
from domain.scheduling.placing.service import cancel_order, place, revoke_order
from domain.store.journal import journal
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from tests.support.moments import MONDAY_MORNING
from tests.support.workshop import Workshop, order

CREATED, POSTED, CANCELLED = LineStatus


@pytest.mark.parametrize(
    ("statuses", "progress"),
    [
        ([], Progress.IN_PROCESS),
        ([CREATED], Progress.IN_PROCESS),
        ([CREATED, CANCELLED], Progress.IN_PROCESS),
        ([CREATED, POSTED], Progress.IN_PROCESS),
        ([CREATED, POSTED, CANCELLED], Progress.IN_PROCESS),
        ([CANCELLED, CANCELLED], Progress.CANCELLED),
        ([POSTED, POSTED], Progress.POSTED),
        ([POSTED, CANCELLED], Progress.POSTED),
    ],
)
def test_the_header_follows_from_the_lines(statuses: list[LineStatus], progress: Progress) -> None:
    assert roll_up(statuses) is progress


@given(st.lists(st.sampled_from(LineStatus)), st.randoms())
def test_neither_order_nor_number_of_lines_matters(statuses: list[LineStatus], dice: Random) -> None:
    shuffled = [*statuses, *statuses]
    dice.shuffle(shuffled)
    assert roll_up(shuffled) is roll_up(statuses)


def line(work: UnitOfWork, order_id: int) -> int:
    return add_line(work, order_id, LineDraft(LineKind.HOUR, text="Labour")).id


def state(store: Store, order_id: int) -> tuple[str, Progress, list[LineStatus]]:
    with store.read() as session:
        found = session.get_one(Order, order_id)
        mine = select(OrderLine.status).where(OrderLine.order_id == order_id).order_by(OrderLine.position)
        return found.stage.name, found.progress, list(session.scalars(mine))


def test_cancelling_an_order_cancels_its_lines_and_gives_its_time_back(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    store.run("kim", line, order_id)
    start = MONDAY_MORNING + timedelta(hours=3)
    store.run("kim", place, order_id, workshop.kim, start, start + timedelta(hours=1))
    store.run("kim", cancel_order, order_id, None, "called off")
    assert state(store, order_id) == ("Cancelled", Progress.CANCELLED, [CANCELLED])
    with store.read() as session:
        assert session.scalar(select(Booking.id)) is None
    store.run("kim", revoke_order, order_id)
    assert state(store, order_id) == ("New", Progress.IN_PROCESS, [CREATED])


def test_revoking_an_order_leaves_lines_cancelled_that_were_cancelled_before(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    first = store.run("kim", line, order_id)
    store.run("kim", line, order_id)
    store.run("kim", cancel_line, first)
    store.run("kim", cancel_order, order_id)
    store.run("kim", revoke_order, order_id)
    assert state(store, order_id) == ("New", Progress.IN_PROCESS, [CANCELLED, CREATED])


def test_an_order_whose_lines_are_all_cancelled_is_cancelled_and_revoked(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    lines = [store.run("kim", line, order_id) for _ in range(2)]
    for each in lines:
        store.run("kim", cancel_line, each)
    assert state(store, order_id) == ("New", Progress.CANCELLED, [CANCELLED, CANCELLED])
    store.run("kim", revoke_line, lines[0])
    assert state(store, order_id) == ("New", Progress.IN_PROCESS, [CREATED, CANCELLED])
    store.run("kim", cancel_line, lines[0])
    store.run("kim", revoke_order, order_id)
    assert state(store, order_id) == ("New", Progress.IN_PROCESS, [CREATED, CREATED])


def test_revoking_leaves_others_alone(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    store.run("kim", revoke_order, order_id)
    with store.read() as session:
        kinds = list(session.scalars(select(journal.c.kind).where(journal.c.subject == "order")))
    assert kinds == ["order.opened"]


def post(work: UnitOfWork, line_id: int) -> None:
    posted = work.get(OrderLine, line_id)
    posted.status = POSTED
    work.note("order_line.posted", posted)


def test_what_is_posted_is_not_cancelled(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    line_id = store.run("kim", line, order_id)
    store.run("kim", post, line_id)
    with pytest.raises(Refusal, match="a counter-posting takes it back"):
        store.run("kim", cancel_line, line_id)
    with pytest.raises(Refusal, match="Lines of SO-000001 are posted"):
        store.run("kim", cancel_order, order_id)
    assert state(store, order_id)[0] == "New", "nothing is half done"


def test_cancelling_a_line_asks_for_a_reason_where_the_parameter_says_so(store: Store, workshop: Workshop) -> None:
    line_id = store.run("kim", line, store.run("kim", order, workshop))
    store.run("admin", change, "cancel_reason_required", value=True)
    with pytest.raises(Refusal, match="Choose a reason") as refused:
        store.run("kim", cancel_line, line_id)
    assert refused.value.field == "reason"
    reason = store.run("admin", create_reason, ReasonFor.CANCEL, "double", "Called twice")
    store.run("kim", cancel_line, line_id, reason_id=reason)


def test_a_line_of_a_cancelled_order_comes_back_with_it(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    line_id = store.run("kim", line, order_id)
    store.run("kim", cancel_order, order_id)
    with pytest.raises(Refusal, match="SO-000001 is cancelled; revoke that first"):
        store.run("kim", revoke_line, line_id)


STEPS = st.lists(st.tuples(st.sampled_from(("cancel", "revoke", "cancel all", "revoke all", "add")), st.integers(0, 2)))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_whatever_is_cancelled_and_revoked_the_header_tells_what_the_lines_are(
    store: Store, workshop: Workshop, steps: list[tuple[str, int]]
) -> None:
    order_id = store.run("kim", order, workshop)
    lines = [store.run("kim", line, order_id) for _ in range(3)]
    for step, which in steps:
        with suppress(Refusal):
            match step:
                case "cancel":
                    store.run("kim", cancel_line, lines[which])
                case "revoke":
                    store.run("kim", revoke_line, lines[which])
                case "cancel all":
                    store.run("kim", cancel_order, order_id)
                case "revoke all":
                    store.run("kim", revoke_order, order_id)
                case _:
                    store.run("kim", line, order_id)
        stage, progress, statuses = state(store, order_id)
        assert progress is roll_up(statuses)
        assert stage != "Cancelled" or progress is Progress.CANCELLED
