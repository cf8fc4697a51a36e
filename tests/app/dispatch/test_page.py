"""The dispatch page over a real database: dragged with the mouse, booked, undone, seen in a second window."""

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDateTimeEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.dispatch.moving.assign import AssignDialog
from app.dispatch.moving.confirm import ConfirmDialog
from app.dispatch.view import DispatchPage
from app.shared.links import Link, Notice
from domain.scheduling import queries
from domain.scheduling.placing import service
from tests.app.dispatch.house import House
from tests.app.dispatch.plans import NOW, at

LEFT = Qt.MouseButton.LeftButton
Slots = Sequence[tuple[int, float, float]]


def spot(page: DispatchPage, technician_id: int, hour: float) -> QPoint:
    """Where an hour (UTC) of a technician lies in the page."""
    row = page.board.scene.rows.of(technician_id)
    assert row is not None
    x = round(page.board.scene.x(at(hour).timestamp()))
    return page.board.viewport().mapTo(page, QPoint(x, page.board.scene.y(row) + 20))


def card(page: DispatchPage, order_id: int) -> QPoint:
    cards = page.unassigned.list
    assert page.unassigned.choose(order_id)
    return cards.viewport().mapTo(page, cards.visualRect(cards.currentIndex()).center())


def drag(page: DispatchPage, start: QPoint, finish: QPoint, *, drop: bool = True) -> None:
    """As the window system delivers it: to the window, which finds the widget."""
    window = page.windowHandle()
    none = Qt.KeyboardModifier.NoModifier
    QTest.mousePress(window, LEFT, none, start)
    for share in (0.05, 0.5, 0.95, 1.0):
        QTest.mouseMove(window, start + (finish - start) * share)
    if drop:
        QTest.mouseRelease(window, LEFT, none, finish)


def told(page: DispatchPage) -> list[str]:
    """Collects the notices of a page."""
    heard: list[str] = []

    def hear(notice: Notice) -> None:
        heard.append(notice.text)

    page.notice_asked.connect(hear)
    return heard


def answer(qtbot: QtBot, page: DispatchPage, kind: type[QWidget], button: str, reason: str = "") -> None:
    """Press a button of the dialog that is or will be open, after typing a reason."""

    def dialog() -> QWidget | None:
        return next((each for each in page.findChildren(kind) if each.isVisible()), None)

    qtbot.waitUntil(lambda: dialog() is not None)
    found = dialog()
    assert found is not None
    if reason:
        box = found.findChild(QComboBox, "reason")
        assert isinstance(box, QComboBox)
        QTest.keyClicks(box, reason)
    pressed = found.findChild(QPushButton, button)
    assert isinstance(pressed, QPushButton)
    QTest.mouseClick(pressed, LEFT)


def where(house: House) -> list[tuple[int, float, float]]:
    return [
        (one.technician_id, (one.start - at(0)).total_seconds() / 3600, (one.finish - at(0)).total_seconds() / 3600)
        for one in house.bookings()
    ]


def settled(qtbot: QtBot, house: House, expected: Slots, *pages: DispatchPage) -> None:
    """Wait until the database and all windows agree."""
    qtbot.waitUntil(lambda: where(house) == list(expected))
    for page in pages:
        qtbot.waitUntil(lambda page=page: _shows(page, expected))  # type: ignore[misc]


def _shows(page: DispatchPage, expected: Slots) -> bool:
    shown = [(one.technician_id, one.start, one.finish) for one in page.board.scene.rows.bookings.values()]
    return page.board.scene.proposal is None and sorted(shown) == sorted((who, at(s), at(f)) for who, s, f in expected)


def test_an_order_dragged_to_a_technician_is_booked_and_seen_in_a_second_window(house: House, qtbot: QtBot) -> None:
    page, other = house.window(), house.window()
    drag(page, card(page, house.people.plain), spot(page, house.people.lea, 10))
    settled(qtbot, house, [(house.people.lea, 10, 11)], page, other)
    qtbot.waitUntil(lambda: other.unassigned.total == 1)
    assert page.unassigned.total == 1


