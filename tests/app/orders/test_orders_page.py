"""The page of orders, driven through its real widgets."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.orders.view import OrdersPage
from app.shared.links import Link
from domain.orders import service
from domain.orders.model import Origin
from domain.orders.service import OrderDraft
from domain.reporting.order_detail import OrderDetail, order
from domain.reporting.order_list import PAGE
from domain.scheduling.placing.service import change_stage
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from tests.app.orders.page import open_one, show_page
from tests.app.pseudo import pseudo_language, untranslated
from tests.support.service_desk import ServiceDesk

Show = Callable[[], OrdersPage]

#: By what texts are known that come from the store as they are, and times.
STAGES = ("New", "Planned", "On site", "Done", "Cancelled")
OWN = (
    *STAGES,
    "Supply t",
    "Bo Falk",
    "Ada Berg",
    "Cellar",
    "Harbour Brewery",
    "Refrigerant circuit",
    "Chiller 1",
    " 2026 ",
)


@pytest.fixture
def show(desk: ServiceDesk, qtbot: QtBot) -> Show:
    return partial(show_page, desk, qtbot, 1300)


def read(desk: ServiceDesk, order_id: int) -> OrderDetail:
    with desk.store.read() as session:
        found = order(session, order_id)
    assert found
    return found


def type_into(page: OrdersPage, field: str, text: str) -> None:
    QTest.keyClicks(page.detail.editor.form.fields[field].widget, text)


def shown_texts(page: OrdersPage, role: str) -> list[str]:
    return [each.text() for each in page.findChildren(QLabel) if each.property("role") == role and each.isVisible()]


def test_an_order_from_elsewhere_appears_by_itself(desk: ServiceDesk, show: Show, qtbot: QtBot) -> None:
    page = show()
    assert page.table.rows() == ()
    opened = open_one(desk)
    desk.tail()
    qtbot.waitUntil(lambda: [row.id for row in page.table.rows()] == [opened])


def test_late_orders_count_in_the_badge(desk: ServiceDesk, show: Show, qtbot: QtBot) -> None:
    page = show()
    badges: list[int] = []
    page.badge_changed.connect(badges.append)
    open_one(desk, priority=Priority.CRITICAL)
    desk.clock.advance(timedelta(hours=5))
    desk.tail()
    qtbot.waitUntil(lambda: badges[-1:] == [1])
    assert page.table.row_model().index(0, 7).data() == "1 h late"


def test_an_order_from_an_alert_says_why_and_draws_it(desk: ServiceDesk, show: Show) -> None:
    desk.publish([9.0 + at / 4 for at in range(20)])
    raised = desk.raise_alert()
    page = show()
    page.table.choose(page.table.rows()[0].id)
    assert "Supply temperature above 12 °C" in page.detail.alert.words()
    assert page.detail.alert.has_curve()
    assert page.detail.visits.words() == "Nobody is assigned yet."
    assert "Bo Falk, Cellarman\n2" in page.detail.facts.text()
    assert page.detail.timeline() == ["Opened from an alert, due tomorrow 09:00", "Alert raised"]
    links: list[Link] = []
    page.open_asked.connect(links.append)
    for name in ("button_open_alert", "button_asset", "button_board"):
        button = page.detail.findChild(QPushButton, name)
        assert button
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    shown = page.record_shown()
    assert links == [Link("alerts", raised), Link("assets", desk.company.chiller.id), Link("dispatch", shown)]


def test_a_stage_button_moves_the_order_and_undo_moves_it_back(desk: ServiceDesk, show: Show) -> None:
    opened = open_one(desk)
    page = show()
    page.show_record(opened)
    assert not page.detail.stages.button("Done").isEnabled()
    QTest.mouseClick(page.detail.stages.button("On site"), Qt.MouseButton.LeftButton)
    assert read(desk, opened).stage == "On site"
    assert desk.notices[-1].text == "SO-000001 is now On site."
    # From "On site" one cannot go back to "New", so that there is nothing to undo.
    assert desk.notices[-1].undo is None
    QTest.mouseClick(page.detail.stages.button("Planned"), Qt.MouseButton.LeftButton)
    undo = desk.notices[-1].undo
    assert undo
    undo()
    assert read(desk, opened).stage == "On site"
    assert page.detail.timeline()[0] == "Moved from Planned to On site"


def test_fields_are_saved_with_the_keyboard_and_changed_back(desk: ServiceDesk, show: Show) -> None:
    opened = open_one(desk)
    page = show()
    page.show_record(opened)
    QTest.keyClick(page.table, Qt.Key.Key_E)
    type_into(page, "title", " badly")
    assert page.detail.editor.save_button.isVisible()
    QTest.keyClick(
        page.detail.editor.form.fields["title"].widget, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    )
    assert read(desk, opened).title == "Leaks badly"
    assert page.detail.editor.draft() == {}
    assert page.detail.timeline()[0] == "Title changed from “Leaks” to “Leaks badly”"
    undo = desk.notices[-1].undo
    assert undo
    undo()
    assert read(desk, opened).title == "Leaks"


def test_a_refusal_stands_beside_its_field_and_the_draft_stays(desk: ServiceDesk, show: Show) -> None:
    opened = open_one(desk)
    page = show()
    page.show_record(opened)
    page.detail.edit()
    page.detail.editor.form.fields["title"].set_value("  ")
    page.detail.editor.save()
    assert shown_texts(page, "wrong") == ["Say in a few words what is to be done."]
    assert page.detail.editor.draft() == {"title": ""}
    assert read(desk, opened).title == "Leaks"


def test_a_draft_survives_somebody_elses_change_of_another_field(desk: ServiceDesk, show: Show, qtbot: QtBot) -> None:
    opened = open_one(desk)
    page = show()
    page.show_record(opened)
    page.detail.edit()
    type_into(page, "title", " badly")
    desk.store.run("ada", service.edit_order, opened, version=read(desk, opened).version, priority=Priority.HIGH)
    desk.tail()
    priority = page.detail.editor.form.fields["priority"]
    qtbot.waitUntil(lambda: priority.value() is Priority.HIGH)
    assert page.detail.editor.draft() == {"title": "Leaks badly"}
    assert shown_texts(page, "late") == []
    page.detail.editor.save()
    saved = read(desk, opened)
    assert (saved.title, saved.priority) == ("Leaks badly", Priority.HIGH)


def test_who_was_overtaken_sees_what_changed_and_keeps_the_draft(desk: ServiceDesk, show: Show) -> None:
    opened = open_one(desk)
    page = show()
    page.show_record(opened)
    page.detail.edit()
    type_into(page, "title", " badly")
    # The other desk's change is not heard of before saving.
    desk.store.run("ada", service.edit_order, opened, version=read(desk, opened).version, title="Drips")
    page.detail.editor.save()
    assert page.detail.editor.draft() == {"title": "Leaks badly"}
    (told,) = shown_texts(page, "late")
    assert "Title is now “Drips”" in told
    assert read(desk, opened).title == "Drips"
    page.detail.editor.save()
    assert read(desk, opened).title == "Leaks badly"
    assert shown_texts(page, "late") == []


def test_a_draft_is_still_there_after_a_look_at_another_order(desk: ServiceDesk, show: Show) -> None:
    first, second = open_one(desk), open_one(desk, "Noise")
    page = show()
    page.show_record(first)
    page.detail.edit()
    type_into(page, "title", " badly")
    page.show_record(second)
    assert page.detail.editor.draft() == {}
    page.show_record(first)
    assert page.detail.editor.draft() == {"title": "Leaks badly"}
    QTest.mouseClick(page.detail.editor.discard_button, Qt.MouseButton.LeftButton)
    assert page.detail.editor.draft() == {}
    assert page.detail.editor.form.values()["title"] == "Leaks"


def test_a_closed_order_cannot_be_edited(desk: ServiceDesk, show: Show) -> None:
    opened = open_one(desk)
    desk.store.run("ada", change_stage, opened, desk.company.stages[4].id)
    page = show()
    page.show_record(opened)
    assert not page.detail.editor.form.isEnabled()


def test_the_standing_views_are_one_word_of_the_sentence(desk: ServiceDesk, show: Show) -> None:
    by_hand = open_one(desk)
    desk.raise_alert()
    page = show()
    assert len(page.table.rows()) == 2
    page.frame.filters.choose({"standing": ["from_alerts"]})
    assert by_hand not in [row.id for row in page.table.rows()]
    assert len(page.table.rows()) == 1
    page.frame.filters.choose({"standing": ["done"]})
    assert page.table.rows() == ()
    assert page.step_back()
    assert len(page.table.rows()) == 2


def test_typing_searches_in_titles_places_and_serials(desk: ServiceDesk, show: Show, qtbot: QtBot) -> None:
    opened = open_one(desk, "Leaks")
    open_one(desk, "Noise")
    page = show()
    page.focus_search()
    QTest.keyClicks(page.frame.search, "leak harbour NF000001")
    qtbot.waitUntil(lambda: [row.id for row in page.table.rows()] == [opened])


def test_many_orders_come_page_by_page_sorted_by_the_database(desk: ServiceDesk, show: Show) -> None:
    desk.store.run("ada", _open_many, desk.company.chiller.id, PAGE + 5)
    page = show()
    assert len(page.table.rows()) == PAGE
    page.table.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    assert page.table.rows()[0].title == f"Visit {PAGE + 4:04}"
    QTest.mouseClick(page.more.button, Qt.MouseButton.LeftButton)
    assert len(page.table.rows()) == PAGE + 5
    assert not page.more.button.isVisible()


def _open_many(work: UnitOfWork, asset_id: int, count: int) -> None:
    for at in range(count):
        draft = OrderDraft(f"Visit {at:04}", Priority.LOW, Origin.HAND, 60, asset_id=asset_id)
        service.open_order(work, draft)


def test_a_new_order_is_opened_with_the_keyboard_alone(desk: ServiceDesk, show: Show, qtbot: QtBot) -> None:
    waiting = open_one(desk)
    page = show()
    QTest.keyClick(page.table, Qt.Key.Key_N)
    form = page.new_order
    qtbot.waitUntil(form.isVisible)
    QTest.keyClicks(form.asset.line, "NF000001")
    qtbot.waitUntil(form.asset.hits.isVisible)
    QTest.keyClick(form.asset.line, Qt.Key.Key_Return)
    assert "Harbour Brewery" in form.beside.words()
    assert "1 order is open on it already" in form.beside.words()
    assert form.form.fields["skills"].value() == {desk.company.skill.id}
    QTest.keyClicks(form.form.fields["title"].widget, "Does not start")
    QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    opened = page.record_shown()
    assert opened not in {None, waiting}
    detail = read(desk, opened or 0)
    assert (detail.title, detail.skills, detail.minutes) == ("Does not start", ("Refrigerant circuit",), 90)
    assert detail.asset
    assert detail.asset.serial == "NF000001"
    assert not form.isVisible()


def test_a_new_order_says_what_is_missing_and_keeps_what_was_typed(desk: ServiceDesk, show: Show) -> None:
    page = show()
    page.new_order_asked()
    form = page.new_order
    QTest.keyClicks(form.form.fields["title"].widget, "Does not start")
    QTest.mouseClick(form.open_button, Qt.MouseButton.LeftButton)
    wrong = [each.text() for each in form.findChildren(QLabel) if each.property("role") == "wrong" and each.isVisible()]
    assert wrong == ["Choose the asset or at least the site that the order is for."]
    form.reject()
    page.new_order_asked()
    assert form.form.values()["title"] == "Does not start"


def test_the_table_is_a_sound_model(desk: ServiceDesk, show: Show, qtmodeltester: Any) -> None:
    open_one(desk)
    desk.raise_alert()
    page = show()
    qtmodeltester.check(page.table.row_model(), force_py=True)
    page.table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert [row.priority for row in page.table.rows()] == [Priority.HIGH, Priority.NORMAL]


def test_every_text_can_be_translated(desk: ServiceDesk, qtbot: QtBot) -> None:
    desk.publish([9.0 + at / 4 for at in range(20)])
    desk.raise_alert()
    with pseudo_language():
        page = OrdersPage(desk.kit, desk.desk)
        qtbot.addWidget(page)
        page.set_visible_page(True)
        page.table.choose(page.table.rows()[0].id)
        page.detail.edit()
        type_into(page, "title", " badly")
        page.opening.load()
        page.opening.search("NF000001")
        left = {text for text in untranslated(page) if not any(own in text for own in OWN)}
    assert left == set()


def test_work_happens_off_the_windows_thread(threaded_desk: ServiceDesk, qtbot: QtBot) -> None:
    opened = open_one(threaded_desk)
    page = OrdersPage(threaded_desk.kit, threaded_desk.desk)
    qtbot.addWidget(page)
    page.set_visible_page(True)
    page.show_record(opened)
    qtbot.waitUntil(lambda: len(page.table.rows()) == 1 and page.record_shown() == opened)
    with qtbot.waitSignal(page.notice_asked):
        page.detail.stages.button("On site").click()
    assert read(threaded_desk, opened).stage == "On site"


def test_a_new_order_about_an_asset_begins_with_its_title(desk: ServiceDesk, show: Show, qtbot: QtBot) -> None:
    page = show()
    page.begin_record(desk.company.chiller.id)
    form = page.new_order.form
    qtbot.waitUntil(lambda: page.new_order.asset.value() is not None)
    assert "Chiller 1" in page.new_order.beside.words()
    QTest.keyClicks(form.fields["title"].widget, "Leaks")
    QTest.mouseClick(page.new_order.open_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.record_shown() is not None)
    opened = page.record_shown()
    assert opened is not None
    card = read(desk, opened).asset
    assert card is not None
    assert card.id == desk.company.chiller.id


def test_the_keyboard_begins_in_the_list_even_beside_a_hidden_dialog(show: Show) -> None:
    page = show()
    page.focus_first()
    assert page.table.hasFocus()
