"""Lines of an order: added, changed, priced, arranged, taken away."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from domain.catalogue.model import Article, LineKind
from domain.errors import Gone, Overtaken, Refusal
from domain.orders.content import LineStatus, OrderLine
from domain.orders.line_draft import LineDraft
from domain.orders.line_queries import LineRow, lines
from domain.orders.line_service import add_line, arrange, change_line, remove_line, reprice, reprice_order
from domain.orders.margin import margin
from domain.orders.model import Order, Progress, Stage
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.model import Technician
from tests.support.moments import MONDAY_MORNING
from tests.support.priced import Shelf, line, price, priced_order, stock
from tests.support.workshop import Workshop, order

HOUR, EXPENSE, ITEM, FEE = LineKind
D = Decimal
MADE_UP: dict[str, Any] = {"kind": ITEM, "text": "Hose"}


@pytest.fixture
def shelf(store: Store) -> Shelf:
    return store.run("setup", stock)


@pytest.fixture
def order_id(store: Store, workshop: Workshop) -> int:
    return store.run("kim", order, workshop)


def rows(store: Store, order_id: int) -> tuple[LineRow, ...]:
    with store.read() as session:
        return lines(session, order_id)


def add(store: Store, order_id: int, kind: LineKind, **more: Any) -> LineRow:
    key = store.run("kim", lambda work: line(work, order_id, kind, **more).id)
    return next(row for row in rows(store, order_id) if row.id == key)


def mark(store: Store, entity: type[Any], key: int, **values: Any) -> None:
    def marking(work: UnitOfWork) -> None:
        found = work.get(entity, key)
        for name, value in values.items():
            setattr(found, name, value)
        work.note("test.marked", found)

    store.run("setup", marking)


def test_a_line_takes_name_unit_tax_and_prices_of_its_article(store: Store, order_id: int, shelf: Shelf) -> None:
    row = add(store, order_id, ITEM, article_id=shelf.filter, quantity="2")
    assert (row.position, row.text, row.unit, row.article_number) == (1, "Filter", "pcs", "F-7")
    assert (row.cost_price, row.sales_price, row.tax_percent) == (D("18.2"), D("42.5"), D(19))
    assert (row.sales, row.cost, row.price_rule, row.price_modified) == (D(85), D("36.40"), "", False)
    assert (row.status, row.done_on, row.currency) == (LineStatus.CREATED, date(2026, 3, 2), "EUR")


def test_a_line_without_article_has_the_tax_of_the_service_centre_and_no_price(store: Store, order_id: int) -> None:
    row = add(store, order_id, EXPENSE, text=" Parking ", sales_price="7.5")
    assert (row.text, row.unit, row.quantity, row.tax_percent) == ("Parking", "pcs", D(1), D(19))
    assert (row.cost_price, row.sales_price, row.price_modified) == (D(0), D("7.5"), True)


def test_hours_follow_from_start_and_end(store: Store, order_id: int, shelf: Shelf) -> None:
    end = MONDAY_MORNING + timedelta(minutes=100)
    row = add(store, order_id, HOUR, article_id=shelf.hour, started_at=MONDAY_MORNING, finished_at=end)
    assert (row.quantity, row.sales) == (D("1.6667"), D("158.34"))
    store.run("kim", change_line, row.id, row.version, finished_at=end + timedelta(minutes=20))
    assert rows(store, order_id)[0].quantity == 2


def test_the_day_of_the_work_is_that_of_the_site(store: Store, order_id: int, shelf: Shelf) -> None:
    late = MONDAY_MORNING.replace(hour=23, minute=30)  # half past midnight in Hamburg
    assert add(store, order_id, HOUR, article_id=shelf.hour, started_at=late).done_on == date(2026, 3, 3)


@pytest.mark.parametrize(
    ("wish", "field", "says"),
    [
        (MADE_UP | {"quantity": "-1"}, "quantity", "cannot be negative"),
        ({"kind": HOUR, "text": "Work", "quantity": -2}, "quantity", "Hours cannot be negative"),
        (MADE_UP | {"quantity": "two"}, "quantity", "A number is needed"),
        (MADE_UP | {"quantity": "0.00001"}, "quantity", "digits after the point"),
        (MADE_UP | {"cost_price": "-1"}, "cost_price", "cannot be negative"),
        (MADE_UP | {"sales_price": "-1"}, "sales_price", "a discount is a fee"),
        (MADE_UP | {"quantity": "999999", "sales_price": "100000"}, "quantity", "comes to more than"),
        (MADE_UP | {"tax_percent": 101}, "tax_percent", "between 0 and 100"),
        (MADE_UP | {"text": " "}, "text", "Choose an article or say"),
        (MADE_UP | {"text": "x" * 501}, "text", "At most 500"),
        (MADE_UP | {"unit": "x" * 13}, "unit", "between 1 and 12"),
        (MADE_UP | {"sales_price": 5, "currency": "USD"}, "sales_price", "in USD, the order is in EUR"),
        (
            MADE_UP | {"started_at": MONDAY_MORNING, "finished_at": MONDAY_MORNING - timedelta(minutes=1)},
            "finished_at",
            "before the start",
        ),
    ],
)
def test_bad_input_is_refused_beside_its_field_and_nothing_is_kept(
    store: Store, order_id: int, wish: dict[str, Any], field: str, says: str
) -> None:
    with pytest.raises(Refusal, match=says) as refused:
        store.run("kim", add_line, order_id, LineDraft(**wish))
    assert refused.value.field == field
    assert rows(store, order_id) == ()


def test_a_discount_is_a_fee_with_a_negative_price(store: Store, order_id: int) -> None:
    assert add(store, order_id, FEE, text="Goodwill", sales_price=-20).sales == -20


def test_an_article_in_another_currency_needs_a_price_in_that_of_the_order(
    store: Store, order_id: int, shelf: Shelf
) -> None:
    with pytest.raises(Refusal, match="priced in USD, the order is in EUR") as refused:
        add(store, order_id, ITEM, article_id=shelf.dollars)
    assert refused.value.field == "article_id"
    wanted = {"kind": ITEM, "article_id": shelf.dollars, "cost_price": D(19), "sales_price": D(47)}
    store.run("setup", price, "Imports", **wanted)
    row = add(store, order_id, ITEM, article_id=shelf.dollars)
    assert (row.cost_price, row.sales_price, row.price_rule) == (D(19), D(47), "Imports (article)")


def test_an_article_of_another_kind_or_out_of_use_is_refused(store: Store, order_id: int, shelf: Shelf) -> None:
    with pytest.raises(Refusal, match="Filter is no Hour but Item"):
        add(store, order_id, HOUR, article_id=shelf.filter)
    mark(store, Article, shelf.filter, active=False)
    with pytest.raises(Refusal, match="not offered any more"):
        add(store, order_id, ITEM, article_id=shelf.filter)


def test_the_most_specific_price_is_taken_and_named(
    store: Store, order_id: int, shelf: Shelf, workshop: Workshop
) -> None:
    store.run("setup", price, "List 2026", sales_price=D(99))
    store.run("setup", price, "Chillers", asset_model_id=workshop.model, sales_price=D(110))
    store.run("setup", price, "Seniors", technician_category="senior", cost_price=D(60))
    row = add(store, order_id, HOUR, article_id=shelf.hour)
    assert (row.sales_price, row.cost_price, row.price_rule) == (D(110), D(48), "Chillers (asset model)")
    mark(store, Technician, workshop.kim, category="senior")
    store.run("kim", change_line, row.id, row.version, technician_id=workshop.kim)
    (row,) = rows(store, order_id)
    assert (row.sales_price, row.cost_price, row.technician) == (D(110), D(60), "Kim")
    assert row.price_rule == "Chillers (asset model); cost: Seniors (technician category senior)"


def test_prices_typed_in_stay_until_they_are_looked_up_anew(store: Store, order_id: int, shelf: Shelf) -> None:
    row = add(store, order_id, HOUR, article_id=shelf.hour)
    store.run("kim", change_line, row.id, row.version, sales_price="80")
    store.run("setup", price, "List 2026", sales_price=D(99))
    store.run("kim", change_line, row.id, row.version + 1, done_on=date(2026, 3, 4))
    assert [(each.sales_price, each.price_modified) for each in rows(store, order_id)] == [(D(80), True)]
    assert store.run("kim", reprice_order, order_id) == 0
    store.run("kim", reprice, row.id, row.version + 2)
    (row,) = rows(store, order_id)
    assert (row.sales_price, row.price_modified, row.price_rule) == (D(99), False, "List 2026 (all)")


def test_all_lines_are_priced_anew_at_once(store: Store, workshop: Workshop, shelf: Shelf) -> None:
    order_id = store.run("kim", priced_order, workshop, shelf)
    store.run("setup", price, "List 2026", sales_price=D(99))
    assert store.run("kim", reprice_order, order_id) == 1
    assert margin(rows(store, order_id)).sales == 368


def test_what_is_changed_is_changed_and_nothing_else(store: Store, order_id: int, shelf: Shelf) -> None:
    before = add(store, order_id, ITEM, article_id=shelf.filter)
    store.run("kim", change_line, before.id, before.version, text="Fine filter", quantity=3, chargeable=False)
    (after,) = rows(store, order_id)
    assert (after.text, after.quantity, after.chargeable, after.sales) == ("Fine filter", D(3), False, D(0))
    assert (after.sales_price, after.tax_percent, after.cost) == (before.sales_price, D(19), D("54.60"))


def test_who_changes_what_somebody_else_has_changed_is_told(store: Store, order_id: int, shelf: Shelf) -> None:
    row = add(store, order_id, ITEM, article_id=shelf.filter)
    store.run("lou", change_line, row.id, row.version, quantity=2)
    with pytest.raises(Overtaken, match="Somebody else"):
        store.run("kim", change_line, row.id, row.version, quantity=3)


@pytest.mark.parametrize(
    ("status", "says"), [(LineStatus.POSTED, "is posted and stays"), (LineStatus.CANCELLED, "is cancelled")]
)
def test_posted_and_cancelled_lines_stay_as_they_are(
    store: Store, order_id: int, shelf: Shelf, status: LineStatus, says: str
) -> None:
    row = add(store, order_id, ITEM, article_id=shelf.filter)
    mark(store, OrderLine, row.id, status=status)
    for wish in (change_line, remove_line, reprice):
        with pytest.raises(Refusal, match=says):
            store.run("kim", wish, row.id, row.version + 1)


def test_of_a_signed_line_only_the_prices_can_change(store: Store, order_id: int, shelf: Shelf) -> None:
    row = add(store, order_id, ITEM, article_id=shelf.filter)
    mark(store, OrderLine, row.id, signed_off_at=MONDAY_MORNING, signed_off_by="Ada Berg")
    with pytest.raises(Refusal, match="only its prices") as refused:
        store.run("kim", change_line, row.id, row.version + 1, quantity=5)
    assert refused.value.field == "quantity"
    with pytest.raises(Refusal, match="take the signature back"):
        store.run("kim", remove_line, row.id, row.version + 1)
    store.run("kim", change_line, row.id, row.version + 1, sales_price=40)


def test_a_stage_can_forbid_changes(store: Store, order_id: int, shelf: Shelf, workshop: Workshop) -> None:
    row = add(store, order_id, ITEM, article_id=shelf.filter)
    with store.read() as session:
        stage = session.get_one(Order, order_id).stage_id
    mark(store, Stage, stage, allows_modify=False)
    for wish in (
        lambda: add(store, order_id, ITEM, article_id=shelf.filter),
        lambda: store.run("kim", remove_line, row.id, row.version),
        lambda: store.run("kim", arrange, order_id, [row.id]),
    ):
        with pytest.raises(Refusal, match="cannot be changed in the stage “New”"):
            wish()


def test_lines_are_arranged_and_taken_away(store: Store, workshop: Workshop, shelf: Shelf) -> None:
    order_id = store.run("kim", priced_order, workshop, shelf)
    hour, item, trip, fee = rows(store, order_id)
    store.run("kim", arrange, order_id, [fee.id, item.id])
    assert [row.id for row in rows(store, order_id)] == [fee.id, item.id, hour.id, trip.id]
    store.run("kim", remove_line, trip.id, trip.version + 1)
    assert [row.text for row in rows(store, order_id)] == ["Emergency fee", "Filter", "Working hour"]
    with pytest.raises(Gone):
        store.run("kim", remove_line, trip.id, trip.version + 1)


def test_a_line_more_takes_a_posted_order_up_again(store: Store, order_id: int, shelf: Shelf) -> None:
    row = add(store, order_id, ITEM, article_id=shelf.filter)
    mark(store, OrderLine, row.id, status=LineStatus.POSTED)
    mark(store, Order, order_id, progress=Progress.POSTED)
    more = add(store, order_id, ITEM, article_id=shelf.filter)
    with store.read() as session:
        assert session.get_one(Order, order_id).progress is Progress.IN_PROCESS
    store.run("kim", remove_line, more.id, more.version)
    with store.read() as session:
        assert session.get_one(Order, order_id).progress is Progress.POSTED


def test_the_margin_is_that_of_what_counts(store: Store, workshop: Workshop, shelf: Shelf) -> None:
    order_id = store.run("kim", priced_order, workshop, shelf)
    found = margin(rows(store, order_id))
    assert (found.sales, found.cost, found.margin) == (D(360), D("167.40"), D("192.60"))
    assert found.percent == D("53.5")
    mark(store, OrderLine, rows(store, order_id)[0].id, status=LineStatus.CANCELLED)
    mark(store, OrderLine, rows(store, order_id)[1].id, chargeable=False)
    found = margin(rows(store, order_id))
    assert (found.sales, found.cost) == (D(85), D("71.40"))
    assert margin(()).percent is None