def test_undo_and_redo_go_there_and_back(house: House, qtbot: QtBot) -> None:
    page, lea, kim = house.window(), house.people.lea, house.people.kim
    drag(page, card(page, house.people.plain), spot(page, lea, 10))
    settled(qtbot, house, [(lea, 10, 11)], page)
    drag(page, spot(page, lea, 10.5), spot(page, kim, 12.5))
    settled(qtbot, house, [(kim, 12, 13)], page)
    page.board.setFocus()
    for expected in ([(lea, 10, 11)], []):
        QTest.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        settled(qtbot, house, expected, page)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    for expected in ([(lea, 10, 11)], [(kim, 12, 13)]):
        QTest.keyClick(page, Qt.Key.Key_Z, both)
        settled(qtbot, house, expected, page)


def test_a_missing_skill_must_be_confirmed(house: House, qtbot: QtBot) -> None:
    page, lea = house.window(), house.people.lea
    drag(page, card(page, house.people.skilled), spot(page, lea, 10))
    answer(qtbot, page, ConfirmDialog, "leave")
    qtbot.waitUntil(lambda: page.board.scene.proposal is None)
    assert where(house) == []
    drag(page, card(page, house.people.skilled), spot(page, lea, 10))
    answer(qtbot, page, ConfirmDialog, "confirm", "Learns it there")
    settled(qtbot, house, [(lea, 10, 11)], page)


def test_an_overlap_is_refused_with_a_sentence(house: House, qtbot: QtBot) -> None:
    page, kim = house.window(), house.people.kim
    heard = told(page)
    drag(page, card(page, house.people.plain), spot(page, kim, 10))
    settled(qtbot, house, [(kim, 10, 11)], page)
    drag(page, card(page, house.people.skilled), spot(page, kim, 10.5))
    assert "Kim already has SO-" in heard[-1]
    assert where(house) == [(kim, 10, 11)]


def test_what_somebody_else_changed_meanwhile_is_not_overwritten_by_undo(house: House, qtbot: QtBot) -> None:
    page, kim, lea = house.window(), house.people.kim, house.people.lea
    heard = told(page)
    drag(page, card(page, house.people.plain), spot(page, kim, 10))
    settled(qtbot, house, [(kim, 10, 11)], page)
    (booked,) = house.bookings()
    house.store.run("lea", service.move, booked.id, lea, at(12), at(13))
    settled(qtbot, house, [(lea, 12, 13)], page)
    page.presenter.undo()
    qtbot.waitUntil(lambda: "Somebody else has moved" in heard[-1])
    settled(qtbot, house, [(lea, 12, 13)], page)
    assert not page.presenter.history.can_undo()


def test_a_carried_order_goes_back_with_escape(house: House, qtbot: QtBot) -> None:
    page = house.window()
    drag(page, card(page, house.people.plain), spot(page, house.people.lea, 10), drop=False)
    assert page.board.scene.proposal is not None
    assert page.step_back()
    assert page.board.scene.proposal is None
    QTest.mouseRelease(page.windowHandle(), LEFT, Qt.KeyboardModifier.NoModifier, QPoint(500, 300))
    assert where(house) == []


def test_an_order_is_assigned_by_keyboard(house: House, qtbot: QtBot) -> None:
    page = house.window()
    page.unassigned.choose(house.people.skilled)
    page.unassigned.list.setFocus()
    QTest.keyClick(page.unassigned.list, Qt.Key.Key_Return)
    (dialog,) = page.findChildren(AssignDialog)
    assert dialog.findings() == ()
    start = dialog.findChild(QDateTimeEdit, "start")
    assert isinstance(start, QDateTimeEdit)
    assert start.time().toString("HH:mm") == "10:30"
    assert dialog.findChild(QPushButton, "assign").text() == "Assign to Kim"  # type: ignore[union-attr]
    answer(qtbot, page, AssignDialog, "assign")
    settled(qtbot, house, [(house.people.kim, 9.5, 10.5)], page)


