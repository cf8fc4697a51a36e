"""The panes around the board: one open in each place, told only while in view, remembered."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from app.dispatch.panes.around import PanesAround
from app.dispatch.panes.dock import Place
from app.dispatch.panes.pane import Pane
from app.dispatch.plan import Plan
from app.shared.actions import bind
from app.shared.kit import Kit
from domain.scheduling.board_rows import BoardBooking
from tests.app.dispatch.plans import NOW

PLAN = Plan(NOW, NOW, (), (), ())


class Written(Pane):
    """Writes down what it is told."""

    icon = "list"

    def __init__(self, kit: Kit, key: str) -> None:
        self.key = key
        super().__init__(kit)
        self.heard: list[str] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def title(self) -> str:
        return self.key.title()

    def show_plan(self, _plan: Plan) -> None:
        self.heard.append("plan")

    def show_selected(self, _booking: BoardBooking | None) -> None:
        self.heard.append("selected")

    def set_shown(self, shown: bool) -> None:
        self.heard.append("shown" if shown else "hidden")


class Table:
    """Two panes beside and one below, in a window."""

    def __init__(self, kit: Kit, qtbot: QtBot) -> None:
        self.panes = [Written(kit, key) for key in ("first", "second", "third")]
        self.middle = QLabel("board")
        places = (Place.BESIDE, Place.BESIDE, Place.BELOW)
        self.around = PanesAround(kit, self.middle, zip(self.panes, places, strict=True))
        self.bound = bind(self.around.actions_of_panes(), kit.theme, self.around)
        self.around.addActions(list(self.bound.values()))
        qtbot.addWidget(self.around)
        self.around.resize(1200, 700)
        with qtbot.waitExposed(self.around):
            self.around.show()
        self.around.activateWindow()
        self.around.set_visible_page(True)

    def tab(self, key: str) -> QToolButton:
        found = self.around.findChild(QToolButton, f"tab_{key}")
        assert isinstance(found, QToolButton)
        return found

    def open_keys(self) -> list[str]:
        return [pane.key for pane in self.panes if self.around.is_open(pane.key)]


@pytest.fixture
def table(kit: Kit, qtbot: QtBot) -> Table:
    return Table(kit, qtbot)


def test_only_the_pane_in_view_is_told(table: Table) -> None:
    first, second, third = table.panes
    table.around.show_plan(PLAN)
    assert (first.heard, second.heard, third.heard) == (["shown", "selected", "plan"], [], [])
    table.around.open("second")
    assert first.heard[-1] == "hidden"
    assert second.heard == ["shown", "plan", "selected"]


def test_a_page_that_goes_behind_tells_nothing(table: Table) -> None:
    table.around.set_visible_page(False)
    table.around.show_plan(PLAN)
    assert table.panes[0].heard == ["shown", "selected", "hidden"]


def test_a_key_goes_to_a_pane_and_closes_it_from_inside(table: Table) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(table.around, Qt.Key.Key_3, control)
    assert table.open_keys() == ["first", "third"]
    assert table.panes[2].hasFocus()
    QTest.keyClick(table.panes[2], Qt.Key.Key_3, control)
    assert table.open_keys() == ["first"]


def test_a_tab_pressed_again_closes_and_gives_the_board_the_room(table: Table) -> None:
    tab = table.tab("first")
    width = table.panes[0].width()
    QTest.mouseClick(tab, Qt.MouseButton.LeftButton)
    assert table.open_keys() == []
    assert not table.panes[0].isVisible()
    assert table.middle.width() > 1200 - width
    QTest.mouseClick(tab, Qt.MouseButton.LeftButton)
    assert table.open_keys() == ["first"]
    assert abs(table.panes[0].width() - width) < 60


def test_a_closed_place_takes_no_more_room_than_its_tabs(table: Table) -> None:
    height = table.middle.height()
    table.around.open("third")
    assert table.middle.height() < height - 100
    QTest.mouseClick(table.tab("third"), Qt.MouseButton.LeftButton)
    assert table.middle.height() == height > 600


def test_what_is_open_and_where_comes_back(kit: Kit, qtbot: QtBot, table: Table) -> None:
    table.around.take_over("second")
    assert table.open_keys() == ["first", "second"]
    again = Table(kit, qtbot)
    assert again.open_keys() == ["first", "second"]
    assert [pane.key for pane in again.around.standing(Place.BELOW)] == ["second", "third"]


@pytest.mark.parametrize("kept", [None, 7, [], {"open": 3}, {"open": {"beside": "gone"}, "places": {"first": "up"}}])
def test_whatever_memory_holds_the_panes_are_there(kit: Kit, qtbot: QtBot, kept: object) -> None:
    kit.memory.keep_data("dispatch/panes", kept)
    table = Table(kit, qtbot)
    assert [pane.key for pane in table.around.standing(Place.BESIDE)] == ["first", "second"]


def test_a_tab_tells_how_much_waits_in_its_pane(table: Table) -> None:
    tab = table.tab("second")
    table.panes[1].badge_changed.emit(120)
    assert tab.text() == "99+"
    assert tab.accessibleName() == "Second, 99+"
