"""What is undone outside the view comes into view; what cannot be undone is told with who was faster."""

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from app.dispatch.view import DispatchPage
from app.shared.links import Mood, Notice
from domain.scheduling.board_rows import BoardBooking
from domain.scheduling.placing import service
from domain.scheduling.placing.edit_values import Edit
from domain.scheduling.placing.edits import rearrange
from tests.app.dispatch.house import House
from tests.app.dispatch.plans import at

HOUR = timedelta(hours=1)
FAR = timedelta(days=60)


def moved(house: House, booking: BoardBooking, hours: float) -> Edit:
    start = at(hours)
    return Edit(booking.id, booking.order_id, house.people.kim, start, start + HOUR)


@pytest.fixture
def page(house: House, qtbot: QtBot) -> DispatchPage:
    """Kim has moved a booking from nine to twelve and looks at another month now."""
    people = house.people
    house.store.run("lea", service.place, people.plain, people.kim, at(9), at(10), override=True)
    page = house.window()
    (booking,) = house.bookings()
    page.presenter.rearrange([moved(house, booking, 12)])
    qtbot.waitUntil(page.presenter.history.can_undo)
    page.board.go_to_day(at(9) + FAR)
    qtbot.waitUntil(lambda: page.board.visible()[0] > at(9) + FAR / 2)
    return page


def sees(page: DispatchPage, house: House) -> bool:
    (booking,) = house.bookings()
    since, until = page.board.visible()
    selected = page.board.selected
    return since <= booking.start < until and selected is not None and selected.start == booking.start


def test_what_is_undone_comes_into_view(house: House, page: DispatchPage, qtbot: QtBot) -> None:
    page.bound_actions()["dispatch.undo"].trigger()
    qtbot.waitUntil(lambda: sees(page, house))
    (booking,) = house.bookings()
    assert booking.start == at(9)


def test_what_cannot_be_undone_is_told_with_who_was_faster_and_shown(
    house: House, page: DispatchPage, qtbot: QtBot
) -> None:
    (booking,) = house.bookings()
    house.store.run("lou", rearrange, [moved(house, booking, 14)], override=True, reason="agreed")
    page.bound_actions()["dispatch.undo"].trigger()

    def warning() -> list[Notice]:
        return [notice for notice in house.told if notice.mood is Mood.WARNING]

    qtbot.waitUntil(lambda: len(warning()) == 1)
    (notice,) = warning()
    assert "lou was faster" in notice.text
    assert notice.undo_title == "Show"
    assert not sees(page, house)
    assert notice.undo is not None
    notice.undo()
    qtbot.waitUntil(lambda: sees(page, house))
