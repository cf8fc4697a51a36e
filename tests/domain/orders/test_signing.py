"""Sign-off: of a line, of the order, and what stands against it."""

from decimal import Decimal

import pytest

from domain.catalogue.model import LineKind
from domain.errors import Refusal
from domain.orders import signing, tasks
from domain.orders.content import OrderLine
from domain.orders.line_draft import LineDraft
from domain.orders.line_service import add_line
from domain.orders.model import Order
from domain.scheduling.placing.service import cancel_order
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from tests.support.workshop import Workshop, order


def line(work: UnitOfWork, order_id: int, text: str = "Labour") -> int:
    return add_line(work, order_id, LineDraft(LineKind.HOUR, text=text, sales_price=Decimal(90), cost_price=40)).id


def signed(store: Store, order_id: int, *line_ids: int) -> list[str | None]:
    with store.read() as session:
        names = [session.get_one(OrderLine, each).signed_off_by for each in line_ids]
        return [session.get_one(Order, order_id).signed_off_by, *names]


def test_signing_an_order_signs_its_lines(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    first, second = store.run("kim", line, order_id), store.run("kim", line, order_id)
    store.run("kim", signing.sign_line, first, "Bo Falk")
    assert signed(store, order_id, first, second) == [None, "Bo Falk", None]
    store.run("kim", signing.sign_order, order_id, " Ada Berg ")
    assert signed(store, order_id, first, second) == ["Ada Berg", "Bo Falk", "Ada Berg"]


def test_taking_back_the_sign_off_of_a_line_takes_back_that_of_the_order(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    first, second = store.run("kim", line, order_id), store.run("kim", line, order_id)
    store.run("kim", signing.sign_order, order_id, "Ada Berg")
    store.run("kim", signing.unsign_line, first)
    assert signed(store, order_id, first, second) == [None, None, "Ada Berg"]
    store.run("kim", signing.sign_order, order_id, "Bo Falk")
    store.run("kim", signing.unsign_order, order_id)
    assert signed(store, order_id, first, second) == [None, None, None]


def test_an_order_with_open_required_tasks_is_not_signed_off(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    store.run("kim", tasks.add_task, order_id, tasks.TaskDraft("Tidy up"))
    draft = tasks.TaskDraft("Leak test", checks=(tasks.CheckDraft("Pressure held", True),))
    store.run("kim", tasks.add_task, order_id, draft)
    with pytest.raises(Refusal, match="Not done yet: Leak test") as refused:
        store.run("kim", signing.sign_order, order_id, "Ada Berg")
    assert refused.value.field == "tasks"


def test_who_signs_must_be_named(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    with pytest.raises(Refusal, match="Who signs") as refused:
        store.run("kim", signing.sign_order, order_id, "  ")
    assert refused.value.field == "name"


def test_signing_twice_or_what_is_cancelled_is_refused(store: Store, workshop: Workshop) -> None:
    first, second = store.run("kim", order, workshop), store.run("kim", order, workshop)
    store.run("kim", signing.sign_order, first, "Ada Berg")
    with pytest.raises(Refusal, match="signed off already, by Ada Berg"):
        store.run("kim", signing.sign_order, first, "Bo Falk")
    store.run("kim", cancel_order, second)
    with pytest.raises(Refusal, match="is cancelled"):
        store.run("kim", signing.sign_order, second, "Ada Berg")
