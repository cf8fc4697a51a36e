"""The orders that wait: sorted, sifted, searched, kept as views, chosen and carried, one or several."""

from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy, QTest
from pytestqt.qtbot import QtBot

from app.dispatch.waiting.model import WaitingModel, length_words
from app.dispatch.waiting.panel import UnassignedPanel
from app.dispatch.waiting.sifting import passes
from app.dispatch.waiting.sorting import Sorting, key_of
from app.shared.kit import Kit
from app.shared.times import Times
from domain.clock import FixedClock
from domain.scheduling.board_rows import UnassignedOrder
from domain.scheduling.needs.needs import Need
from domain.scheduling.travel.places import Place
from domain.scheduling.travel.travel import STRAIGHT
from domain.words import Priority
from tests.app.dispatch.plans import NOW, order, orders

LEFT = Qt.MouseButton.LeftButton
HOUR = timedelta(hours=1)
TIMES = Times(FixedClock(NOW), UTC)
A = order(
    1,
    customer="Zeppelin",
    priority=Priority.LOW,
    opened=NOW - 5 * HOUR,
    need=Need(due=NOW + HOUR, place=Place(53.5, 10)),
)
B = order(2, customer="Albers", priority=Priority.HIGH, opened=NOW - HOUR, need=Need(window_until=NOW + HOUR))
C = order(3, customer="Möller", priority=Priority.HIGH, opened=NOW - 2 * HOUR, need=Need(place=Place(53.9, 10)))


