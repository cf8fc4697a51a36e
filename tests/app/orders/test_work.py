"""Working on one order: stages with reasons, clocks, signature, tasks, files, repairs, copies."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from app.orders.repair_dialog import RepairDialog
from app.orders.signature_pad import SignaturePad
from app.orders.view import OrdersPage
from app.shared.chips import ChipLabel
from app.shared.dialog import FormDialog
from app.shared.links import Notice
from app.shared.papers.preview import PreviewDialog
from domain.orders.content import AttachmentKind
from domain.orders.model import Stage
from domain.parameters.model import ReasonFor
from domain.parameters.reasons import create_reason
from domain.repairs.codes import CodeDraft, create_code
from domain.repairs.model import CodeKind
from domain.scheduling.placing.service import cancel_order
from domain.sla.standard import make_standard_sla
from domain.store.unit_of_work import UnitOfWork
from tests.app.orders.page import open_one, press, show_page, type_here
from tests.support.service_desk import ServiceDesk

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)


@pytest.fixture
def page(desk: ServiceDesk, qtbot: QtBot) -> OrdersPage:
    desk.store.run("ada", _terms)
    opened = open_one(desk)
    page = show_page(desk, qtbot)
    page.show_record(opened)
    return page


def _terms(work: UnitOfWork) -> None:
    make_standard_sla(work, "DE")
    create_reason(work, ReasonFor.PAUSE, "CUST", "Customer is away")
    create_reason(work, ReasonFor.STAGE, "PART", "Part is missing")


def dialog(page: OrdersPage) -> FormDialog:
    (found,) = [each for each in page.findChildren(FormDialog) if each.isVisible()]
    return found


def submit(page: OrdersPage, **values: object) -> FormDialog:
    """Fill the dialog that is open and press its button."""
    asked = dialog(page)
    for name, value in values.items():
        asked.form.fields[name].set_value(value)
    QTest.mouseClick(asked.submit_button, Qt.MouseButton.LeftButton)
    return asked


def wrong(asked: FormDialog) -> list[str]:
    labels = asked.findChildren(QLabel)
    return [each.text() for each in labels if each.property("role") == "wrong" and each.isVisible()]


def test_the_next_sensible_thing_is_the_primary_button(page: OrdersPage) -> None:
    button = page.detail.next_steps.button
    assert button.text() == "Customer answered"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert button.text() == "Assign…"
    assert page.detail.clocks.texts()[0].startswith("Response met")


def test_the_countdown_goes_on_by_itself_and_is_honest_about_pauses(desk: ServiceDesk, page: OrdersPage) -> None:
    clocks = page.detail.clocks
    before = clocks.texts()
    desk.clock.advance(timedelta(minutes=30))
    clocks.tick()
    assert clocks.texts() != before
    promise = page.detail.work.shown.promises[0]
    assert f"{30 * 60 * 100 // promise.target_seconds} %" in clocks.findChildren(ChipLabel)[0].toolTip()
    press(page, Qt.Key.Key_P)
    submit(page)
    assert all("paused since" in text for text in clocks.texts())
    shown = clocks.texts()
    desk.clock.advance(timedelta(minutes=30))
    clocks.tick()
    assert [text.split(",")[1] for text in clocks.texts()] == [text.split(",")[1] for text in shown]
    press(page, Qt.Key.Key_P)
    assert not any("paused" in text for text in clocks.texts())


def test_a_stage_that_asks_for_a_reason_gets_one_before_the_order_moves(desk: ServiceDesk, page: OrdersPage) -> None:
    desk.store.run("ada", _ask_reason, desk.company.stages[1].id)
    QTest.mouseClick(page.detail.stages.button("Planned"), Qt.MouseButton.LeftButton)
    assert page.detail.shown
    assert page.detail.shown.stage == "New"
    submit(page, remark="Ordered")
    assert page.detail.shown.stage == "Planned"
    assert "Part is missing" in page.detail.timeline()[0]


def test_undo_goes_back_into_a_stage_that_asks_for_a_reason(desk: ServiceDesk, page: OrdersPage) -> None:
    told: list[Notice] = []
    page.notice_asked.connect(told.append)
    desk.store.run("ada", _ask_reason, desk.company.stages[0].id)
    QTest.mouseClick(page.detail.stages.button("Planned"), Qt.MouseButton.LeftButton)
    assert told[-1].undo is not None
    told[-1].undo()
    assert "New" in dialog(page).windowTitle()
    submit(page)
    assert page.detail.shown
    assert page.detail.shown.stage == "New"


def test_no_reason_is_taken_by_pressing_enter_too_fast(desk: ServiceDesk, page: OrdersPage) -> None:
    desk.store.run("ada", create_reason, ReasonFor.STAGE, "WISH", "Wish of the customer")
    desk.store.run("ada", _ask_reason, desk.company.stages[1].id)
    QTest.mouseClick(page.detail.stages.button("Planned"), Qt.MouseButton.LeftButton)
    asked = dialog(page)
    QTest.keyClick(asked.form.fields["reason"].widget, Qt.Key.Key_Return)
    assert wrong(asked) == ["Choose a reason."]
    assert page.detail.shown
    assert page.detail.shown.stage == "New"
    QTest.keyClicks(asked.form.fields["reason"].widget, "wish")
    QTest.keyClick(asked.form.fields["reason"].widget, Qt.Key.Key_Return)
    assert page.detail.shown.stage == "Planned"


def test_an_order_that_is_done_leaves_the_list_and_stays_beside_it(desk: ServiceDesk, page: OrdersPage) -> None:
    opened = page.record_shown()
    assert opened
    for title in ("Hums", "Drips"):
        open_one(desk, title)
    page.presenter.load()
    assert page.table.choose(opened)
    desk.store.run("ada", cancel_order, opened)
    page.presenter.load()
    assert page.record_shown() == opened
    assert page.table.chosen() is None
    assert page.table.selected() == []


def test_another_order_is_read_from_its_beginning(desk: ServiceDesk, page: OrdersPage) -> None:
    other = open_one(desk, "Hums")
    page.resize(page.width(), 420)
    area = page.detail.tabs.widget(0)
    assert isinstance(area, QScrollArea)
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    assert area.verticalScrollBar().value() > 0
    page.show_record(other)
    assert area.verticalScrollBar().value() == 0


def test_the_next_stage_is_the_first_choice_and_not_the_one_before(desk: ServiceDesk, page: OrdersPage) -> None:
    QTest.mouseClick(page.detail.stages.button("Planned"), Qt.MouseButton.LeftButton)
    press(page, Qt.Key.Key_S)
    submit(page)
    assert page.detail.shown
    assert page.detail.shown.stage == "On site"


def _ask_reason(work: UnitOfWork, stage_id: int) -> None:
    stage = work.get(Stage, stage_id)
    stage.reason_required = True
    work.note("stage.changed", stage)


def test_a_drawn_signature_goes_with_the_name(desk: ServiceDesk, page: OrdersPage) -> None:
    press(page, Qt.Key.Key_S, Qt.KeyboardModifier.ShiftModifier)
    pad = dialog(page).findChild(SignaturePad)
    assert pad is not None
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(30, 60))
    QTest.mouseMove(pad, QPoint(90, 80))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(90, 80))
    asked = submit(page, name="")
    assert len(wrong(asked)) == 1
    assert page.detail.work.shown.header.signed_at is None
    submit(page, name="Bo Falk")
    view = page.detail.work.shown
    assert view.header.signed_by == "Bo Falk"
    assert [each.kind for each in view.files] == [AttachmentKind.SIGNATURE]
    assert desk.desk.files.path(view.files[0].sha256).read_bytes().startswith(b"\x89PNG")


def test_a_required_point_is_checked_before_its_task_is_done(page: OrdersPage, qtbot: QtBot) -> None:
    press(page, Qt.Key.Key_T, Qt.KeyboardModifier.ShiftModifier)
    submit(page, name="Hand over", checks="* Runs safely\nTidy")
    tab = page.detail.tasks
    page.detail.tabs.setCurrentWidget(tab)
    assert tab.words() == ["Hand over", "Runs safely  (required)", "Tidy"]
    tab.tree.setFocus()
    press(page, Qt.Key.Key_Home)
    press(page, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: tab.words()[0] == "Hand over")
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.detail.work.shown.tasks[0].can_finish)
    press(page, Qt.Key.Key_Home)
    press(page, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.detail.work.shown.tasks[0].done is not None)
    assert tab.words() == ["✓ Hand over", "✓ Runs safely  (required)", "Tidy"]


def test_dropped_files_are_attached_and_what_is_refused_is_said(page: OrdersPage, tmp_path: Path) -> None:
    photo, program = tmp_path / "pump.png", tmp_path / "evil.exe"
    photo.write_bytes(PNG)
    program.write_bytes(b"MZ\x90\x00")
    tab = page.detail.papers
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(photo)), QUrl.fromLocalFile(str(program))])
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    tab.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, left, none))
    assert [row.name for row in tab.files.rows()] == ["pump.png"]
    assert "evil.exe" in tab.wrong.text()


def test_a_paper_is_looked_at_before_it_is_printed(page: OrdersPage, qtbot: QtBot) -> None:
    page.detail.tabs.setCurrentWidget(page.detail.papers)
    page.detail.papers.papers.setFocus()
    press(page, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.findChild(PreviewDialog) is not None)


def test_codes_follow_their_area_in_the_form_of_a_repair(desk: ServiceDesk, page: OrdersPage) -> None:
    pump, motor, leaks = desk.store.run("ada", _codes)
    press(page, Qt.Key.Key_F, Qt.KeyboardModifier.ShiftModifier)
    asked = dialog(page)
    assert isinstance(asked, RepairDialog)
    fields = asked.form.fields
    fields["symptom"].set_value(leaks)
    assert fields["symptom_area"].value() == pump
    fields["symptom_area"].set_value(motor)
    assert fields["symptom"].value() is None
    fields["symptom_area"].set_value(pump)
    submit(page, symptom=leaks)
    (repair,) = page.detail.work.shown.repairs
    assert (repair.title, repair.symptom) == ("Leaks", "Leaks much")


def _codes(work: UnitOfWork) -> tuple[int, int, int]:
    pump = create_code(work, CodeDraft(CodeKind.SYMPTOM_AREA, "P", "Pump"))
    motor = create_code(work, CodeDraft(CodeKind.SYMPTOM_AREA, "M", "Motor"))
    return pump, motor, create_code(work, CodeDraft(CodeKind.SYMPTOM, "L", "Leaks much", area_id=pump))


def test_an_address_without_a_country_is_refused_at_the_country(page: OrdersPage) -> None:
    press(page, Qt.Key.Key_D, Qt.KeyboardModifier.ShiftModifier)
    asked = submit(page, city="Kiel")
    assert wrong(asked) == ["An address needs a country."]
    submit(page, country="DE")
    assert "Kiel" in page.detail.facts.text()


def test_lines_are_copied_only_from_an_order_that_is_there(page: OrdersPage) -> None:
    press(page, Qt.Key.Key_C, Qt.KeyboardModifier.ShiftModifier)
    asked = submit(page, order="SO-999999")
    assert wrong(asked) == ["There is no order with this number."]


def test_the_keys_of_the_order_are_no_keys_of_anything_else(page: OrdersPage) -> None:
    keys = [bound.action.shortcut for bound in page.bound_actions().values() if bound.action.shortcut]
    window = {"Ctrl+K", "/", "Esc", "Ctrl+Z", "?", "Ctrl+B", "F11", "Ctrl+Shift+N", "Ctrl+W"}
    assert len(keys) == len(set(keys))
    assert not window & set(keys)


def test_typing_in_a_field_presses_no_keys_of_the_page(page: OrdersPage) -> None:
    page.detail.edit()
    type_here(page, "PRS")
    assert page.detail.editor.draft()["title"].endswith("PRS")
