"""The frame of a page: search, sentence of filters, saved views, memory."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QSplitter, QWidget
from pytestqt.qtbot import QtBot

from app.shared.filters import Filter
from app.shared.frame import MOST_DETAIL, PageFrame
from app.shared.kit import Kit

FILTERS = (
    Filter("stage", "any stage", (("new", "new"), ("open", "open"), ("done", "done"))),
    Filter("site", "any site", (("berlin", "Berlin"), ("oslo", "Oslo")), several=False),
)


@pytest.fixture
def frame(qtbot: QtBot, kit: Kit) -> PageFrame:
    return a_frame(qtbot, kit)


def a_frame(qtbot: QtBot, kit: Kit) -> PageFrame:
    made = PageFrame(kit, "orders", "Orders", FILTERS)
    made.set_list(QLabel("list"))
    made.set_detail(QLabel("detail"))
    qtbot.addWidget(made)
    made.resize(1000, 500)
    with qtbot.waitExposed(made):
        made.show()
    return made


def pick(frame: PageFrame, key: str, word: str) -> None:
    menu = frame.filters._buttons[key].menu()
    next(action for action in menu.actions() if action.text() == word).trigger()


def sentence(frame: PageFrame) -> str:
    return " · ".join(button.text() for button in frame.filters._buttons.values())


def test_typing_searches_after_a_pause_and_enter_at_once(qtbot: QtBot, frame: PageFrame) -> None:
    with qtbot.waitSignal(frame.searched) as searched:
        QTest.keyClicks(frame.search, "pump")
    assert searched.args == ["pump"]
    QTest.keyClicks(frame.search, "s")
    with qtbot.waitSignal(frame.searched, timeout=100):
        QTest.keyClick(frame.search, Qt.Key.Key_Return)


def test_filters_read_as_a_sentence(frame: PageFrame) -> None:
    assert sentence(frame) == "any stage · any site"
    pick(frame, "stage", "New")
    pick(frame, "stage", "Open")
    pick(frame, "site", "Berlin")
    pick(frame, "site", "Oslo")
    assert sentence(frame) == "new or open · Oslo"
    pick(frame, "stage", "Done")
    assert sentence(frame) == "new or open or 1 more · Oslo"


def test_what_is_chosen_is_told_and_remembered(qtbot: QtBot, kit: Kit, frame: PageFrame) -> None:
    with qtbot.waitSignal(frame.filtered) as filtered:
        pick(frame, "stage", "Open")
    assert filtered.args[0] == {"stage": {"open"}, "site": frozenset()}
    assert sentence(a_frame(qtbot, kit)) == "open · any site"


def test_stepping_back_clears_the_search_then_the_filters(qtbot: QtBot, frame: PageFrame) -> None:
    QTest.keyClicks(frame.search, "pump")
    pick(frame, "stage", "Open")
    assert frame.step_back()
    assert frame.search.text() == ""
    assert sentence(frame) == "open · any site"
    assert frame.step_back()
    assert sentence(frame) == "any stage · any site"
    assert not frame.step_back()


def test_a_view_is_saved_and_shown_again(frame: PageFrame) -> None:
    pick(frame, "stage", "Open")
    frame.search.setText("pump")
    frame.search.tell()
    frame._views.save("Open pumps")
    frame.step_back()
    frame.step_back()
    frame._views._fill()
    next(action for action in frame._views.menu().actions() if action.text() == "Open pumps").trigger()
    assert (sentence(frame), frame.search.text()) == ("open · any site", "pump")
    frame._views.delete("Open pumps")
    assert frame._views.names() == []


def test_the_splitter_is_remembered(qtbot: QtBot, kit: Kit, frame: PageFrame) -> None:
    frame._splitter.moveSplitter(400, 1)
    qtbot.waitUntil(lambda: kit.memory.data("pages/orders/splitter") is not None)
    assert a_frame(qtbot, kit)._splitter.sizes() == frame._splitter.sizes()


def test_loading_dims_the_list_only_when_it_takes_long(qtbot: QtBot, frame: PageFrame) -> None:
    veil = frame._veil
    assert veil is not None
    frame.set_loading(True)
    assert not veil.isVisible()
    qtbot.waitUntil(veil.isVisible)
    frame.set_loading(False)
    assert not veil.isVisible()


def test_choices_that_vanish_are_no_longer_chosen(frame: PageFrame) -> None:
    pick(frame, "site", "Berlin")
    frame.filters.offer("site", [("oslo", "Oslo")])
    assert sentence(frame) == "any stage · any site"


def test_the_detail_grows_with_the_window_until_its_line_is_moved(qtbot: QtBot, kit: Kit) -> None:
    frame = PageFrame(kit, "orders", "Orders")
    frame.set_list(QWidget())
    frame.set_detail(QWidget(), share=30)
    qtbot.addWidget(frame)
    frame.resize(1000, 600)
    with qtbot.waitExposed(frame):
        frame.show()
    (splitter,) = frame.findChildren(QSplitter)
    assert splitter.sizes()[1] == 300
    frame.resize(1712, 600)
    assert splitter.sizes()[1] == 513
    frame.resize(3600, 600)
    assert splitter.sizes()[1] == MOST_DETAIL
    handle = splitter.handle(1)
    QTest.mousePress(handle, Qt.MouseButton.LeftButton)
    QTest.mouseMove(handle, QPoint(-100, 5))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=QPoint(-100, 5))
    moved = splitter.sizes()[1]
    assert moved > MOST_DETAIL
    frame.resize(3000, 600)
    assert splitter.sizes()[1] == moved
