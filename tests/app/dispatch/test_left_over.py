"""A job that no longer fits a late day: given to a colleague, taken off, or left, in one step that is undone in one."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from app.dispatch.moving.cascade import CascadeDialog
from app.dispatch.view import DispatchPage
from domain.scheduling.board_rows import BoardBooking
from domain.scheduling.placing import service
from tests.app.dispatch.doing import choose, dialog, spin, submit, undone
from tests.app.dispatch.house import House
from tests.app.dispatch.plans import at
from tests.app.dispatch.test_page import where

UNTIL_HALF_PAST_FOUR = 270


def late(house: House, qtbot: QtBot, first: int, second: int) -> tuple[DispatchPage, CascadeDialog]:
    """Kim has two jobs, at eleven and at one o'clock; the first takes until half past four."""
    for order, hour in ((first, 10), (second, 12)):
        house.store.run("lea", service.place, order, house.people.kim, at(hour), at(hour + 1), override=True)
    page = house.window()
    qtbot.waitUntil(lambda: len(page.board.scene.rows.bookings) == 2)
    choose(page, first)
    page.bound_actions()["dispatch.delay"].trigger()
    shown = dialog(page, CascadeDialog)
    assert isinstance(shown, CascadeDialog)
    spin(shown, "minutes").setValue(UNTIL_HALF_PAST_FOUR)
    return page, shown


def second_of(house: House, order: int) -> BoardBooking:
    return next(one for one in house.bookings() if one.order_id == order)


def pick(shown: CascadeDialog, booking: BoardBooking) -> QComboBox:
    found = shown.findChild(QComboBox, f"pick_{booking.id}")
    assert isinstance(found, QComboBox)
    return found


def told(shown: CascadeDialog) -> str:
    found = shown.findChild(QLabel, "summary")
    assert isinstance(found, QLabel)
    return found.text()


def test_what_no_longer_fits_goes_to_a_colleague_with_one_click_and_one_undo(house: House, qtbot: QtBot) -> None:
    kim, lea = house.people.kim, house.people.lea
    page, shown = late(house, qtbot, house.people.skilled, house.people.plain)
    chosen = pick(shown, second_of(house, house.people.plain))
    assert chosen.currentText() == "give to Lea · fits"
    assert shown.verb.isEnabled()
    submit(shown)
    qtbot.waitUntil(lambda: sorted(where(house)) == [(kim, 10, 15.5), (lea, 12, 13)])
    undone(qtbot, house, page, (kim, 10, 11), (kim, 12, 13))


def test_what_no_longer_fits_is_taken_off_with_the_keyboard(house: House, qtbot: QtBot) -> None:
    kim = house.people.kim
    page, shown = late(house, qtbot, house.people.skilled, house.people.plain)
    chosen = pick(shown, second_of(house, house.people.plain))
    chosen.setFocus()
    QTest.keyClick(chosen, Qt.Key.Key_End)
    assert chosen.currentText() == "take off, waits again"
    assert "1 waits again" in told(shown)
    assert "Choose" not in told(shown)
    assert shown.verb.isEnabled()
    submit(shown)
    qtbot.waitUntil(lambda: where(house) == [(kim, 10, 15.5)])
    undone(qtbot, house, page, (kim, 10, 11), (kim, 12, 13))


def test_what_stays_is_judged_at_once(house: House, qtbot: QtBot) -> None:
    _, shown = late(house, qtbot, house.people.skilled, house.people.plain)
    chosen = pick(shown, second_of(house, house.people.plain))
    QTest.keyClick(chosen, Qt.Key.Key_Home)
    assert any("already has" in found.sentence for found in shown.findings())
    assert not shown.verb.isEnabled()


def test_a_colleague_with_warnings_is_offered_but_not_chosen(house: House, qtbot: QtBot) -> None:
    _, shown = late(house, qtbot, house.people.plain, house.people.skilled)
    chosen = pick(shown, second_of(house, house.people.skilled))
    words = [chosen.itemText(place) for place in range(chosen.count())]
    assert words == ["stays", "give to Lea · 1 warning", "take off, waits again"]
    assert told(shown).endswith("Choose in the row of what does not fit what becomes of it.")
    assert chosen.currentText() == "stays"


def test_what_was_chosen_stays_chosen_while_one_types(house: House, qtbot: QtBot) -> None:
    _, shown = late(house, qtbot, house.people.plain, house.people.skilled)
    booking = second_of(house, house.people.skilled)
    QTest.keyClick(pick(shown, booking), Qt.Key.Key_End)
    spin(shown, "minutes").setValue(UNTIL_HALF_PAST_FOUR + 15)
    assert pick(shown, booking).currentText() == "take off, waits again"


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (30, "1 job moves, no promise breaks. Kim is done at 14:00."),
        (90, "2 jobs move, no promise breaks. Kim is done at 14:30."),
        (270, "1 job moves, 1 is given away, no promise breaks. Kim is done at 16:30."),
        (
            480,
            "1 job moves, 1 is given away, no promise breaks. Kim is done at 20:00, 3 h after the working day.",
        ),
    ],
)
def test_one_sentence_tells_what_becomes_of_the_day(house: House, qtbot: QtBot, minutes: int, expected: str) -> None:
    _, shown = late(house, qtbot, house.people.skilled, house.people.plain)
    spin(shown, "minutes").setValue(minutes)
    assert told(shown) == expected
