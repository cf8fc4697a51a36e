"""Coming to the board for an order: it is shown where it is, or it is said why it is not to be seen."""

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from app.dispatch.view import DispatchPage
from domain.scheduling.placing import service
from tests.app.dispatch.house import House
from tests.app.dispatch.plans import at


def booked(house: House, days: int, technician: int | None = None) -> int:
    start, who = at(9) + timedelta(days=days), technician or house.people.kim
    return house.store.run(
        "lea", service.place, house.people.plain, who, start, start + timedelta(hours=1), override=True
    )


@pytest.mark.parametrize("days", [0, 60, -40])
def test_the_board_goes_to_the_day_of_an_order(house: House, qtbot: QtBot, days: int) -> None:
    booking_id = booked(house, days)
    page = house.window()
    page.show_record(house.people.plain)
    qtbot.waitUntil(lambda: page.board.selected is not None)
    assert page.board.selected is not None
    assert page.board.selected.id == booking_id
    since, until = page.board.visible()
    assert since <= page.board.selected.start < until


def test_an_order_that_is_sought_before_anything_is_loaded_is_found(house: House, qtbot: QtBot) -> None:
    booking_id = booked(house, 60)
    page = DispatchPage(house.kit, house.desk)
    qtbot.addWidget(page)
    page.resize(1400, 700)
    page.show_record(house.people.plain)
    with qtbot.waitExposed(page):
        page.show()
    page.set_visible_page(True)
    qtbot.waitUntil(lambda: page.board.selected is not None and page.board.selected.id == booking_id)


@pytest.mark.parametrize("days", [0, 60])
def test_what_the_board_leaves_out_is_explained(house: House, qtbot: QtBot, days: int) -> None:
    booked(house, days, house.people.lea)
    page = house.window()
    page.shown.strip.filters.choose({"skill": ["Refrigerant circuit"]})
    page.show_record(house.people.plain)
    qtbot.waitUntil(lambda: bool(house.told))
    (notice,) = house.told
    assert "Lea" in notice.text
    assert page.board.selected is None


def test_an_order_that_is_gone_is_told(house: House, qtbot: QtBot) -> None:
    page = house.window()
    page.show_record(4711)
    qtbot.waitUntil(lambda: [notice.text for notice in house.told] == ["There is no such order any more."])
