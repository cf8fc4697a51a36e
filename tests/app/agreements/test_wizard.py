"""The assistant driven with real keys: an agreement for three assets in two minutes, refusals at their page."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester

from app.agreements.view import AgreementsPage
from app.agreements.wizard.dialog import AgreementWizard
from domain.agreements.cover_rules import Treatment
from domain.agreements.listing import count
from domain.agreements.renewal import Renewal
from domain.agreements.template_service import create_folder, create_template
from domain.agreements.templates import template_place
from domain.assets.model import Asset
from domain.store.unit_of_work import UnitOfWork
from domain.visits.interval import Interval, Rule, Unit
from domain.visits.interval_service import IntervalDraft, create_interval
from domain.visits.queries import plans
from domain.visits.task_service import ServiceTaskDraft, create_task
from tests.app.agreements.agreed import TODAY, Show, agreement
from tests.app.keys import ALT, CTRL, in_front, press
from tests.app.pseudo import pseudo_language, untranslated
from tests.support.service_desk import ServiceDesk


@pytest.fixture
def quarterly(desk: ServiceDesk) -> int:
    """An interval, and a task to be done at it."""
    desk.store.run("setup", create_task, ServiceTaskDraft("Inspection of the chiller"))
    draft = IntervalDraft("Every three months", Interval((Rule(Unit.MONTH, 3),)))
    return desk.store.run("setup", create_interval, draft)


@pytest.fixture
def third(desk: ServiceDesk) -> None:
    """The brewery has a third asset."""
    desk.store.run("setup", _third_asset, desk)


def wizard(page: AgreementsPage) -> AgreementWizard:
    return next(each for each in page.findChildren(AgreementWizard) if each.isVisible())


def opened(page: AgreementsPage, customer: str = "harbour") -> AgreementWizard:
    """The assistant with its customer found."""
    press(page.table, Qt.Key.Key_N)
    asked = wizard(page)
    in_front(asked)
    QTest.keyClicks(asked.who.customer.line, customer)
    press(asked, Qt.Key.Key_Return)
    assert asked.who.answer() is not None
    return asked


def go_on(asked: AgreementWizard) -> None:
    press(asked, Qt.Key.Key_Return, CTRL)


def fill(widget: QWidget, words: str) -> None:
    widget.setFocus()
    QTest.keyClick(widget, Qt.Key.Key_A, CTRL)
    QTest.keyClicks(widget, words)


def at_services(asked: AgreementWizard) -> AgreementWizard:
    """With a name, and every asset ticked by keys."""
    go_on(asked)
    assert asked.pages is not None
    fill(asked.pages.terms.form.fields["name"].widget, "Full service")
    go_on(asked)
    press(asked, Qt.Key.Key_Tab)
    for _ in range(asked.pages.assets.ticks.list.count()):
        QTest.keyClick(asked.pages.assets.ticks.list, Qt.Key.Key_Space)
        QTest.keyClick(asked.pages.assets.ticks.list, Qt.Key.Key_Down)
    go_on(asked)
    return asked


def test_an_agreement_for_three_assets_is_made_with_keys_alone(
    desk: ServiceDesk, show: Show, quarterly: int, third: None
) -> None:
    page = show()
    asked = at_services(opened(page))
    assert asked.pages is not None
    assert len(asked.pages.assets.chosen()) == 3
    press(asked, Qt.Key.Key_Insert, CTRL)
    fill(asked.pages.services.form.fields["quantity"].widget, "1,5")
    go_on(asked)
    press(asked, Qt.Key.Key_Insert, CTRL)
    go_on(asked)
    assert asked.step() is asked.pages.summary
    assert asked.pages.summary.told() == ("3 lines, 1 rule of cover, 12 visits in the first year, on 4 orders")
    assert len(asked.pages.summary.table.rows()) == 12
    assert page.record_shown() is None
    go_on(asked)
    made = page.record_shown()
    assert made is not None
    assert desk.notices[-1].text == "Full service is made, with all its lines, visits and cover."
    found = agreement(desk, made)
    assert [(line.asset, line.draft.text, float(line.draft.quantity)) for line in found.lines] == [
        ("Chiller 1", "Inspection of the chiller", 1.5),
        ("Compressor of chiller 1", "Inspection of the chiller", 1.5),
        ("Pump", "Inspection of the chiller", 1.5),
    ]
    assert [cover.draft.treatment for cover in found.covers] == [Treatment.INCLUDED]
    with desk.store.read() as session:
        assert {(row.interval, row.task) for row in plans(session, made)} == {
            ("Every three months", "Inspection of the chiller")
        }


def test_what_is_refused_stands_at_its_page_and_nothing_is_made(desk: ServiceDesk, show: Show, quarterly: int) -> None:
    page = show()
    press(page.table, Qt.Key.Key_N)
    asked = wizard(page)
    go_on(asked)
    assert "Choose the customer" in asked.who.customer.widget.accessibleDescription()
    fill(asked.who.customer.line, "harbour")
    press(asked, Qt.Key.Key_Return)
    go_on(asked)
    assert asked.pages is not None
    go_on(asked)
    assert asked.step() is asked.pages.terms
    assert "between 1 and" in asked.pages.terms.form.fields["name"].widget.accessibleDescription()
    fill(asked.pages.terms.form.fields["name"].widget, "Full service")
    go_on(asked)
    assert asked.step() is asked.pages.assets
    go_on(asked)
    press(asked, Qt.Key.Key_Insert, CTRL)
    services = asked.pages.services
    go_on(asked)
    assert asked.step() is services
    assert "at which site" in services.form.fields["site"].widget.accessibleDescription()
    services.form.fields["site"].set_value(desk.company.cellar.id)
    press(asked, Qt.Key.Key_Insert, CTRL)
    fill(services.form.fields["quantity"].widget, "-1")
    services.list.setCurrentRow(0)
    go_on(asked)
    assert services.list.currentRow() == 1
    assert "cannot be negative" in services.form.fields["quantity"].widget.accessibleDescription()
    press(asked, Qt.Key.Key_Delete, CTRL)
    go_on(asked)
    press(asked, Qt.Key.Key_Insert, CTRL)
    fill(asked.pages.cover.form.fields["name"].widget, " ")
    go_on(asked)
    assert asked.step() is asked.pages.cover
    press(asked, Qt.Key.Key_Left, ALT)
    assert asked.step() is services
    for _ in range(4):
        assert asked.isVisible()
        press(asked, Qt.Key.Key_Escape)
    assert not any(each.isVisible() for each in page.findChildren(AgreementWizard))
    assert _count(desk) == 0


def test_a_template_fills_the_pages(desk: ServiceDesk, show: Show, tacit: int) -> None:
    folder = desk.store.run("setup", create_folder, "Cooling")
    head = agreement(desk, tacit).draft
    template = desk.store.run("setup", create_template, folder, head)
    page = show()
    asked = opened(page)
    asked.who.templates.setFocus()
    asked.who.templates.choose(template_place(template))
    press(asked, Qt.Key.Key_Return)
    assert asked.pages is not None
    terms = asked.pages.terms.draft()
    assert (terms.name, terms.starts_on, terms.renewal) == ("Full service", TODAY, Renewal.TACIT)
    press(asked, Qt.Key.Key_Left, ALT)
    asked.who.templates.choose(1)
    go_on(asked)
    assert asked.pages.terms.draft().name == ""
    fill(asked.pages.terms.form.fields["name"].widget, "By hand")
    press(asked, Qt.Key.Key_Left, ALT)
    go_on(asked)
    assert asked.pages.terms.draft().name == "By hand"


def test_what_begins_with_the_agreement_follows_it(desk: ServiceDesk, show: Show, quarterly: int) -> None:
    asked = at_services(opened(show()))
    assert asked.pages is not None
    press(asked, Qt.Key.Key_Insert, CTRL)
    press(asked, Qt.Key.Key_Left, ALT)
    press(asked, Qt.Key.Key_Left, ALT)
    asked.pages.terms.form.fields["starts_on"].set_value(date(2026, 5, 1))
    go_on(asked)
    fill(asked.pages.assets.ticks.words, "compressor")
    asked.pages.assets.ticks.clear_button.click()
    asked.pages.assets.ticks.tick_button.click()
    go_on(asked)
    (service,) = asked.pages.services.services()
    assert service.plan is not None
    assert (service.plan.anchor_on, service.asset_ids) == (date(2026, 5, 1), (desk.company.compressor.id,))


def test_the_assistant_begins_with_the_customer_it_was_asked_for(desk: ServiceDesk, show: Show) -> None:
    page = show()
    page.begin_record(desk.company.clinic.id)
    asked = wizard(page)
    answer = asked.who.answer()
    assert answer is not None
    assert (answer.customer_id, answer.template_id) == (desk.company.clinic.id, None)


def test_a_copy_has_its_lines_and_cover(desk: ServiceDesk, show: Show, tacit: int) -> None:
    page = show()
    press(page.table, Qt.Key.Key_D)
    dialog = next(each for each in page.findChildren(QWidget, "dialog_copy"))
    press(dialog, Qt.Key.Key_Return, CTRL)
    made = page.record_shown()
    assert made is not None
    assert made != tacit
    copied = agreement(desk, made)
    assert (copied.draft.starts_on, copied.customer) == (TODAY, "Harbour Brewery")
    assert [line.draft.text for line in copied.lines] == ["Inspection", "Water check"]
    assert [cover.draft.name for cover in copied.covers] == ["Labour"]


def test_the_assistant_is_translated_and_its_models_are_sound(
    desk: ServiceDesk, show: Show, quarterly: int, qtmodeltester: ModelTester
) -> None:
    data = frozenset(
        {"Harbour Brewery", "C-0001 · Hamburg", "Ada Berg", "Bo Falk", "Every three months", "Full service"}
        | {"Chiller 1 · A-00001", "Compressor of chiller 1 · A-00002", "Inspection of the chiller", "h"}
        | {"Nordfrost CX 400", "Airon S 11", "Plant North, Hamburg", "Cellar, Hamburg", "Inspection of the chiller"}
    )
    with pseudo_language():
        page = show()
        asked = at_services(opened(page))
        assert asked.pages is not None
        press(asked, Qt.Key.Key_Insert, CTRL)
        go_on(asked)
        press(asked, Qt.Key.Key_Insert, CTRL)
        go_on(asked)
        assert asked.step() is asked.pages.summary
        assert {each for each in untranslated(asked, data) if "⟦" not in each} == set()
        qtmodeltester.check(asked.who.templates.model())  # type: ignore[no-untyped-call]
        qtmodeltester.check(asked.pages.summary.table.model())  # type: ignore[no-untyped-call]
        asked.reject()


def _third_asset(work: UnitOfWork, desk: ServiceDesk) -> None:
    company = desk.company
    more = Asset(
        number="A-00004",
        name="Pump",
        serial="P4",
        model_id=company.compressor_model.id,
        site_id=company.cellar.id,
        customer_id=company.brewery.id,
        installed_on=TODAY,
    )
    work.add(more, "asset.created")


def _count(desk: ServiceDesk) -> int:
    with desk.store.read() as session:
        return count(session, TODAY)
