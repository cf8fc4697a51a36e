"""Fees are credited by themselves: with what reduces them, one credit note for each invoice."""

from datetime import date

import pytest

from domain.billing.billable import BillScope
from domain.billing.credited_fees import credit_fees
from domain.errors import Refusal
from domain.store.store import Store
from domain.subscriptions.model import FeeStatus
from domain.subscriptions.reductions import reduce_days
from tests.support.billed_fees import bill, fees, make_fees, standing
from tests.support.subscribed import FIRST, Subscribed, subscribe
from tests.support.workshop import Workshop


@pytest.fixture
def made(store: Store, workshop: Workshop) -> list[int]:
    """Open fees for January, February and March."""
    subscribed: Subscribed = store.run("setup", subscribe)
    return store.run("kim", make_fees, subscribed.subscription, FIRST, date(2026, 3, 31))


def statuses(store: Store) -> list[str]:
    return [fee.status.value for fee in fees(store)]


def test_a_fee_goes_with_its_reduction_and_the_others_stay(store: Store, made: list[int]) -> None:
    store.run("kim", reduce_days, made[0], 2)
    store.run("kim", bill)
    assert store.run("kim", credit_fees, [made[0]], "wrong currency") == ("CN-000001",)
    assert statuses(store) == ["credited", "invoiced", "invoiced", "credited"]


def test_fees_of_two_invoices_get_two_credit_notes_and_nothing_is_left(store: Store, made: list[int]) -> None:
    for fee_id in made:
        store.run("kim", bill, BillScope(fee_ids=frozenset({fee_id})))
    assert len(store.run("kim", credit_fees, made, "never wanted")) == 3
    assert {fee.status for fee in fees(store)} == {FeeStatus.CREDITED}
    assert standing(store) == {}


def test_what_is_not_on_an_invoice_is_refused(store: Store, made: list[int]) -> None:
    store.run("kim", bill, BillScope(fee_ids=frozenset({made[0]})))
    with pytest.raises(Refusal, match="Only fees on an invoice can be credited"):
        store.run("kim", credit_fees, made, "wrong")
    assert statuses(store) == ["invoiced", "open", "open"]


def test_why_is_asked_for_at_its_field(store: Store, made: list[int]) -> None:
    store.run("kim", bill)
    with pytest.raises(Refusal, match="Say why") as caught:
        store.run("kim", credit_fees, made, " ")
    assert caught.value.field == "reason"
