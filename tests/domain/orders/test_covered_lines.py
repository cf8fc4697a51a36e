"""Lines under warranty and under agreements: not charged, charged less, split at a limit, and counted anew."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from domain.agreements import cover_service, service
from domain.agreements import line_service as agreement_lines
from domain.agreements.amendment_service import AmendmentDraft, amend
from domain.agreements.cover_caps import CapUnit
from domain.agreements.cover_rules import Treatment
from domain.agreements.cover_service import CoverDraft
from domain.agreements.header import AgreementDraft
from domain.agreements.line_service import AgreementLineDraft
from domain.assets.model import Asset
from domain.catalogue.model import LineKind
from domain.errors import Refusal
from domain.orders import cancelling, copying, line_service
from domain.orders import service as orders
from domain.orders.content import OrderLine
from domain.orders.cover_queries import cover_for_asset, cover_for_order, coverage
from domain.orders.cover_used import most_used
from domain.orders.cover_warning import CAP_WARNED
from domain.orders.deleting import delete_order
from domain.orders.line_draft import LineDraft
from domain.orders.line_queries import LineRow, lines
from domain.orders.model import Order, Origin
from domain.orders.service import OrderDraft, open_order
from domain.store.history import facts_of
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from tests.support.priced import Shelf, stock
from tests.support.workshop import Workshop

BREWERY = 1
YEARS = AgreementDraft("Full service", date(2026, 1, 1))
INCLUDED = CoverDraft("Labour", Treatment.INCLUDED, kind=LineKind.HOUR)
TEN_HOURS = replace(INCLUDED, name="Ten hours", cap_unit=CapUnit.HOURS, cap_limit=10)
CHEAPER = CoverDraft("Parts", Treatment.DISCOUNTED, discount_percent=10, kind=LineKind.ITEM)
DAY = date(2026, 3, 2)


@pytest.fixture
def shelf(store: Store, workshop: Workshop) -> Shelf:
    return store.run("setup", stock)


@pytest.fixture
def agreement(store: Store, workshop: Workshop) -> int:
    return store.run("kim", service.create_agreement, BREWERY, YEARS)


def order(store: Store, workshop: Workshop, agreement: int | None = None) -> int:
    draft = OrderDraft("Warm", Priority.LOW, Origin.HAND, 60, asset_id=workshop.asset, agreement_id=agreement)
    return store.run("kim", _open, draft)


def _open(work: UnitOfWork, draft: OrderDraft) -> int:
    return open_order(work, draft).id


def add(store: Store, order_id: int, kind: LineKind, **more: Any) -> int:
    return store.run("kim", _add, order_id, LineDraft(kind, **{"done_on": DAY, **more}))


def _add(work: UnitOfWork, order_id: int, draft: LineDraft) -> int:
    return line_service.add_line(work, order_id, draft).id


def rows(store: Store, order_id: int) -> tuple[LineRow, ...]:
    with store.read() as session:
        return lines(session, order_id)


def version(store: Store, line_id: int) -> int:
    with store.read() as session:
        return session.get_one(OrderLine, line_id).version


def told(store: Store, order_id: int) -> Sequence[tuple[float, bool, float]]:
    """Of each line the quantity, whether it is charged, and what the customer pays."""
    return [(float(row.quantity), row.chargeable, float(row.sales)) for row in rows(store, order_id)]


def cover(store: Store, agreement: int, draft: CoverDraft) -> int:
    return store.run("kim", cover_service.add_cover, agreement, draft)


def test_warranty_comes_first(store: Store, workshop: Workshop, shelf: Shelf, agreement: int) -> None:
    def warrant(work: UnitOfWork) -> None:
        asset = work.get(Asset, workshop.asset)
        asset.warranty_until = DAY
        work.note("asset.changed", asset)

    store.run("kim", warrant)
    cover(store, agreement, replace(TEN_HOURS, cap_limit=1))
    mine = order(store, workshop, agreement)
    add(store, mine, LineKind.HOUR, article_id=shelf.hour, quantity=2)
    add(store, mine, LineKind.HOUR, article_id=shelf.hour, quantity=1, done_on=date(2026, 3, 3))
    first, second = rows(store, mine)
    assert (int(first.sales), first.price_rule) == (0, "Under warranty until 02/03/2026: nothing to pay.")
    assert (int(second.sales), second.price_rule) == (0, "Included by “Ten hours”.")


def test_what_is_included_is_not_charged_and_parts_are_cheaper(
    store: Store, workshop: Workshop, shelf: Shelf, agreement: int
) -> None:
    cover(store, agreement, INCLUDED)
    cover(store, agreement, CHEAPER)
    mine = order(store, workshop, agreement)
    add(store, mine, LineKind.HOUR, article_id=shelf.hour, quantity=2)
    add(store, mine, LineKind.ITEM, article_id=shelf.filter, quantity=2)
    add(store, mine, LineKind.EXPENSE, article_id=shelf.trip)
    assert told(store, mine) == [(2, False, 0), (2, True, 76.5), (1, True, 60)]
    part = rows(store, mine)[1]
    assert (part.sales_price, part.price_rule) == (Decimal("38.25"), "10 % less by “Parts”.")


def test_a_line_over_the_limit_is_split(store: Store, workshop: Workshop, shelf: Shelf, agreement: int) -> None:
    cover(store, agreement, TEN_HOURS)
    first, second = order(store, workshop, agreement), order(store, workshop, agreement)
    add(store, first, LineKind.HOUR, article_id=shelf.hour, quantity=8)
    hours = add(store, second, LineKind.HOUR, article_id=shelf.hour, quantity=5)
    add(store, second, LineKind.EXPENSE, article_id=shelf.trip)
    assert told(store, second) == [(2, False, 0), (3, True, 285), (1, True, 60)]
    assert rows(store, second)[1].price_rule == "Beyond the limit of “Ten hours”."
    store.run("kim", line_service.change_line, hours, version(store, hours), quantity=1)
    assert told(store, second) == [(2, False, 0), (2, True, 190), (1, True, 60)]
    third = order(store, workshop, agreement)
    add(store, third, LineKind.HOUR, article_id=shelf.hour, quantity=1)
    assert told(store, third) == [(1, True, 95)]


def test_cancelling_gives_back_what_a_line_has_used(
    store: Store, workshop: Workshop, shelf: Shelf, agreement: int
) -> None:
    cover(store, agreement, TEN_HOURS)
    mine = order(store, workshop, agreement)
    early = add(store, mine, LineKind.HOUR, article_id=shelf.hour, quantity=8)
    add(store, mine, LineKind.HOUR, article_id=shelf.hour, quantity=5)
    assert told(store, mine) == [(8, False, 0), (2, False, 0), (3, True, 285)]
    store.run("kim", cancelling.cancel_line, early)
    assert told(store, mine) == [(8, False, 0), (5, False, 0)]
    store.run("kim", cancelling.revoke_line, early)
    assert told(store, mine) == [(8, False, 0), (2, False, 0), (3, True, 285)]
    store.run("kim", line_service.remove_line, early, version(store, early))
    assert told(store, mine) == [(5, False, 0)]


def test_what_is_typed_in_by_hand_stays(store: Store, workshop: Workshop, shelf: Shelf, agreement: int) -> None:
    cover(store, agreement, TEN_HOURS)
    mine = order(store, workshop, agreement)
    add(store, mine, LineKind.HOUR, article_id=shelf.hour, quantity=2, sales_price=80)
    add(store, mine, LineKind.HOUR, article_id=shelf.hour, quantity=20, chargeable=False)
    included = add(store, mine, LineKind.HOUR, article_id=shelf.hour, quantity=3)
    bought = add(store, mine, LineKind.HOUR, article_id=shelf.hour, quantity=1, cost_price=50)
    assert told(store, mine) == [(2, True, 160), (20, False, 0), (3, False, 0), (1, False, 0)]
    store.run("kim", line_service.change_line, included, version(store, included), chargeable=True)
    assert told(store, mine)[2] == (3, True, 285)
    store.run("kim", line_service.change_line, bought, version(store, bought), sales_price=70)
    assert told(store, mine)[3] == (1, True, 70)
    store.run("kim", line_service.reprice, included, version(store, included))
    assert told(store, mine)[2] == (3, False, 0)


def test_a_visit_counts_once_for_its_order(store: Store, workshop: Workshop, shelf: Shelf, agreement: int) -> None:
    cover(store, agreement, CoverDraft("Two visits", Treatment.INCLUDED, cap_unit=CapUnit.VISITS, cap_limit=2))
    made = [order(store, workshop, agreement) for _ in range(3)]
    for each in made:
        add(store, each, LineKind.HOUR, article_id=shelf.hour, quantity=2)
        add(store, each, LineKind.EXPENSE, article_id=shelf.trip)
    assert [sum(row.sales for row in rows(store, each)) for each in made] == [0, 0, 250]


def test_money_counts_as_it_would_cost_uncovered(
    store: Store, workshop: Workshop, shelf: Shelf, agreement: int
) -> None:
    cover(store, agreement, replace(CHEAPER, discount_percent=50, cap_unit=CapUnit.AMOUNT, cap_limit=100))
    first, second = order(store, workshop, agreement), order(store, workshop, agreement)
    add(store, first, LineKind.ITEM, article_id=shelf.filter, quantity=2)
    assert told(store, first) == [(2, True, 42.5)]
    add(store, second, LineKind.ITEM, article_id=shelf.filter, quantity=1)
    inside, beyond = rows(store, second)
    assert inside.quantity + beyond.quantity == 1
    assert inside.sales + beyond.sales == Decimal("35.00")


def test_another_agreement_covers_otherwise(store: Store, workshop: Workshop, shelf: Shelf, agreement: int) -> None:
    cover(store, agreement, INCLUDED)
    mine = order(store, workshop)
    add(store, mine, LineKind.HOUR, article_id=shelf.hour, quantity=2)
    assert told(store, mine) == [(2, True, 190)]
    with store.read() as session:
        read = session.get_one(Order, mine).version
    store.run("kim", orders.edit_order, mine, version=read, agreement_id=agreement)
    assert told(store, mine) == [(2, False, 0)]
    store.run("kim", service.suspend, agreement)
    store.run("kim", line_service.reprice_order, mine)
    assert told(store, mine) == [(2, True, 190)]


def test_moved_lines_count_where_they_stand(store: Store, workshop: Workshop, shelf: Shelf, agreement: int) -> None:
    cover(store, agreement, TEN_HOURS)
    first, second = order(store, workshop, agreement), order(store, workshop, agreement)
    add(store, first, LineKind.HOUR, article_id=shelf.hour, quantity=8)
    split = add(store, first, LineKind.HOUR, article_id=shelf.hour, quantity=5)
    store.run("kim", copying.move_lines, [split], second)
    assert sum(quantity for quantity, *_ in (*told(store, first), *told(store, second))) == 13
    paid = sum(sales for *_, sales in (*told(store, first), *told(store, second)))
    assert paid == 285


def test_a_limit_that_is_nearly_used_is_told_once(
    store: Store, workshop: Workshop, shelf: Shelf, agreement: int
) -> None:
    key = cover(store, agreement, TEN_HOURS)
    mine = order(store, workshop, agreement)

    def warned() -> list[tuple[Any, ...]]:
        with store.read() as session:
            facts = [fact for fact in facts_of(session, "agreement", [agreement]) if fact.kind == CAP_WARNED]
        return [(fact.after["cover_id"], fact.after["used"], fact.after["percent"]) for fact in facts]

    add(store, mine, LineKind.HOUR, article_id=shelf.hour, quantity=7)
    assert warned() == []
    add(store, mine, LineKind.HOUR, article_id=shelf.hour, quantity=1)
    add(store, mine, LineKind.HOUR, article_id=shelf.hour, quantity=1)
    ((cover_id, used, percent),) = warned()
    assert (cover_id, float(used), float(percent)) == (key, 8, 80)


def test_a_limit_never_falls_below_what_is_used(store: Store, workshop: Workshop, shelf: Shelf, agreement: int) -> None:
    key = cover(store, agreement, TEN_HOURS)
    add(store, order(store, workshop, agreement), LineKind.HOUR, article_id=shelf.hour, quantity=6)
    less = replace(TEN_HOURS, cap_limit=5)
    with pytest.raises(Refusal, match="6 h are used already") as refused:
        store.run("kim", cover_service.change_cover, key, less, 1, most_used)
    assert refused.value.field == "limit"
    store.run("kim", cover_service.change_cover, key, replace(less, cap_limit=6), 1, most_used)
    with pytest.raises(Refusal, match="Orders were charged by “Ten hours”"):
        store.run("kim", cover_service.remove_cover, key, 2)


def test_what_was_signed_off_stays_as_it_was_signed(
    store: Store, workshop: Workshop, shelf: Shelf, agreement: int
) -> None:
    mine = order(store, workshop, agreement)
    line = add(store, mine, LineKind.HOUR, article_id=shelf.hour, quantity=4)

    def sign(work: UnitOfWork) -> None:
        signed = work.get(OrderLine, line)
        signed.signed_off_at, signed.signed_off_by = datetime(2026, 3, 2, tzinfo=UTC), "Ada"
        work.note("order_line.signed", signed)

    store.run("kim", sign)
    cover(store, agreement, TEN_HOURS)
    add(store, mine, LineKind.HOUR, article_id=shelf.hour, quantity=1)
    assert told(store, mine) == [(4, True, 380), (1, False, 0)]


def test_the_desk_is_told_what_is_covered_and_how_much_is_left(
    store: Store, workshop: Workshop, shelf: Shelf, agreement: int
) -> None:
    key = cover(store, agreement, TEN_HOURS)
    cover(store, agreement, CHEAPER)
    mine = order(store, workshop, agreement)
    add(store, mine, LineKind.HOUR, article_id=shelf.hour, quantity=8)
    with store.read() as session:
        hour, expense, item, _ = cover_for_order(session, mine, DAY)
        (row,) = coverage(session, agreement, DAY)
        assert [each.treatment for each in cover_for_asset(session, workshop.asset, DAY)] == [Treatment.CHARGED] * 4
        assert cover_for_order(session, 99, DAY) == cover_for_asset(session, 99, DAY) == ()
        assert coverage(session, 99, DAY) == coverage(session, agreement, date(2025, 1, 1)) == ()
    assert hour.sentence.startswith("Included by “Ten hours”. Left of 10 h until 31/12/2026: 2 h.")
    assert (hour.left, hour.unit) == (Decimal(2), CapUnit.HOURS)
    assert (expense.treatment, item.treatment) == (Treatment.CHARGED, Treatment.DISCOUNTED)
    assert (row.cover_id, float(row.used), float(row.left), float(row.percent), row.warned) == (key, 8, 2, 80, True)
    add(store, mine, LineKind.HOUR, article_id=shelf.hour, quantity=3)
    with store.read() as session:
        hour = cover_for_order(session, mine, DAY)[0]
    assert (hour.treatment, hour.left) == (Treatment.CHARGED, Decimal(0))
    assert "used up" in hour.sentence
    store.run("kim", line_of_agreement, agreement, workshop.asset)
    with store.read() as session:
        assert cover_for_asset(session, workshop.asset, DAY)[2].treatment is Treatment.DISCOUNTED


def line_of_agreement(work: UnitOfWork, agreement: int, asset: int) -> int:
    return agreement_lines.add_line(work, agreement, AgreementLineDraft(LineKind.HOUR, "Visit", asset_id=asset))


def test_an_amended_limit_goes_on_counting(store: Store, workshop: Workshop, shelf: Shelf, agreement: int) -> None:
    key = cover(store, agreement, TEN_HOURS)
    mine = order(store, workshop, agreement)
    add(store, mine, LineKind.HOUR, article_id=shelf.hour, quantity=8)
    more = AmendmentDraft(date(2026, 7, 1), "Twelve", covers=((key, replace(TEN_HOURS, cap_limit=12)),))
    store.run("kim", amend, agreement, 1, more)
    add(store, mine, LineKind.HOUR, article_id=shelf.hour, quantity=5, done_on=date(2026, 7, 1))
    assert told(store, mine) == [(8, False, 0), (4, False, 0), (1, True, 95)]
    with store.read() as session:
        (before,), (after,) = coverage(session, agreement, DAY), coverage(session, agreement, date(2026, 7, 1))
    assert [(int(row.used), int(row.limit)) for row in (before, after)] == [(8, 10), (12, 12)]


def test_hours_after_an_amendment_take_nothing_from_those_before(
    store: Store, workshop: Workshop, shelf: Shelf, agreement: int
) -> None:
    key = cover(store, agreement, TEN_HOURS)
    mine = order(store, workshop, agreement)
    more = AmendmentDraft(date(2026, 7, 1), "Twelve", covers=((key, replace(TEN_HOURS, cap_limit=12)),))
    store.run("kim", amend, agreement, 1, more)
    add(store, mine, LineKind.HOUR, article_id=shelf.hour, quantity=12, done_on=date(2026, 7, 1))
    other = order(store, workshop, agreement)
    add(store, other, LineKind.HOUR, article_id=shelf.hour, quantity=9)
    assert told(store, other) == [(9, False, 0)]


def test_an_order_goes_with_what_was_split(store: Store, workshop: Workshop, shelf: Shelf, agreement: int) -> None:
    cover(store, agreement, replace(TEN_HOURS, cap_limit=1))
    mine = order(store, workshop, agreement)
    hours = add(store, mine, LineKind.HOUR, article_id=shelf.hour, quantity=3)

    def allow(work: UnitOfWork) -> None:
        stage = work.get(Order, mine).stage
        stage.allows_delete = True
        work.note("stage.changed", stage)

    store.run("kim", line_service.remove_line, hours, version(store, hours))
    assert told(store, mine) == [(1, False, 0), (1, True, 95)]
    store.run("setup", allow)
    store.run("kim", delete_order, mine)
    assert rows(store, mine) == ()
