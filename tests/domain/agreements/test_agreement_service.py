"""Agreements: made, changed, suspended; their lines; which one covers an asset."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from domain.agreements import service
from domain.agreements.queries import agreement_lines, agreements, groups
from domain.agreements.service import AgreementDraft, AgreementLineDraft
from domain.agreements.validity import covering
from domain.catalogue.model import LineKind
from domain.errors import Gone, Overtaken, Refusal
from domain.store.store import Store
from tests.support.workshop import Workshop

BREWERY, CLINIC = 1, 2
DRAFT = AgreementDraft("Full service", date(2026, 1, 1), date(2026, 12, 31))
ITEM = AgreementLineDraft(LineKind.ITEM, "Filter", quantity="2.5")
TODAY = date(2026, 3, 2)


def test_an_agreement_has_number_group_and_lines(store: Store, workshop: Workshop) -> None:
    group = store.run("kim", service.create_group, "Gold")
    agreement = store.run("kim", service.create_agreement, BREWERY, replace(DRAFT, group_id=group))
    store.run("kim", service.add_line, agreement, replace(ITEM, asset_id=workshop.asset))
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
    first, second = store.run("kim", service.add_line, old, draft), store.run("kim", service.add_line, new, draft)

    def covered_by() -> int | None:
        with store.read() as session:
            found = covering(session, workshop.asset, TODAY)
            return None if found is None else found.id

    assert covered_by() == second
    store.run("kim", service.stop_line, second)
    assert covered_by() == first
    store.run("kim", service.suspend, old)
    assert covered_by() is None
    store.run("kim", service.stop_line, second, stopped=False)
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
        store.run("kim", service.add_line, agreement, replace(ITEM, **changes))
    assert refused.value.field == field


def test_an_agreement_covers_no_asset_of_somebody_else(store: Store, workshop: Workshop) -> None:
    agreement = store.run("kim", service.create_agreement, BREWERY, DRAFT)
    with pytest.raises(Refusal, match="belongs to another customer") as refused:
        store.run("kim", service.add_line, agreement, replace(ITEM, asset_id=workshop.other_asset))
    assert refused.value.field == "asset"


def test_a_group_is_there_once(store: Store, workshop: Workshop) -> None:
    store.run("kim", service.create_group, "Gold")
    with pytest.raises(Refusal, match="There is a group “Gold” already"):
        store.run("kim", service.create_group, " Gold ")
    with pytest.raises(Gone):
        store.run("kim", service.create_group, "Silver", 99)