@pytest.fixture
def panel(kit: Kit, qtbot: QtBot) -> UnassignedPanel:
    made = UnassignedPanel(kit)
    qtbot.addWidget(made)
    made.resize(320, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.set_orders(orders(20))
    return made


def listed(panel: UnassignedPanel) -> list[UnassignedOrder]:
    model = panel.list.model()
    assert isinstance(model, WaitingModel)
    return [each for at in range(model.rowCount()) if (each := model.order(model.index(at, 0))) is not None]


@pytest.mark.parametrize(
    ("sorting", "ids"),
    [
        (Sorting.URGENCY, [3, 2, 1]),
        (Sorting.DUE, [1, 3, 2]),
        (Sorting.WINDOW, [2, 3, 1]),
        (Sorting.OPENED, [1, 3, 2]),
        (Sorting.CUSTOMER, [2, 3, 1]),
        (Sorting.NEAR, [1, 3, 2]),
    ],
)
def test_each_sorting_has_its_own_first(sorting: Sorting, ids: list[int]) -> None:
    key = key_of(sorting, Place(53.4, 10), STRAIGHT)
    assert [each.id for each in sorted((A, B, C), key=key)] == ids


@pytest.mark.parametrize(
    ("chosen", "passed"),
    [
        ({}, True),
        ({"priority": {"low"}}, True),
        ({"priority": {"high"}}, False),
        ({"due": {"today"}}, True),
        ({"due": {"late"}}, False),
        ({"due": {"open"}}, False),
        ({"territory": {"North"}}, False),
        ({"gone": {"whatever"}}, True),
    ],
)
def test_a_filter_lets_through_what_has_all_that_is_asked(chosen: dict[str, set[str]], passed: bool, kit: Kit) -> None:
    soon = replace(A, need=Need(due=kit.times.now() + HOUR))
    assert passes(soon, {key: frozenset(values) for key, values in chosen.items()}, kit.times) is passed


def test_what_is_left_of_a_split_job_is_told() -> None:
    assert length_words(replace(A, minutes=60, whole=180)) == "1 h of 3 h"
    assert length_words(replace(A, minutes=60, whole=60)) == "1 h"


def test_filters_and_sorting_come_back_and_escape_clears_them(panel: UnassignedPanel, kit: Kit, qtbot: QtBot) -> None:
    panel.head.choose({"priority": frozenset({"high"})})
    panel.head.sort(Sorting.CUSTOMER)
    assert {each.priority for each in listed(panel)} == {Priority.HIGH}
    again = UnassignedPanel(kit)
    qtbot.addWidget(again)
    again.set_orders(orders(20))
    assert [each.id for each in listed(again)] == [each.id for each in listed(panel)]
    assert panel.step_back()
    assert len(listed(panel)) == 20


def test_a_view_is_saved_and_shown_again(panel: UnassignedPanel) -> None:
    panel.head.choose({"priority": frozenset({"high"})})
    panel.search.setText("lift")
    panel.search.tell()
    seen = [each.id for each in listed(panel)]
    panel.head.views.save("High lifts")
    panel.head.reset()
    assert len(listed(panel)) == 20
    panel.head.views.view_asked.emit(panel.kit.memory.data("dispatch/waiting/views")["High lifts"])
    assert [each.id for each in listed(panel)] == seen


def test_several_are_chosen_and_carried_together(panel: UnassignedPanel, qtbot: QtBot) -> None:
    cards, view = panel.list, panel.list.viewport()
    spots = [cards.visualRect(cards.model().index(at, 0)).center() for at in (0, 2)]
    QTest.mouseClick(view, LEFT, Qt.KeyboardModifier.NoModifier, spots[0])
    QTest.mouseClick(view, LEFT, Qt.KeyboardModifier.ControlModifier, spots[1])
    wanted = tuple(listed(panel)[at] for at in (0, 2))
    assert cards.chosen() == wanted
    with qtbot.waitSignal(panel.carry_began) as began:
        QTest.mousePress(view, LEFT, Qt.KeyboardModifier.NoModifier, spots[1])
        QTest.mouseMove(view, spots[1] - QPoint(40, 10))
    assert began.args == [wanted]
    assert panel.step_back()
    QTest.mouseRelease(view, LEFT, Qt.KeyboardModifier.NoModifier, spots[1])
    assert cards.chosen() == wanted


def test_a_click_on_one_of_several_chooses_it_alone(panel: UnassignedPanel) -> None:
    cards, view = panel.list, panel.list.viewport()
    cards.selectAll()
    QTest.mouseClick(view, LEFT, Qt.KeyboardModifier.NoModifier, cards.visualRect(cards.model().index(1, 0)).center())
    assert cards.chosen() == (listed(panel)[1],)


def test_those_chosen_stay_chosen_while_others_come_and_go(panel: UnassignedPanel) -> None:
    panel.choose(2005)
    panel.set_orders([order(2005), order(9000)])
    assert [each.id for each in panel.list.chosen()] == [2005]
    panel.set_orders([order(9000)])
    assert panel.list.chosen() == ()


def test_an_order_that_a_filter_hides_is_found_all_the_same(panel: UnassignedPanel) -> None:
    panel.head.choose({"due": frozenset({"open"})})
    hidden = next(each for each in orders(20) if each.due is not None)
    assert panel.choose(hidden.id)
    assert panel.list.current == hidden


def test_the_model_keeps_its_promises_with_a_thousand_orders(panel: UnassignedPanel) -> None:
    tester = QAbstractItemModelTester(panel.list.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)
    panel.set_orders(orders(1000))
    panel.search.setText("brewery")
    panel.search.tell()
    assert panel.total == 1000
    del tester


CHANGES = st.lists(
    st.dictionaries(st.integers(1, 8), st.none() | st.tuples(st.integers(0, 3), st.integers(0, 5)), max_size=6),
    min_size=1,
    max_size=6,
)


@given(CHANGES, st.booleans(), st.sampled_from([Sorting.URGENCY, Sorting.CUSTOMER, Sorting.OPENED]))
def test_orders_taken_in_one_by_one_are_listed_as_if_all_were_new(
    steps: list[dict[int, tuple[int, int] | None]], sifted: bool, sorting: Sorting
) -> None:
    model, anew = WaitingModel(TIMES), WaitingModel(TIMES)
    for each in (model, anew):
        each.sort_by(key_of(sorting, None, STRAIGHT))
        each.sift({"priority": frozenset({"high", "low"})} if sifted else {})
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    resets = QSignalSpy(model.modelReset)
    there: dict[int, UnassignedOrder] = {}
    for step in steps:
        there = {key: one for key, one in there.items() if key not in step}
        there |= {key: _waiting(key, *how) for key, how in step.items() if how is not None}
        model.set_orders(tuple(there.values()))
        anew.set_orders(())
        anew.set_orders(tuple(there.values()))
        anew.search("")
        assert _listed(model) == _listed(anew)
    assert resets.count() == 0
    del tester


def test_of_ten_thousand_one_leaves_and_all_others_stay_as_they_are(panel: UnassignedPanel) -> None:
    many = tuple(orders(10_000))
    panel.set_orders(many)
    panel.choose(many[70].id)
    resets = QSignalSpy(panel.list.model().modelReset)
    removed = QSignalSpy(panel.list.model().rowsRemoved)
    panel.set_orders((*many[:40], *many[41:]))
    assert (resets.count(), removed.count()) == (0, 1)
    assert panel.list.current is many[70]
    assert panel.list.chosen() == (many[70],)


def test_what_is_chosen_and_leaves_gives_way_to_nothing(panel: UnassignedPanel) -> None:
    there = tuple(orders(20))
    panel.set_orders(there)
    panel.choose(there[3].id)
    heard = QSignalSpy(panel.current_changed)
    panel.set_orders(tuple(each for each in there if each is not there[3]))
    assert panel.list.current is None
    assert [heard.at(at)[0] for at in range(heard.count())] == [None]


def test_a_chosen_order_that_changes_is_told_of_as_it_is_now(panel: UnassignedPanel) -> None:
    there = tuple(orders(20))
    panel.set_orders(there)
    panel.choose(there[3].id)
    now = replace(there[3], title="Other work", priority=Priority.CRITICAL, opened=NOW - 9 * HOUR)
    heard = QSignalSpy(panel.current_changed)
    panel.set_orders(tuple(now if each is there[3] else each for each in there))
    assert heard.at(heard.count() - 1)[0] is now
    assert panel.list.chosen() == (now,)


def _waiting(key: int, priority: int, opened: int) -> UnassignedOrder:
    return order(key, priority=list(Priority)[priority], opened=NOW - opened * HOUR, customer=f"Customer {opened % 3}")


def _listed(model: WaitingModel) -> list[UnassignedOrder | None]:
    return [model.order(model.index(at)) for at in range(model.rowCount())]
