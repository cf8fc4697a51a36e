"""The tree of templates driven with real keys: folders, templates, agreements made from them."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from app.agreements.templates_dialog import TemplatesDialog
from app.agreements.view import AgreementsPage
from app.agreements.wizard.dialog import AgreementWizard
from app.shared.dialog import FormDialog
from domain.agreements.line_service import AgreementLineDraft, add_line
from domain.agreements.model import Agreement
from domain.agreements.template_service import create_folder, create_template
from domain.agreements.templates import folder_place, template_place
from domain.catalogue.model import LineKind
from domain.visits.interval import Interval, Rule, Unit
from domain.visits.interval_service import IntervalDraft, create_interval
from domain.visits.plan_service import PlanDraft, PlanningDraft, set_plan, set_planning
from tests.app.agreements.agreed import TODAY, Show, agreement
from tests.app.keys import CTRL, SHIFT, form, press, put, wrong
from tests.app.pseudo import pseudo_language, untranslated
from tests.support.service_desk import ServiceDesk


@pytest.fixture
def yearly(desk: ServiceDesk, tacit: int) -> tuple[int, int]:
    """A folder, and in it a template whose line falls due yearly."""
    folder = desk.store.run("setup", create_folder, "Cooling")
    template = desk.store.run("setup", create_template, folder, agreement(desk, tacit).draft)
    line = desk.store.run("setup", add_line, template, AgreementLineDraft(LineKind.HOUR, "Inspection", quantity=2))
    every = desk.store.run("setup", create_interval, IntervalDraft("Yearly", Interval((Rule(Unit.YEAR),))))
    desk.store.run("setup", set_plan, line, PlanDraft(TODAY, every))
    desk.store.run("setup", set_planning, template, PlanningDraft())
    return folder, template


def opened(page: AgreementsPage) -> TemplatesDialog:
    press(page.table, Qt.Key.Key_F, SHIFT)
    return next(each for each in page.findChildren(TemplatesDialog) if each.isVisible())


def names(dialog: TemplatesDialog) -> list[str]:
    return [node.name for node in dialog.tree.rows()]


def asked(page: AgreementsPage) -> FormDialog:
    return form(page)


def test_a_folder_and_a_template_in_it_are_made_with_keys(desk: ServiceDesk, show: Show) -> None:
    page = show()
    tree = opened(page)
    assert not tree.actions()[2].isEnabled()
    press(tree.tree, Qt.Key.Key_F)
    put(asked(page), name="Cooling")
    press(asked(page), Qt.Key.Key_Return, CTRL)
    press(tree.tree, Qt.Key.Key_F)
    put(asked(page), name="cooling")
    asked(page).form.fields["parent"].set_value(None)
    press(asked(page), Qt.Key.Key_Return, CTRL)
    assert "there already" in wrong(asked(page), "name")
    asked(page).reject()
    press(tree.tree, Qt.Key.Key_N)
    put(asked(page), name="Yearly inspection")
    press(asked(page), Qt.Key.Key_Return, CTRL)
    assert names(tree) == ["Cooling", "Yearly inspection"]
    assert desk.notices[-1].text == "Yearly inspection is entered."


def test_a_template_is_shown_on_the_page_to_be_changed(desk: ServiceDesk, show: Show, yearly: tuple[int, int]) -> None:
    page = show()
    tree = opened(page)
    tree.tree.choose(template_place(yearly[1]))
    press(tree.tree, Qt.Key.Key_Return)
    assert page.record_shown() == yearly[1]
    press(page.table, Qt.Key.Key_E)
    put(asked(page), name="Better template")
    press(asked(page), Qt.Key.Key_Return, CTRL)
    assert agreement(desk, yearly[1]).draft.name == "Better template"


def test_an_agreement_is_made_from_a_template_with_its_visits(
    desk: ServiceDesk, show: Show, yearly: tuple[int, int]
) -> None:
    page = show()
    tree = opened(page)
    tree.tree.choose(template_place(yearly[1]))
    press(tree.tree, Qt.Key.Key_A)
    wizard = next(each for each in page.findChildren(AgreementWizard) if each.isVisible())
    put_customer(wizard)
    for _ in range(6):
        press(wizard, Qt.Key.Key_Return, CTRL)
        if wizard.pages is not None and wizard.step() is wizard.pages.assets:
            wizard.pages.assets.ticks.tick_button.click()
    made = page.record_shown()
    assert made is not None
    assert [line.asset for line in agreement(desk, made).lines] == ["Chiller 1", "Compressor of chiller 1"]


def test_folders_and_templates_move_and_go(desk: ServiceDesk, show: Show, yearly: tuple[int, int]) -> None:
    page = show()
    folder, template = yearly
    inner = desk.store.run("setup", create_folder, "Chillers", folder)
    tree = opened(page)
    tree.tree.choose(template_place(template))
    press(tree.tree, Qt.Key.Key_M)
    dialog = asked(page)
    dialog.form.fields["folder"].set_value(inner)
    press(dialog, Qt.Key.Key_Return, CTRL)
    with desk.store.read() as session:
        assert session.get_one(Agreement, template).folder_id == inner
    place = folder_place(inner)
    assert place is not None
    tree.tree.choose(place)
    press(tree.tree, Qt.Key.Key_Delete)
    press(asked(page), Qt.Key.Key_Return, CTRL)
    assert "is not empty" in asked(page).form.general()
    asked(page).reject()
    tree.tree.choose(template_place(template))
    press(tree.tree, Qt.Key.Key_Delete)
    press(asked(page), Qt.Key.Key_Return, CTRL)
    assert names(tree) == ["Chillers", "Cooling"]
    with desk.store.read() as session:
        assert session.get(Agreement, template) is None


def test_an_agreement_becomes_a_template(desk: ServiceDesk, show: Show, tacit: int) -> None:
    page = show()
    page.bound_actions()["agreements_as_template"].trigger()
    put(asked(page), name="Like the brewery")
    press(asked(page), Qt.Key.Key_Return, CTRL)
    assert "make one if there is none" in wrong(asked(page), "folder")
    asked(page).reject()
    desk.store.run("setup", create_folder, "Cooling")
    page.bound_actions()["agreements_as_template"].trigger()
    press(asked(page), Qt.Key.Key_Return, CTRL)
    tree = opened(page)
    assert names(tree) == ["Cooling", "Full service"]


def test_the_tree_is_translated_and_sound(
    desk: ServiceDesk, show: Show, yearly: tuple[int, int], qtmodeltester: ModelTester
) -> None:
    with pseudo_language():
        tree = opened(show())
        assert untranslated(tree, frozenset({"Cooling", "Full service", "AG-000002"})) == set()
    qtmodeltester.check(tree.tree.model())  # type: ignore[no-untyped-call]


def put_customer(wizard: AgreementWizard) -> None:
    line = wizard.who.customer.line
    line.setFocus()
    line.setText("harbour")
    press(wizard, Qt.Key.Key_Return)
