"""The window under real keys: everything can be reached without a mouse, and Esc always goes one step back."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.shared.kit import Kit
from app.shared.links import Link, Mood, Notice
from app.shell.status import State, Status, StatusLine
from app.shell.window import Window
from domain.errors import Unavailable
from tests.app.sample_pages import SampleOrders

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def press(key: Qt.Key | str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key where the keyboard is now."""
    target = QApplication.focusWidget()
    assert target is not None
    if isinstance(key, str):
        QTest.keyClicks(target, key, modifier)
    else:
        QTest.keyClick(target, key, modifier)


def orders(window: Window) -> SampleOrders:
    page = window.places.pages["orders"]
    assert isinstance(page, SampleOrders)
    return page


def test_it_starts_on_the_first_page_with_the_keyboard_in_its_list(window: Window) -> None:
    assert window.places.current.key == "orders"
    assert orders(window).table.hasFocus()
    assert window.windowTitle() == "Orders · Callout"


def test_alt_and_a_digit_go_to_a_page_and_esc_comes_back(window: Window) -> None:
    press(Qt.Key.Key_2, ALT)
    assert window.places.current.key == "alerts"
    assert window.rail.button("alerts").isChecked()
    press(Qt.Key.Key_Escape)
    assert window.places.current.key == "orders"


def test_the_rail_goes_to_a_page(window: Window) -> None:
    QTest.mouseClick(window.rail.button("alerts"), Qt.MouseButton.LeftButton)
    assert window.places.current.key == "alerts"


def test_slash_searches_and_esc_goes_back_to_the_list(qtbot: QtBot, window: Window) -> None:
    press("/")
    assert orders(window).frame.search.hasFocus()
    QTest.keyClicks(orders(window).frame.search, "nothing like it")
    qtbot.waitUntil(lambda: not orders(window).table.rows())
    press(Qt.Key.Key_Escape)
    assert len(orders(window).table.rows()) == 200
    assert orders(window).table.hasFocus()


def test_letters_in_a_text_field_are_letters(window: Window) -> None:
    press("/")
    press("n")
    assert orders(window).frame.search.text() == "n"
    assert window.notices.texts() == []


def test_an_action_of_the_page_has_its_key_only_while_possible(window: Window) -> None:
    press("e")
    assert window.notices.texts() == []
    orders(window).table.choose(3)
    press("e")
    assert window.notices.texts() == ["Order SO-10499 assigned to Kim"]


def test_keys_of_a_hidden_page_are_silent(window: Window) -> None:
    press(Qt.Key.Key_2, ALT)
    press("n")
    assert window.notices.texts() == []
    press("a")
    assert window.notices.texts() == ["Nothing to acknowledge"]


def test_ctrl_z_takes_back_what_the_notice_tells_of(window: Window) -> None:
    undone: list[int] = []
    window.show_notice(Notice("Assigned", undo=lambda: undone.append(1)))
    window.show_notice(Notice("Something else"))
    press(Qt.Key.Key_Z, CONTROL)
    press(Qt.Key.Key_Z, CONTROL)
    assert undone == [1]
    assert window.notices.texts() == ["Something else"]


def test_a_notice_is_dismissed_with_the_mouse_and_goes_by_itself(qtbot: QtBot, window: Window) -> None:
    window.show_notice(Notice("Look here", Mood.WARNING))
    card = window.notices._cards[0]
    card._timer.setInterval(10)
    qtbot.waitUntil(lambda: window.notices.texts() == [])


def test_a_failed_task_becomes_a_sentence(kit: Kit, window: Window) -> None:
    kit.tasks.run(_fail, print)
    assert window.notices.texts() == ["The database is gone. Start it again."]


def test_the_question_mark_shows_every_shortcut(window: Window) -> None:
    press("?")
    assert window.sheet.is_open
    words = {label.text() for label in window.sheet.findChildren(QWidget) if hasattr(label, "text")}
    assert {"New order", "N", "Find anything…", "Ctrl+K", "Alt+2"} <= words
    press(Qt.Key.Key_Escape)
    assert not window.sheet.is_open
    assert orders(window).table.hasFocus()


def test_menus_hold_every_action_of_window_and_page(window: Window) -> None:
    groups = {title: [bound.action.id for bound in all_] for title, all_ in window.menus.groups().items()}
    assert groups["Page"] == ["orders_new", "orders_edit", "orders_assign"]
    window.go(Link("alerts"))
    assert [bound.action.id for bound in window.menus.groups()["Page"]] == ["alerts_acknowledge"]


def test_badges_show_what_waits(window: Window) -> None:
    window.places.pages["alerts"].badge_changed.emit(3)
    assert window.rail.button("alerts").count() == 3
    assert window.rail.button("alerts").accessibleName() == "Alerts, 3 wait"


def test_only_this_page_fills_the_window_until_esc(window: Window) -> None:
    press(Qt.Key.Key_F11)
    assert not window.rail.isVisible()
    assert not window.status_line.isVisible()
    press(Qt.Key.Key_Escape)
    assert window.rail.isVisible()
    press(Qt.Key.Key_B, CONTROL)
    assert window.rail.width() < 80


def test_the_status_line_follows(window: Window, status: Status) -> None:
    status.tell("broker", State("Broker gone", "critical", "Connection refused"))
    status.on_heartbeat(7.4)
    shown = {key: item.chip().text for key, item in window.status_line._items.items()}
    assert shown == {"database": "Database", "broker": "Broker gone", "heartbeat": "7 ms"}


def test_a_window_comes_back_as_it_was_left(kit: Kit, window: Window, make_window: Callable[[str], Window]) -> None:
    window.go(Link("orders", 12))
    window.rail.set_narrow(True)
    window.close()
    again = make_window("main")
    again.show()
    assert again.places.here == Link("orders", 12)
    assert again.rail.narrow
    assert kit.memory.blob("windows/main/geometry") is not None
    again.close()


def test_every_widget_that_takes_the_keyboard_has_a_name(window: Window) -> None:
    tab = Qt.FocusPolicy.TabFocus
    takers = [each for each in window.findChildren(QWidget) if each.isVisible() and each.focusPolicy() & tab]
    nameless = [each for each in takers if not (each.accessibleName() or getattr(each, "text", str)())]
    assert len(takers) > 5
    assert [type(widget).__name__ for widget in nameless] == []


def _fail() -> None:
    raise Unavailable("The database is gone. Start it again.")


def test_a_small_window_leaves_its_room_to_the_page_and_gives_it_back(window: Window) -> None:
    window.resize(1366, 768)
    wide = window.rail.width()
    window.resize(980, 620)
    assert window.rail.width() < wide
    assert not window.rail.narrow
    window.resize(1366, 768)
    assert window.rail.width() == wide


def test_what_is_reachable_stands_left_whatever_is_told_first(qtbot: QtBot, kit: Kit) -> None:
    status = Status()
    line = StatusLine(status, kit.theme)
    qtbot.addWidget(line)
    line.resize(900, 26)
    line.show()
    status.on_heartbeat(7.4)
    status.tell("database", State("Database", "good"))
    status.tell("broker", State("Broker", "good"))
    qtbot.waitUntil(lambda: line._items["broker"].x() > line._items["database"].x())
    assert line._items["database"].x() < 20
    assert line._items["heartbeat"].geometry().right() > 850
    wide = line._items["heartbeat"].width()
    status.on_heartbeat(1234)
    assert (line._items["heartbeat"].chip().text, line._items["heartbeat"].minimumWidth()) == ("1234 ms", wide)
