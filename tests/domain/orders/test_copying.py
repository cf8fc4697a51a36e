"""Copying lines from templates, agreements and orders; moving them between visits of one agreement."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import select

from domain.agreements.model import Agreement, AgreementLine
from domain.catalogue.model import LineKind
from domain.errors import Gone, Refusal
from domain.orders import signing, tasks
from domain.orders.cancelling import cancel_line
from domain.orders.content import OrderLine
from domain.orders.copying import FromAgreement, FromOrder, FromType, copy_lines, move_lines
from domain.orders.line_draft import LineDraft
from domain.orders.line_service import add_line
from domain.orders.model import Order, Origin, Progress, Stage, StageMeaning
from domain.orders.service import OrderDraft, open_order
from domain.orders.task_queries import tasks as task_rows
from domain.orders.types import TypeDraft, TypeLine, create_type
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from tests.support.workshop import Workshop, order


@dataclass(frozen=True)
class Contract:
    """An agreement with two lines, one of them stopped, and two visits of it."""

    id: int
    first: int
    second: int


def agree(work: UnitOfWork, workshop: Workshop) -> Contract:
    stage = work.get(Stage, workshop.stages[StageMeaning.NEW])
    stage.allows_delete = True
    work.note("stage.changed", stage)
    made = Agreement(number="AG-1", name="Gold", customer_id=1, starts_on=date(2026, 1, 1), ends_on=None)
    work.add(made, "agreement.created")
    for position, (text, stopped) in enumerate((("Filter", False), ("Old filter", True))):
        line = AgreementLine(
            agreement_id=made.id, position=position, kind=LineKind.ITEM, text=text, quantity=Decimal(2), stopped=stopped
        )
        work.add(line, "agreement_line.created")
    visits = [
        open_order(
            work, OrderDraft(name, Priority.LOW, Origin.AGREEMENT, 60, asset_id=workshop.asset, agreement_id=made.id)
        ).id
        for name in ("March", "April")
    ]
    return Contract(made.id, *visits)


def line(work: UnitOfWork, order_id: int, text: str, price: int | None = None) -> int:
    return add_line(work, order_id, LineDraft(LineKind.HOUR, text=text, sales_price=price)).id


def texts(store: Store, order_id: int) -> list[str]:
    with store.read() as session:
        mine = select(OrderLine.text).where(OrderLine.order_id == order_id).order_by(OrderLine.position)
        return list(session.scalars(mine))


def test_a_template_brings_its_lines_and_tasks(store: Store, workshop: Workshop) -> None:
    draft = TypeDraft(
        "Inspection",
        Priority.LOW,
        60,
        lines=(TypeLine(LineKind.FEE, text="Call-out"),),
        tasks=(tasks.TaskDraft("Look"),),
    )
    type_id = store.run("admin", create_type, draft)
    order_id = store.run("kim", order, workshop)
    assert store.run("kim", copy_lines, order_id, FromType(type_id)) == 1
    assert texts(store, order_id) == ["Call-out"]
    with store.read() as session:
        assert [task.name for task in task_rows(session, order_id)] == ["Look"]


def test_an_agreement_brings_its_lines_but_not_the_stopped_ones(store: Store, workshop: Workshop) -> None:
    contract = store.run("admin", agree, workshop)
    assert store.run("kim", copy_lines, contract.first, FromAgreement(contract.id)) == 1
    with store.read() as session:
        copied = session.scalars(select(OrderLine)).one()
        assert (copied.text, copied.quantity, copied.agreement_line_id) == ("Filter", Decimal(2), 1)
    with pytest.raises(Refusal, match="“Old filter” of the agreement is stopped"):
        store.run("kim", copy_lines, contract.first, FromAgreement(contract.id, frozenset({2})))


def test_an_order_brings_its_lines_but_not_the_cancelled_ones(store: Store, workshop: Workshop) -> None:
    source, target = store.run("kim", order, workshop), store.run("kim", order, workshop)
    store.run("kim", line, source, "Labour", 95)
    store.run("kim", cancel_line, store.run("kim", line, source, "Mistake"))
    store.run("kim", tasks.add_task, source, tasks.TaskDraft("Look", checks=(tasks.CheckDraft("Seen", True),)))
    assert store.run("kim", copy_lines, target, FromOrder(source, with_tasks=True)) == 1
    with store.read() as session:
        copied = session.scalars(select(OrderLine).where(OrderLine.order_id == target)).one()
        assert (copied.text, copied.sales_price, copied.price_modified) == ("Labour", Decimal(95), True)
        assert task_rows(session, target)[0].is_required


def test_who_copies_nothing_is_told(store: Store, workshop: Workshop) -> None:
    source, target = store.run("kim", order, workshop), store.run("kim", order, workshop)
    with pytest.raises(Refusal, match="nothing to copy") as refused:
        store.run("kim", copy_lines, target, FromOrder(source, with_tasks=True))
    assert refused.value.field == "source"


def test_lines_move_between_visits_of_one_agreement(store: Store, workshop: Workshop) -> None:
    contract = store.run("admin", agree, workshop)
    store.run("kim", line, contract.first, "Labour")
    early = store.run("kim", line, contract.second, "Filter")
    assert store.run("kim", move_lines, [early], contract.first) == []
    assert (texts(store, contract.first), texts(store, contract.second)) == (["Labour", "Filter"], [])


def test_a_visit_left_empty_is_deleted_if_asked_for(store: Store, workshop: Workshop) -> None:
    contract = store.run("admin", agree, workshop)
    early = store.run("kim", line, contract.second, "Filter")
    assert store.run("kim", move_lines, [early], contract.first, delete_emptied=True) == ["SO-000002"]
    with pytest.raises(Gone):
        store.run("kim", signing.sign_order, contract.second, "Ada Berg")


def test_lines_do_not_move_to_an_order_of_another_agreement_or_none(store: Store, workshop: Workshop) -> None:
    contract = store.run("admin", agree, workshop)
    alone, other = store.run("kim", order, workshop), store.run("kim", order, workshop)
    moved = store.run("kim", line, contract.first, "Labour")
    with pytest.raises(Refusal, match="do not belong to the same agreement") as refused:
        store.run("kim", move_lines, [moved], alone)
    assert refused.value.field == "order"
    free = store.run("kim", line, alone, "Labour")
    with pytest.raises(Refusal, match="do not belong to the same agreement"):
        store.run("kim", move_lines, [free], other)


def test_what_is_signed_or_cancelled_does_not_move(store: Store, workshop: Workshop) -> None:
    contract = store.run("admin", agree, workshop)
    signed, cancelled = (store.run("kim", line, contract.first, text) for text in ("Signed", "Cancelled"))
    store.run("kim", signing.sign_line, signed, "Ada Berg")
    store.run("kim", cancel_line, cancelled)
    for each, says in ((signed, "is signed off"), (cancelled, "is posted or cancelled")):
        with pytest.raises(Refusal, match=says):
            store.run("kim", move_lines, [each], contract.second)


def test_moving_the_last_open_line_away_leaves_the_order_cancelled(store: Store, workshop: Workshop) -> None:
    contract = store.run("admin", agree, workshop)
    kept, gone = (store.run("kim", line, contract.first, text) for text in ("Cancelled", "Open"))
    store.run("kim", cancel_line, kept)
    store.run("kim", move_lines, [gone], contract.second)
    with store.read() as session:
        assert session.get_one(Order, contract.first).progress is Progress.CANCELLED
        assert session.get_one(Order, contract.second).progress is Progress.IN_PROCESS


def test_a_line_without_an_article_keeps_its_tax(store: Store, workshop: Workshop) -> None:
    source, target = (store.run("kim", order, workshop) for _ in range(2))
    with store.write("kim") as work:
        add_line(work, source, LineDraft(LineKind.FEE, text="Deposit", sales_price=5, tax_percent=7))
    store.run("kim", copy_lines, target, FromOrder(source))
    with store.read() as session:
        (copy,) = session.scalars(select(OrderLine).where(OrderLine.order_id == target))
        assert copy.tax_percent == Decimal(7)


def test_an_agreement_holds_by_the_calendar_day_at_the_site(store: Store, workshop: Workshop) -> None:
    contract = store.run("setup", agree, workshop)
    with store.write("setup") as work:
        visit = work.get(Order, contract.first)
        visit.opened_at = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
        work.note("order.edited", visit)
        agreement = work.get(Agreement, contract.id)
        agreement.starts_on = date(2027, 1, 1)
        work.note("agreement.changed", agreement)
    assert store.run("kim", copy_lines, contract.first, FromAgreement(contract.id)) == 1