def test_delete_puts_a_booking_back_among_those_that_wait(house: House, qtbot: QtBot) -> None:
    page = house.window()
    drag(page, card(page, house.people.plain), spot(page, house.people.kim, 10))
    settled(qtbot, house, [(house.people.kim, 10, 11)], page)
    page.show_record(house.people.plain)
    QTest.keyClick(page.board, Qt.Key.Key_Delete)
    settled(qtbot, house, [], page)
    qtbot.waitUntil(lambda: page.unassigned.total == 2)


def test_resizing_an_edge_changes_the_booking(house: House, qtbot: QtBot) -> None:
    page, kim = house.window(), house.people.kim
    drag(page, card(page, house.people.plain), spot(page, kim, 10))
    settled(qtbot, house, [(kim, 10, 11)], page)
    drag(page, spot(page, kim, 11) - QPoint(4, 0), spot(page, kim, 12.5))
    settled(qtbot, house, [(kim, 10, 12.5)], page)


def test_opening_a_booking_goes_to_its_order(house: House, qtbot: QtBot) -> None:
    page, kim = house.window(), house.people.kim
    drag(page, card(page, house.people.plain), spot(page, kim, 10))
    settled(qtbot, house, [(kim, 10, 11)], page)
    page.show_record(house.people.plain)
    with qtbot.waitSignal(page.open_asked) as asked:
        QTest.keyClick(page.board, Qt.Key.Key_Return)
    assert asked.args == [Link("orders", house.people.plain)]


def test_searching_the_waiting_orders_finds_by_any_word(house: House, qtbot: QtBot) -> None:
    page = house.window()
    page.focus_search()
    QTest.keyClicks(page.unassigned.search, "brewery refrigerant")
    page.unassigned.search.tell()
    assert page.unassigned.list.model().rowCount() == 1
    assert page.step_back()
    assert page.unassigned.list.model().rowCount() == 2


def test_looking_far_away_loads_what_is_there(house: House, qtbot: QtBot) -> None:
    page, far = house.window(), NOW + timedelta(days=60)
    order = house.people.plain
    house.store.run("lea", service.place, order, house.people.kim, far, far + timedelta(hours=1), override=True)
    page.board.go_to_day(far)
    qtbot.waitUntil(lambda: len(page.board.scene.rows.bookings) == 1)


def test_the_board_has_the_keyboard_and_says_how_much_of_time_it_shows(house: House, qtbot: QtBot) -> None:
    page = house.window()
    page.focus_first()
    assert page.board.hasFocus()
    scales = {name: page.bound_actions()[f"dispatch.{name}"] for name in ("day", "week", "month")}
    assert [name for name, bound in scales.items() if bound.isChecked()] == ["day"]
    scales["week"].trigger()
    assert [name for name, bound in scales.items() if bound.isChecked()] == ["week"]
    page.bound_actions()["dispatch.zoom_in"].trigger()
    qtbot.waitUntil(lambda: not any(bound.isChecked() for bound in scales.values()))


def test_what_waits_is_counted_before_anybody_looks(house: House, qtbot: QtBot) -> None:
    page = DispatchPage(house.kit, house.desk)
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.badge_changed) as told:
        pass
    with house.store.read() as session:
        assert told.args == [len(queries.unassigned(session))]


def test_what_the_form_has_warned_of_is_not_asked_again(house: House, qtbot: QtBot) -> None:
    page, lea = house.window(), house.people.lea
    page.show_record(house.people.skilled)
    page.bound_actions()["dispatch.assign"].trigger()
    (dialog,) = page.findChildren(AssignDialog)
    technicians = dialog.findChild(QComboBox, "technician")
    assert isinstance(technicians, QComboBox)
    technicians.setCurrentIndex(technicians.findText("Lea", Qt.MatchFlag.MatchStartsWith))
    assert dialog.findings()
    answer(qtbot, page, AssignDialog, "assign", "Learns it there")
    qtbot.waitUntil(lambda: [who for who, _, _ in where(house)] == [lea])
    assert not page.findChildren(ConfirmDialog)


def test_esc_on_the_board_never_leaves_it(house: House, qtbot: QtBot) -> None:
    page = house.window()
    page.focus_first()
    qtbot.waitUntil(page.board.hasFocus)
    assert page.step_back()
    page.focus_search()
    assert not page.step_back()
