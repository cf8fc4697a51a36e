"""Templates in folders, and what is copied from them and from agreements."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from domain.agreements import copying, cover_service, line_service, service, template_service
from domain.agreements.cover_caps import CapUnit
from domain.agreements.cover_rules import Treatment
from domain.agreements.cover_service import CoverDraft
from domain.agreements.header import AgreementDraft
from domain.agreements.line_service import AgreementLineDraft
from domain.agreements.model import Agreement, AgreementLine, Cover
from domain.agreements.queries import agreement_lines
from domain.agreements.renewal import Renewal
from domain.catalogue.model import LineKind
from domain.errors import Overtaken, Refusal
from domain.store.store import Store
from tests.support.workshop import Workshop

BREWERY, CLINIC = 1, 2
GOLD = AgreementDraft("Gold", date(2020, 1, 1), initial_months=12, renewal=Renewal.TACIT, period_months=12)
LABOUR = AgreementLineDraft(LineKind.HOUR, "Inspection", quantity=2)
HOURS = CoverDraft("Ten hours", Treatment.INCLUDED, kind=LineKind.HOUR, cap_unit=CapUnit.HOURS, cap_limit=10)
START = date(2026, 4, 1)


def texts(store: Store, agreement: int) -> list[str]:
    with store.read() as session:
        return [line.text for line in agreement_lines(session, agreement)]


def test_a_folder_never_lies_in_itself(store: Store, workshop: Workshop) -> None:
    top = store.run("kim", template_service.create_folder, "Cooling")
    inner = store.run("kim", template_service.create_folder, "Chillers", top)
    for within in (top, inner):
        with pytest.raises(Refusal, match="cannot lie in itself") as refused:
            store.run("kim", template_service.change_folder, top, 1, "Cooling", within)
        assert refused.value.field == "parent"
    store.run("kim", template_service.change_folder, inner, 1, "Chillers", None)
    store.run("kim", template_service.change_folder, top, 1, "Cooling", inner)
    with pytest.raises(Overtaken):
        store.run("lou", template_service.change_folder, top, 1, "Cold")
    with pytest.raises(Refusal, match="“Chillers” is not empty"):
        store.run("kim", template_service.delete_folder, inner)
    store.run("kim", template_service.delete_folder, top)
    store.run("kim", template_service.delete_folder, inner)


def test_a_name_is_there_once_in_a_folder(store: Store, workshop: Workshop) -> None:
    top = store.run("kim", template_service.create_folder, "Cooling")
    store.run("kim", template_service.create_folder, "Cooling", top)
    with pytest.raises(Refusal, match="there already"):
        store.run("kim", template_service.create_folder, "cooling")


def test_an_agreement_is_made_from_a_template(store: Store, workshop: Workshop) -> None:
    folder = store.run("kim", template_service.create_folder, "Cooling")
    template = store.run("kim", template_service.create_template, folder, GOLD)
    store.run("kim", line_service.add_line, template, LABOUR)
    stopped = store.run("kim", line_service.add_line, template, replace(LABOUR, text="Old"))
    store.run("kim", line_service.stop_line, stopped)
    store.run("kim", cover_service.add_cover, template, HOURS)
    made = store.run("kim", copying.copy_agreement, template, BREWERY, START).agreement_id
    assert texts(store, made) == ["Inspection"]
    with store.read() as session:
        agreement = session.get_one(Agreement, made)
        cover = session.query(Cover).filter_by(agreement_id=made).one()
        assert (agreement.customer_id, agreement.folder_id, agreement.starts_on) == (BREWERY, None, START)
        assert (agreement.initial_months, agreement.ends_on) == (12, None)
        assert (cover.name, cover.cap_limit, cover.cap_unit) == ("Ten hours", Decimal(10), CapUnit.HOURS)


@pytest.mark.parametrize(
    ("part", "draft"),
    [
        (line_service.add_line, replace(LABOUR, asset_id=1)),
        (line_service.add_line, replace(LABOUR, starts_on=START)),
        (cover_service.add_cover, replace(HOURS, site_id=1)),
    ],
)
def test_a_template_names_nothing_of_one_customer(
    store: Store, workshop: Workshop, part: Callable[..., int], draft: object
) -> None:
    folder = store.run("kim", template_service.create_folder, "Cooling")
    template = store.run("kim", template_service.create_template, folder, GOLD)
    with pytest.raises(Refusal):
        store.run("kim", part, template, draft)
    with pytest.raises(Refusal, match="is a template"):
        store.run("kim", service.terminate, template, 1, START)


def test_a_copy_for_another_customer_leaves_assets_and_contact_behind(store: Store, workshop: Workshop) -> None:
    fixed = AgreementDraft("Year", date(2025, 1, 1), date(2025, 12, 31), contact_id=1)
    source = store.run("kim", service.create_agreement, BREWERY, fixed)
    store.run("kim", line_service.add_line, source, replace(LABOUR, asset_id=workshop.asset))
    store.run("kim", line_service.add_line, source, replace(LABOUR, text="All", starts_on=date(2025, 2, 1)))
    store.run("kim", cover_service.add_cover, source, replace(HOURS, asset_id=workshop.asset))
    ours = store.run("kim", copying.copy_agreement, source, BREWERY, START).agreement_id
    theirs = store.run("kim", copying.copy_agreement, source, CLINIC, START).agreement_id
    assert (texts(store, ours), texts(store, theirs)) == (["Inspection", "All"], ["All"])
    with store.read() as session:
        mine, other = session.get_one(Agreement, ours), session.get_one(Agreement, theirs)
        assert (mine.contact_id, other.contact_id) == (1, None)
        assert mine.ends_on == date(2027, 3, 31)
        assert session.query(Cover).filter_by(agreement_id=theirs).count() == 0
        assert {line.starts_on for line in session.query(AgreementLine).filter_by(agreement_id=ours)} == {None}
    folder = store.run("kim", template_service.create_folder, "Cooling")
    template = store.run("kim", copying.copy_template, source, folder, "From the brewery").agreement_id
    assert texts(store, template) == ["All"]


def test_chosen_lines_are_copied_unless_they_are_stopped(store: Store, workshop: Workshop) -> None:
    source = store.run("kim", service.create_agreement, BREWERY, GOLD)
    first, second = (store.run("kim", line_service.add_line, source, replace(LABOUR, text=text)) for text in "AB")
    target = store.run("kim", service.create_agreement, CLINIC, GOLD)
    ((copied, made),) = store.run("kim", copying.copy_lines, target, [second]).lines
    assert copied == second != made
    assert texts(store, target) == ["B"]
    store.run("kim", line_service.stop_line, first)
    with pytest.raises(Refusal, match="“A” of the agreement is stopped"):
        store.run("kim", copying.copy_lines, target, [first, second])
    with pytest.raises(Refusal, match="nothing to copy"):
        store.run("kim", copying.copy_lines, target, [])


def test_templates_move_between_folders(store: Store, workshop: Workshop) -> None:
    first, second = (store.run("kim", template_service.create_folder, name) for name in ("One", "Two"))
    template = store.run("kim", template_service.create_template, first, GOLD)
    store.run("kim", template_service.move_template, template, 1, second)
    store.run("kim", template_service.delete_folder, first)
    agreement = store.run("kim", service.create_agreement, BREWERY, GOLD)
    with pytest.raises(Refusal, match="lies in no folder"):
        store.run("kim", template_service.move_template, agreement, 1, second)
