"""What every section of the settings does alike, driven through its real widgets with the reasons as the example."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.settings.view import SettingsPage
from domain.parameters import reasons
from domain.parameters.model import ReasonFor
from domain.parameters.reasons import ReasonRow
from tests.app.settings.conftest import Show, put, wrong
from tests.support.service_desk import ServiceDesk


def make(desk: ServiceDesk, code: str = "PARTS", name: str = "Waiting for parts") -> int:
    return desk.store.run("ada", reasons.create_reason, ReasonFor.PAUSE, code, name)


def read(desk: ServiceDesk) -> dict[str, ReasonRow]:
    with desk.store.read() as session:
        found = [row for each in ReasonFor for row in reasons.reasons(session, each, with_inactive=True)]
    return {row.code: row for row in found}


def test_a_new_row_is_made_from_the_keyboard_alone(desk: ServiceDesk, show: Show) -> None:
    page = show("reasons")
    QTest.keyClick(page, Qt.Key.Key_N)
    put(page, "code", "WAIT")
    put(page, "name", "Waiting for the customer")
    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert read(desk)["WAIT"].name == "Waiting for the customer"
    assert desk.notices[-1].text == "Waiting for the customer saved."
    chosen = page.pane.list.chosen()
    assert chosen is not None
    assert chosen.code == "WAIT"


def test_a_refusal_stands_beside_its_field_and_nothing_is_lost(desk: ServiceDesk, show: Show) -> None:
    make(desk)
    page = show("reasons")
    page.pane.begin_new()
    page.pane.editor.form.fields["reason_for"].set_value(ReasonFor.PAUSE)
    put(page, "code", "PARTS")
    put(page, "name", "Parts again")
    QTest.mouseClick(page.pane.editor.save_button, Qt.MouseButton.LeftButton)
    assert wrong(page, "code") == "There is a reason with this code already."
    assert page.pane.editor.values()["name"] == "Parts again"
    assert len(read(desk)) == 1


def test_after_saving_the_keyboard_stays_in_the_form(desk: ServiceDesk, show: Show) -> None:
    made = make(desk)
    page = show("reasons")
    page.pane.show_record(made)
    for leave in (page.pane.editor.save_button, page.pane.editor.discard_button):
        put(page, "name", "Waiting for spare parts" if leave is page.pane.editor.save_button else "Waiting")
        leave.setFocus()
        QTest.keyClick(leave, Qt.Key.Key_Space)
        assert not page.pane.editor.can_save()
        assert page.pane.editor.form.isAncestorOf(page.window().focusWidget())
    assert read(desk)["PARTS"].name == "Waiting for spare parts"


def test_a_draft_survives_another_row_and_somebody_elses_change(desk: ServiceDesk, show: Show, qtbot: QtBot) -> None:
    first, second = make(desk), make(desk, "LATER", "Customer wants it later")
    page = show("reasons")
    page.pane.show_record(first)
    put(page, "name", "Waiting for spare parts")
    page.pane.show_record(second)
    assert page.pane.editor.values()["name"] == "Customer wants it later"
    page.pane.show_record(first)
    assert page.pane.editor.values()["name"] == "Waiting for spare parts"
    desk.store.run("ada", reasons.change_reason, first, "PART", "Waits for parts", 1)
    desk.tail()
    qtbot.waitUntil(lambda: page.pane.editor.values()["code"] == "PART")
    assert page.pane.editor.draft() == {"name": "Waiting for spare parts"}
    assert "Changed by somebody else meanwhile: Name" in page.pane.editor.meanwhile()
    page.pane.save()
    assert read(desk)["PART"].name == "Waiting for spare parts"
    assert page.pane.editor.meanwhile() == ""


def test_a_new_row_that_was_begun_survives_a_reload_and_escape_leaves_it(desk: ServiceDesk, show: Show) -> None:
    page = show("reasons")
    page.pane.begin_new()
    put(page, "name", "Half typed")
    make(desk)
    page.pane.presenter.load()
    assert page.pane.editor.row() is None
    assert page.pane.editor.values()["name"] == "Half typed"
    assert page.step_back()
    assert not page.pane.editor.is_open()
    page.pane.begin_new()
    assert page.pane.editor.values()["name"] == "Half typed"


def test_a_row_that_is_offered_no_more_stays(desk: ServiceDesk, show: Show) -> None:
    made = make(desk)
    page = show("reasons")
    page.pane.show_record(made)
    page.pane.editor.form.fields["active"].set_value(False)
    page.pane.save()
    assert not read(desk)["PARTS"].active
    assert not page.pane.can_remove()


def test_the_search_finds_rows_by_any_column(desk: ServiceDesk, show: Show, qtmodeltester: ModelTester) -> None:
    make(desk)
    make(desk, "LATER", "Customer wants it later")
    page = show("reasons")
    page.frame.search.setText("wants")
    page.frame.search.tell()
    assert [row.code for row in page.pane.list.rows()] == ["LATER"]
    model = page.pane.list.model()
    assert model is not None
    qtmodeltester.check(model, force_py=True)  # type: ignore[no-untyped-call]


def test_the_section_is_remembered(desk: ServiceDesk, show: Show) -> None:
    page = show("reasons")
    QTest.keyClick(page, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    again = SettingsPage(desk.kit, desk.desk)
    assert again.pane.section.key == page.pane.section.key
