"""Agreements: made, changed, suspended; their lines; which one covers an asset."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from domain.agreements import group_service, line_service, service
from domain.agreements.header import AgreementDraft
from domain.agreements.line_service import AgreementLineDraft
from domain.agreements.model import Agreement, AgreementLine
from domain.agreements.queries import agreement_lines, agreements, groups
from domain.agreements.renewal import Renewal
from domain.agreements.validity import covering
from domain.catalogue.model import LineKind
from domain.errors import Gone, Overtaken, Refusal
from domain.orders.model import Origin
from domain.orders.service import OrderDraft, open_order
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from tests.support.workshop import Workshop

BREWERY, CLINIC = 1, 2
DRAFT = AgreementDraft("Full service", date(2026, 1, 1), date(2026, 12, 31))
ITEM = AgreementLineDraft(LineKind.ITEM, "Filter", quantity="2.5")
TODAY = date(2026, 3, 2)


def test_an_agreement_has_number_group_and_lines(store: Store, workshop: Workshop) -> None:
    group = store.run("kim", group_service.create_group, "Gold")
    agreement = store.run("kim", service.create_agreement, BREWERY, replace(DRAFT, group_id=group))
    store.run("kim", line_service.add_line, agreement, replace(ITEM, asset_id=workshop.asset))
    with store.read() as session:
        (row,) = agreements(session)
        (line,) = agreement_lines(session, agreement)
        assert groups(session) == [(group, "Gold")]
    assert (row.number, row.customer, row.group, row.version) == ("AG-000001", "Harbour Brewery", "Gold", 1)
    assert (line.text, line.quantity, line.asset, line.stopped) == ("Filter", Decimal("2.5"), "Chiller 1", False)


def test_only_agreements_that_hold_are_offered(store: Store, workshop: Workshop) -> None:
    held = store.run("kim", service.create_agreement, BREWERY, DRAFT)
    store.run("kim", service.create_agreement, BREWERY, replace(DRAFT, starts_on=date(2026, 4, 1)))
    store.run("kim", service.create_agreement, CLINIC, replace(DRAFT, ends_on=None))
    suspended = store.run("kim", service.create_agreement, BREWERY, DRAFT)
    store.run("kim", service.suspend, suspended)
    with store.read() as session:
        offered = agreements(session, customer_id=BREWERY, on=TODAY)
        rows = agreements(session)
    assert [row.id for row in offered] == [held]
    assert [row.holds(TODAY) for row in rows] == [True, False, True, False]
    store.run("kim", service.resume, suspended)
    with store.read() as session:
        assert len(agreements(session, customer_id=BREWERY, on=TODAY)) == 2


def test_the_newest_agreement_that_names_the_asset_covers_it(store: Store, workshop: Workshop) -> None:
    old = store.run("kim", service.create_agreement, BREWERY, replace(DRAFT, starts_on=date(2025, 1, 1)))
    new = store.run("kim", service.create_agreement, BREWERY, DRAFT)
    draft = replace(ITEM, asset_id=workshop.asset)
    first, second = (
        store.run("kim", line_service.add_line, old, draft),
        store.run("kim", line_service.add_line, new, draft),
    )

    def covered_by() -> int | None:
        with store.read() as session:
            found = covering(session, workshop.asset, TODAY)
            return None if found is None else found.id

    assert covered_by() == second
    store.run("kim", line_service.stop_line, second)
    assert covered_by() == first
    store.run("kim", service.suspend, old)
    assert covered_by() is None
    store.run("kim", line_service.stop_line, second, stopped=False)
    assert covered_by() == second


def test_editing_what_somebody_else_has_edited_is_refused(store: Store, workshop: Workshop) -> None:
    agreement = store.run("kim", service.create_agreement, BREWERY, DRAFT)
    store.run("kim", service.change_agreement, agreement, replace(DRAFT, name="Basic"), 1)
    with pytest.raises(Overtaken, match="changed “AG-000001” meanwhile"):
        store.run("lou", service.change_agreement, agreement, DRAFT, 1)


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"name": " "}, "name"), ({"ends_on": date(2025, 12, 31)}, "ends_on")],
)
def test_bad_input_is_refused_beside_its_field(
    store: Store, workshop: Workshop, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        store.run("kim", service.create_agreement, BREWERY, replace(DRAFT, **changes))
    assert refused.value.field == field
    with store.read() as session:
        assert agreements(session) == []


@pytest.mark.parametrize(("changes", "field"), [({"text": ""}, "text"), ({"quantity": -1}, "quantity")])
def test_bad_lines_are_refused_beside_their_field(
    store: Store, workshop: Workshop, changes: dict[str, Any], field: str
) -> None:
    agreement = store.run("kim", service.create_agreement, BREWERY, DRAFT)
    with pytest.raises(Refusal) as refused:
        store.run("kim", line_service.add_line, agreement, replace(ITEM, **changes))
    assert refused.value.field == field


def test_an_agreement_covers_no_asset_of_somebody_else(store: Store, workshop: Workshop) -> None:
    agreement = store.run("kim", service.create_agreement, BREWERY, DRAFT)
    with pytest.raises(Refusal, match="belongs to another customer") as refused:
        store.run("kim", line_service.add_line, agreement, replace(ITEM, asset_id=workshop.other_asset))
    assert refused.value.field == "asset"


def test_a_group_is_there_once(store: Store, workshop: Workshop) -> None:
    store.run("kim", group_service.create_group, "Gold")
    with pytest.raises(Refusal, match="There is a group “Gold” already"):
        store.run("kim", group_service.create_group, " Gold ")
    with pytest.raises(Gone):
        store.run("kim", group_service.create_group, "Silver", 99)


TACIT = replace(DRAFT, ends_on=None, initial_months=12, renewal=Renewal.TACIT, period_months=12, notice_months=3)


def stored(store: Store, agreement: int) -> Agreement:
    with store.read() as session:
        found = session.get(Agreement, agreement)
        assert found is not None
        session.expunge(found)
        return found


def test_the_end_follows_from_the_terms(store: Store, workshop: Workshop) -> None:
    ends = replace(TACIT, renewal=Renewal.NONE, period_months=0)
    agreement = store.run("kim", service.create_agreement, BREWERY, ends)
    assert stored(store, agreement).ends_on == date(2026, 12, 31)
    store.run("kim", service.change_agreement, agreement, replace(ends, initial_months=6), 1)
    assert stored(store, agreement).ends_on == date(2026, 6, 30)
    store.run("kim", service.change_agreement, agreement, TACIT, 2)
    assert stored(store, agreement).ends_on is None
    store.run("kim", service.change_agreement, agreement, DRAFT, 3)
    plain = stored(store, agreement)
    assert (plain.ends_on, plain.initial_months, plain.notice_months) == (DRAFT.ends_on, None, 0)


def test_notice_ends_the_term_it_is_in_time_for(store: Store, workshop: Workshop) -> None:
    agreement = store.run("kim", service.create_agreement, BREWERY, TACIT)
    assert store.run("kim", service.terminate, agreement, 1, date(2026, 10, 1)) == date(2027, 12, 31)
    with pytest.raises(Refusal, match="Notice was given on 01/10/2026 already"):
        store.run("kim", service.terminate, agreement, 2, date(2026, 11, 1))
    store.run("kim", service.withdraw_notice, agreement, 2)
    assert stored(store, agreement).ends_on is None
    assert store.run("kim", service.terminate, agreement, 3, date(2026, 9, 30)) == date(2026, 12, 31)
    assert stored(store, agreement).ends_on == date(2026, 12, 31)


def test_without_terms_whoever_gives_notice_says_when_it_ends(store: Store, workshop: Workshop) -> None:
    agreement = store.run("kim", service.create_agreement, BREWERY, replace(DRAFT, ends_on=None))
    with pytest.raises(Refusal) as refused:
        store.run("kim", service.terminate, agreement, 1, TODAY)
    assert refused.value.field == "last_day"
    with pytest.raises(Refusal, match="before the notice"):
        store.run("kim", service.terminate, agreement, 1, TODAY, date(2026, 3, 1))
    assert store.run("kim", service.terminate, agreement, 1, TODAY, date(2026, 3, 31)) == date(2026, 3, 31)
    store.run("kim", service.withdraw_notice, agreement, 2)
    assert stored(store, agreement).ends_on is None
    with pytest.raises(Refusal, match="No notice was given"):
        store.run("kim", service.withdraw_notice, agreement, 3)


def test_a_renewal_on_request_moves_the_end(store: Store, workshop: Workshop) -> None:
    express = replace(TACIT, renewal=Renewal.EXPRESS)
    agreement = store.run("kim", service.create_agreement, BREWERY, express)
    assert stored(store, agreement).ends_on == date(2026, 12, 31)
    store.run("kim", service.renew, agreement, 1)
    assert stored(store, agreement).ends_on == date(2027, 12, 31)
    with pytest.raises(Overtaken):
        store.run("lou", service.renew, agreement, 1)
    with pytest.raises(Refusal, match="ends on 31/12/2027 by itself"):
        store.run("kim", service.terminate, agreement, 2, TODAY)
    tacit = store.run("kim", service.create_agreement, BREWERY, TACIT)
    with pytest.raises(Refusal, match="not one that is renewed on request"):
        store.run("kim", service.renew, tacit, 1)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"initial_months": 0}, "initial_months"),
        ({"initial_months": 99_999}, "initial_months"),
        ({"period_months": 0}, "period_months"),
        ({"notice_months": 13}, "notice_months"),
        ({"initial_months": None}, "initial_months"),
        ({"responsible": "k" * 101}, "responsible"),
    ],
)
def test_bad_terms_are_refused_beside_their_field(
    store: Store, workshop: Workshop, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        store.run("kim", service.create_agreement, BREWERY, replace(TACIT, **changes))
    assert refused.value.field == field


def test_a_contact_is_one_of_the_customer(store: Store, workshop: Workshop) -> None:
    store.run("kim", service.create_agreement, BREWERY, replace(TACIT, contact_id=1))
    with pytest.raises(Refusal, match="contact belongs to another customer") as refused:
        store.run("kim", service.create_agreement, CLINIC, replace(TACIT, contact_id=1))
    assert refused.value.field == "contact"


def test_a_group_is_renamed_and_removed_while_nobody_has_it(store: Store, workshop: Workshop) -> None:
    gold = store.run("kim", group_service.create_group, "Gold")
    store.run("kim", group_service.change_group, gold, 1, "gold")
    with pytest.raises(Overtaken):
        store.run("lou", group_service.change_group, gold, 1, "Silver")
    agreement = store.run("kim", service.create_agreement, BREWERY, replace(DRAFT, group_id=gold))
    with pytest.raises(Refusal, match="agreements in the group “gold”"):
        store.run("kim", group_service.delete_group, gold)
    store.run("kim", service.change_agreement, agreement, DRAFT, 1)
    store.run("kim", group_service.delete_group, gold)
    with store.read() as session:
        assert groups(session) == []


def test_a_line_is_changed_and_taken_away(store: Store, workshop: Workshop) -> None:
    agreement = store.run("kim", service.create_agreement, BREWERY, DRAFT)
    line = store.run("kim", line_service.add_line, agreement, ITEM)
    dated = replace(ITEM, text="Belt", starts_on=date(2026, 2, 1), ends_on=date(2026, 6, 30), note="loud", unit="m")
    store.run("kim", line_service.change_line, line, dated, 1)
    with pytest.raises(Overtaken):
        store.run("lou", line_service.change_line, line, ITEM, 1)
    with store.read() as session:
        kept = session.get_one(AgreementLine, line)
        assert (kept.text, kept.starts_on, kept.note, kept.unit) == ("Belt", date(2026, 2, 1), "loud", "m")
    store.run("kim", line_service.remove_line, line, 2)
    with store.read() as session:
        assert agreement_lines(session, agreement) == []


def test_a_line_from_which_an_order_came_stays(store: Store, workshop: Workshop) -> None:
    agreement = store.run("kim", service.create_agreement, BREWERY, replace(DRAFT, ends_on=None))
    line = store.run("kim", line_service.add_line, agreement, replace(ITEM, asset_id=workshop.asset))
    opened = OrderDraft("Warm", Priority.LOW, Origin.HAND, 60, asset_id=workshop.asset, agreement_id=agreement)
    store.run("kim", order_of, replace(opened, agreement_line_id=line))
    with pytest.raises(Refusal, match="hang on “Filter”; stop it instead"):
        store.run("kim", line_service.remove_line, line, 1)


def order_of(work: UnitOfWork, draft: OrderDraft) -> int:
    return open_order(work, draft).id


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"starts_on": date(2025, 12, 31)}, "starts_on"),
        ({"starts_on": date(2027, 1, 1)}, "starts_on"),
        ({"ends_on": date(2027, 1, 1)}, "ends_on"),
        ({"ends_on": date(2025, 1, 1)}, "ends_on"),
        ({"starts_on": date(2026, 3, 1), "ends_on": date(2026, 2, 1)}, "ends_on"),
        ({"unit": "a long unit of many"}, "unit"),
        ({"text": "x" * 501}, "text"),
    ],
)
def test_days_of_a_line_lie_within_those_of_its_agreement(
    store: Store, workshop: Workshop, changes: dict[str, Any], field: str
) -> None:
    agreement = store.run("kim", service.create_agreement, BREWERY, DRAFT)
    with pytest.raises(Refusal) as refused:
        store.run("kim", line_service.add_line, agreement, replace(ITEM, **changes))
    assert refused.value.field == field
