"""The strip under the board: what was promised comes first, and what does not fit is cut where one sees it."""

import pytest
from pytestqt.qtbot import QtBot

from app.dispatch.detail import DetailStrip
from app.dispatch.panes.details.facts import chips_of, facts_of
from app.shared.buttons import ActionButton
from app.shared.elided import ElidedLabel
from app.shared.kit import Kit
from domain.scheduling.needs.needs import Need
from tests.app.dispatch.doing import booked, choose
from tests.app.dispatch.house import House
from tests.app.dispatch.plans import at, booking

LATE = booking(1, 1, at(16), 2, need=Need(due=at(17)), stage="Planned")


@pytest.fixture
def strip(kit: Kit, qtbot: QtBot) -> DetailStrip:
    made = DetailStrip(kit, [], [])
    qtbot.addWidget(made)
    made.resize(500, 60)
    with qtbot.waitExposed(made):
        made.show()
    made.tell(LATE, "Kim Adeyemi")
    return made


def test_what_was_promised_comes_first_and_the_rest_is_cut(strip: DetailStrip) -> None:
    second = strip.findChildren(ElidedLabel)[1]
    assert second.text().startswith("Finishes late, due")
    assert second.shown.endswith("…")
    assert strip.toolTip().count("\n") > 3
    assert not strip.grab().isNull()


def test_the_order_and_the_booking_say_which_of_them_is_planned(strip: DetailStrip, kit: Kit) -> None:
    second = strip.findChildren(ElidedLabel)[1]
    assert "Order: Planned  ·  Booking: Planned" in second.text()
    assert [chip.text for chip in chips_of(LATE)][1:] == ["Planned"]
    assert ("Booking", "Planned") in facts_of(LATE, None, None, kit.times)


def test_of_several_it_says_how_many_and_offers_only_what_is_done_with_all(house: House, qtbot: QtBot) -> None:
    page = booked(house, qtbot)
    strip = page.findChild(DetailStrip)
    assert strip is not None
    first, second = strip.findChildren(ElidedLabel)
    open_order, unassign = strip.findChildren(ActionButton)
    choose(page, house.people.plain)
    assert (open_order.isVisibleTo(strip), unassign.isVisibleTo(strip)) == (True, True)
    choose(page, house.people.plain, house.people.skilled)
    numbers = [each.number for each in page.board.chosen]
    assert first.text() == "2 bookings selected."
    assert second.text() == "  ·  ".join(("2 h", *numbers))
    assert (open_order.isVisibleTo(strip), unassign.isVisibleTo(strip)) == (False, True)


def test_a_pane_below_the_board_leaves_it_one_line_whatever_is_selected(house: House, qtbot: QtBot) -> None:
    page = booked(house, qtbot)
    strip = page.findChild(DetailStrip)
    assert strip is not None
    first, second = strip.findChildren(ElidedLabel)
    high = strip.height()
    assert first.geometry().bottom() < second.geometry().top()
    page.panes.open("conflicts")
    qtbot.waitUntil(lambda: strip.height() < high)
    qtbot.waitUntil(lambda: first.geometry().right() < second.geometry().left())
    low = strip.height()
    choose(page, house.people.plain)
    assert strip.height() == low
    assert all(button.geometry().bottom() < low for button in strip.findChildren(ActionButton))
    page.panes.toggle("conflicts")
    page.panes.toggle("conflicts")
    qtbot.waitUntil(lambda: strip.height() == high)
