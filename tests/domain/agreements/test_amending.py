"""Amendments on the tables: what was agreed before ends the day before, in the same place."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.agreements import amendment_service, cover_service, line_service, service
from domain.agreements.amendment_service import AmendmentDraft
from domain.agreements.cover_rules import Treatment
from domain.agreements.cover_service import CoverDraft
from domain.agreements.detail import agreement_detail
from domain.agreements.header import AgreementDraft
from domain.agreements.line_service import AgreementLineDraft
from domain.agreements.model import AgreementLine, Cover
from domain.agreements.queries import agreement_lines
from domain.agreements.validity import covering
from domain.catalogue.model import LineKind
from domain.errors import Overtaken, Refusal
from domain.store.store import Store
from tests.support.workshop import Workshop

BREWERY = 1
JULY, JUNE = date(2026, 7, 1), date(2026, 6, 30)
YEAR = AgreementDraft("Gold", date(2026, 1, 1), date(2026, 12, 31))
LABOUR = AgreementLineDraft(LineKind.HOUR, "Inspection", quantity=2)
PARTS = CoverDraft("Parts", Treatment.INCLUDED, kind=LineKind.ITEM)


@pytest.fixture
def agreement(store: Store, workshop: Workshop) -> int:
    return store.run("kim", service.create_agreement, BREWERY, YEAR)


def test_lines_and_cover_are_agreed_otherwise_from_a_day_on(store: Store, workshop: Workshop, agreement: int) -> None:
    mine = replace(LABOUR, asset_id=workshop.asset)
    line = store.run("kim", line_service.add_line, agreement, mine)
    cover = store.run("kim", cover_service.add_cover, agreement, PARTS)
    cheaper = replace(PARTS, treatment=Treatment.DISCOUNTED, discount_percent=50)
    draft = AmendmentDraft(JULY, "Fewer", lines=((line, replace(mine, quantity=1)),), covers=((cover, cheaper),))
    made = store.run("kim", amendment_service.amend, agreement, 1, draft)
    with store.read() as session:
        old, new = session.query(AgreementLine).order_by(AgreementLine.id)
        assert (old.ends_on, old.ended_by_id, new.starts_on, new.amendment_id) == (JUNE, made, JULY, made)
        assert (old.position, float(old.quantity)) == (new.position, float(new.quantity) + 1)
        before, after = session.query(Cover).order_by(Cover.id)
        assert (before.ends_on, after.starts_on, before.position) == (JUNE, JULY, after.position)
        held = [[row.id for row in agreement_lines(session, agreement, on=day)] for day in (JUNE, JULY)]
        assert held == [[old.id], [new.id]]
        covered = [covering(session, workshop.asset, day) for day in (JUNE, JULY)]
        assert [each.id for each in covered if each is not None] == [old.id, new.id]
    with pytest.raises(Refusal, match="An amendment has ended “Inspection”"):
        store.run("kim", line_service.change_line, line, LABOUR, 2)


def test_a_refused_amendment_leaves_nothing_behind(store: Store, workshop: Workshop, agreement: int) -> None:
    line = store.run("kim", line_service.add_line, agreement, LABOUR)
    draft = AmendmentDraft(JULY, "More", lines=((line, None),), new_lines=(replace(LABOUR, quantity=-1),))
    with pytest.raises(Refusal):
        store.run("kim", amendment_service.amend, agreement, 1, draft)
    with store.read() as session:
        assert session.get_one(AgreementLine, line).ends_on is None


def test_a_line_that_begins_later_is_told_with_its_day(store: Store, workshop: Workshop, agreement: int) -> None:
    line = store.run("kim", line_service.add_line, agreement, replace(LABOUR, starts_on=JULY))
    draft = AmendmentDraft(JUNE, "Without it", lines=((line, None),))
    with pytest.raises(Refusal, match="“Inspection” begins on 01/07/2026: choose a later day"):
        store.run("kim", amendment_service.amend, agreement, 1, draft)


def test_bad_amendments_are_refused(store: Store, workshop: Workshop, agreement: int) -> None:
    line = store.run("kim", line_service.add_line, agreement, LABOUR)
    ends = AmendmentDraft(JULY, "Without it", lines=((line, None),))
    for draft, field in (
        (replace(ends, lines=()), "lines"),
        (replace(ends, text=" "), "text"),
        (replace(ends, effective_on=date(2025, 12, 1)), "effective_on"),
        (replace(ends, effective_on=date(2027, 1, 1)), "effective_on"),
        (replace(ends, effective_on=date(2026, 1, 1)), "effective_on"),
    ):
        with pytest.raises(Refusal) as refused:
            store.run("kim", amendment_service.amend, agreement, 1, draft)
        assert refused.value.field == field
    with pytest.raises(Overtaken):
        store.run("lou", amendment_service.amend, agreement, 7, ends)
    store.run("kim", amendment_service.amend, agreement, 1, ends)
    with pytest.raises(Refusal, match="overlaps the amendment"):
        store.run("kim", amendment_service.amend, agreement, 1, replace(ends, lines=(), new_lines=(LABOUR,)))
    with pytest.raises(Refusal, match="has ended before"):
        store.run("kim", amendment_service.amend, agreement, 1, replace(ends, effective_on=date(2026, 8, 1)))


def test_an_agreement_is_read_as_it_was_agreed_on_a_day(store: Store, workshop: Workshop, agreement: int) -> None:
    line = store.run("kim", line_service.add_line, agreement, LABOUR)
    cover = store.run("kim", cover_service.add_cover, agreement, PARTS)
    draft = AmendmentDraft(JULY, "More", lines=((line, replace(LABOUR, text="More")),), covers=((cover, None),))
    store.run("kim", amendment_service.amend, agreement, 1, draft)
    with store.read() as session:
        then, now, ever = (agreement_detail(session, agreement, JULY, on=on) for on in (JUNE, JULY, None))
        assert agreement_detail(session, 99, JULY) is None
    assert then
    assert now
    assert ever
    assert ([each.draft.text for each in then.lines], len(then.covers)) == (["Inspection"], 1)
    assert ([each.draft.text for each in now.lines], len(now.covers)) == (["More"], 0)
    assert (len(ever.lines), len(ever.covers)) == (2, 1)
    assert [(each.text, each.made_by) for each in ever.amendments] == [("More", "kim")]
    assert (ever.number, ever.customer, ever.standing) == ("AG-000001", "Harbour Brewery", None)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"ends_on": date(2026, 6, 29)}, "ends_on"),
        ({"starts_on": date(2026, 3, 2)}, "starts_on"),
        ({"initial_months": 5}, "initial_months"),
    ],
)
def test_an_agreement_is_not_made_shorter_than_its_parts(
    store: Store, workshop: Workshop, agreement: int, change: dict[str, Any], field: str
) -> None:
    store.run("kim", line_service.add_line, agreement, replace(LABOUR, starts_on=date(2026, 3, 1)))
    store.run("kim", cover_service.add_cover, agreement, replace(PARTS, ends_on=JUNE))
    with pytest.raises(Refusal, match=r"already|holds until") as refused:
        store.run("kim", service.change_agreement, agreement, replace(YEAR, **change), 1)
    assert refused.value.field == field
    store.run("kim", service.change_agreement, agreement, replace(YEAR, ends_on=JUNE), 1)
