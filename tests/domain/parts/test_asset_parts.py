"""What is in an asset now and was on any day, and a history of it that only grows."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from domain.agreements.header import AgreementDraft
from domain.agreements.service import create_agreement
from domain.clock import FixedClock
from domain.errors import Overtaken, Refusal
from domain.parts.choices import agreements_for
from domain.parts.entries import PartEntry
from domain.parts.model import PartChangeKind, PartKind
from domain.parts.queries import PartRow, sheet
from domain.parts.replacing import Replacement
from domain.parts.service import add_part, begin_from_template, change_part, move_to_agreement, remove_part
from domain.store.store import Store
from tests.support.parts import Chiller

BREWERY = 1
WHOLE = ["1 Fan unit", "  2 Fan", "1 Filter", "3 Refilling"]


def entry(row: PartRow) -> PartEntry:
    return PartEntry(
        row.kind,
        row.article_id,
        row.text,
        row.serial,
        row.quantity,
        row.unit,
        row.parent_id,
        row.installed_on,
        row.warranty_until,
    )


def change(chiller: Chiller, row: PartRow, **changes: object) -> None:
    chiller.store.run("kim", change_part, row.id, row.version, replace(entry(row), **changes))  # type: ignore[arg-type]


def kinds(chiller: Chiller) -> list[PartChangeKind]:
    """What was done, the latest first."""
    return [row.kind for row in chiller.sheet().changes]


def test_parts_begin_from_a_template_once(store: Store, chiller: Chiller) -> None:
    assert chiller.sheet().list_id is None
    chiller.begin()
    found = chiller.sheet()
    assert chiller.words() == WHOLE
    assert (found.template, found.changes[0].note, found.changes[0].quantity) == ("Chillers", "Chillers", Decimal(4))
    assert all(row.original for row in found.parts)
    with pytest.raises(Refusal, match="has parts already"):
        store.run("kim", begin_from_template, chiller.asset, chiller.template)


def test_parts_can_begin_without_a_template(chiller: Chiller) -> None:
    chiller.add("Cabinet", PartKind.ASSEMBLY)
    chiller.add("Lock", parent="Cabinet")
    assert chiller.words() == ["1 Cabinet", "  1 Lock"]
    assert kinds(chiller) == [PartChangeKind.ADDED] * 2


def test_what_is_entered_wrong_is_refused_at_its_field(store: Store, chiller: Chiller) -> None:
    tomorrow = chiller.clock.now().date() + timedelta(days=1)
    fan = PartEntry(PartKind.PART, text="Fan")
    wrong = [
        ("quantity", replace(fan, quantity=0)),
        ("quantity", replace(fan, quantity="1000000.0001")),
        ("installed_on", replace(fan, installed_on=tomorrow)),
        ("warranty_until", replace(fan, installed_on=date(2026, 1, 2), warranty_until=date(2026, 1, 1))),
        ("serial", replace(fan, serial="x" * 61)),
        ("serial", replace(fan, serial="S-9", quantity=2)),
    ]
    for field, asked in wrong:
        with pytest.raises(Refusal) as caught:
            store.run("kim", add_part, chiller.asset, asked)
        assert caught.value.field == field
    assert chiller.sheet().list_id is None


def test_a_part_is_in_an_assembly_of_its_asset_and_never_in_itself(store: Store, chiller: Chiller) -> None:
    chiller.begin()
    chiller.add("Inner unit", PartKind.ASSEMBLY, parent="Fan unit")
    outer, inner = chiller.part("Fan unit"), chiller.part("Inner unit")
    for parent in (outer.id, inner.id):
        with pytest.raises(Refusal, match="cannot be inside itself"):
            change(chiller, outer, parent_id=parent)
    with pytest.raises(Refusal, match="“Filter” is no assembly"):
        change(chiller, inner, parent_id=chiller.part("Filter").id)
    asked = PartEntry(PartKind.PART, text="Belt", parent_id=outer.id)
    with pytest.raises(Refusal, match="is not in this asset"):
        store.run("kim", add_part, chiller.other, asked)
    with pytest.raises(Refusal, match="is no assembly"):
        change(chiller, outer, kind=PartKind.PART)


def test_each_change_is_one_line_of_history_and_nothing_changed_is_none(chiller: Chiller) -> None:
    chiller.begin()
    row = chiller.part("Filter")
    change(chiller, row)
    assert len(chiller.sheet().changes) == 1
    change(chiller, row, unit="set", quantity=3)
    assert kinds(chiller)[:2] == [PartChangeKind.QUANTITY, PartChangeKind.CHANGED]
    assert chiller.sheet().changes[0].quantity == Decimal(2)
    assert chiller.part("Filter").unit == "set"
    with pytest.raises(Overtaken):
        change(chiller, row, unit="box")


def test_an_assembly_goes_with_what_is_in_it(store: Store, chiller: Chiller) -> None:
    chiller.begin()
    row = chiller.part("Fan unit")
    store.run("kim", remove_part, row.id, row.version, "Sold")
    assert chiller.words() == WHOLE[2:]
    assert [(each.part, each.note) for each in chiller.sheet().changes[:2]] == [("Fan unit", "Sold"), ("Fan", "Sold")]
    with pytest.raises(Refusal):
        store.run("kim", remove_part, row.id, row.version + 1)


def test_what_was_in_it_on_a_day_is_shown_as_it_was(store: Store, chiller: Chiller) -> None:
    chiller.begin()
    chiller.later(10)
    chiller.replace("Fan", Replacement(1, chiller.quiet_fan))
    chiller.later(10)
    row = chiller.part("Refilling")
    store.run("kim", remove_part, row.id, row.version)
    chiller.later(10)
    change(chiller, chiller.part("Filter"), quantity=2)
    assert chiller.words() == ["1 Fan unit", "  1 Fan", "  1 Quiet fan", "2 Filter"]
    assert chiller.words(1) == ["1 Fan unit", "  1 Fan", "  1 Quiet fan", "1 Filter"]
    assert chiller.words(11) == ["1 Fan unit", "  1 Fan", "  1 Quiet fan", "1 Filter", "3 Refilling"]
    assert chiller.words(21) == WHOLE
    chiller.later(1)
    again = store.run("kim", add_part, chiller.asset, PartEntry(PartKind.SERVICE, chiller.refill, quantity=3))
    assert again
    assert chiller.words()[-1] == "3 Refilling"
    assert len(chiller.sheet().changes) == 5


def test_a_day_ends_where_the_asset_stands(store: Store, chiller: Chiller, fixed_clock: FixedClock) -> None:
    now = fixed_clock.now()
    fixed_clock.advance(now.replace(hour=23, minute=30) - now)
    chiller.add("Filter")
    with store.read() as session:
        today = fixed_clock.now().date()
        before, after = (sheet(session, chiller.asset, day) for day in (today, today + timedelta(days=1)))
    assert before
    assert after
    assert ([row.text for row in before.parts], [row.text for row in after.parts]) == ([], ["Filter"])


def test_the_list_goes_to_the_next_agreement_with_its_history(store: Store, chiller: Chiller) -> None:
    chiller.begin()
    start = chiller.clock.now().date()
    next_year = store.run("kim", create_agreement, BREWERY, AgreementDraft("Gold", start + timedelta(days=30)))
    over = store.run("kim", create_agreement, BREWERY, AgreementDraft("Old", date(2020, 1, 1), date(2020, 12, 31)))
    strange = store.run("kim", create_agreement, BREWERY + 1, AgreementDraft("Theirs", start))
    before = chiller.sheet()
    assert before.list_id is not None
    for agreement in (over, strange):
        with pytest.raises(Refusal) as caught:
            store.run("kim", move_to_agreement, before.list_id, before.version, agreement)
        assert caught.value.field == "agreement_id"
    store.run("kim", move_to_agreement, before.list_id, before.version, next_year)
    after = chiller.sheet()
    assert after.agreement_id == next_year
    assert (after.changes[0].kind, after.changes[0].agreement) == (PartChangeKind.MOVED, after.agreement)
    assert after.changes[1:] == before.changes
    with store.read() as session:
        assert [key for key, _ in agreements_for(session, chiller.asset, start)] == [next_year]
    with pytest.raises(Overtaken):
        store.run("lou", move_to_agreement, before.list_id, before.version, next_year)
