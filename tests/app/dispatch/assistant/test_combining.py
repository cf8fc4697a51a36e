"""An order that needs two at once: the pane finds when both can begin, and books both."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.dispatch.assistant.combining import CombinedDialog
from app.dispatch.assistant.pane import SlotsPane
from domain.scheduling.requirement_model import Requirement
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.model import Bookable
from tests.app.dispatch.house import House


def need(work: UnitOfWork, order_id: int, *ways: tuple[Bookable, ...]) -> None:
    for way, kinds in enumerate(ways):
        for position, kind in enumerate(kinds):
            made = Requirement(
                order_id=order_id, way=way, position=position, name=f"Part {position}", minutes=60, kind=kind
            )
            work.add(made, "requirement.created")


def opened(house: House, qtbot: QtBot) -> SlotsPane:
    page = house.window()
    pane = page.findChild(SlotsPane)
    assert pane is not None
    qtbot.waitUntil(lambda: page.unassigned.choose(house.people.plain))
    page.panes.open(pane.key)
    assert pane.together_button.isVisible()
    QTest.mouseClick(pane.together_button, Qt.MouseButton.LeftButton)
    return pane


def book(pane: SlotsPane, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: any(each.isVisible() for each in pane.findChildren(CombinedDialog)))
    (dialog,) = pane.findChildren(CombinedDialog)
    QTest.mouseClick(dialog.submit_button, Qt.MouseButton.LeftButton)


def test_two_are_booked_at_once(house: House, qtbot: QtBot) -> None:
    house.store.run("test", need, house.people.plain, (Bookable.PERSON, Bookable.PERSON))
    book(opened(house, qtbot), qtbot)
    qtbot.waitUntil(lambda: len(house.bookings()) == 2)
    one, other = house.bookings()
    assert one.start == other.start
    assert {one.technician_id, other.technician_id} == {house.people.kim, house.people.lea}
    assert one.requirement_id != other.requirement_id


def test_the_way_with_fewer_people_is_offered_first(house: House, qtbot: QtBot) -> None:
    house.store.run("test", need, house.people.plain, (Bookable.PERSON, Bookable.PERSON), (Bookable.PERSON,))
    book(opened(house, qtbot), qtbot)
    qtbot.waitUntil(lambda: len(house.bookings()) == 1)


def test_where_one_is_missing_it_is_said(house: House, qtbot: QtBot) -> None:
    house.store.run("test", need, house.people.plain, (Bookable.PERSON, Bookable.EQUIPMENT))
    pane = opened(house, qtbot)
    with qtbot.waitSignal(pane.said) as said:
        pass
    assert "never free together" in said.args[0].text
