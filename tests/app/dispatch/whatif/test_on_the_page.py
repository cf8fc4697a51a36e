"""What if on the dispatch page, with real children: supposed, compared, kept, proposed, stopped, gone wrong."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.dispatch.optimising.pane import OptimisingPane
from app.dispatch.view import DispatchPage
from app.dispatch.whatif import comparing
from app.dispatch.whatif.pane import WhatIfPane
from app.dispatch.whatif.suppositions import Kind
from app.shared.dialog import FormDialog
from domain.calendars.closing import CalendarDraft
from domain.calendars.hours import Window
from domain.calendars.service import create_calendar
from domain.optimising.running.workers import Workers
from domain.orders.model import Order, Stage, StageMeaning
from domain.planning import queries as planning
from domain.planning.profiles import ProfileDraft, create_profile, delete_profile, make_default
from domain.planning.whatif.queries import ScenarioRow, scenarios
from domain.planning.whatif.values import Absence, ExtraVan, OtherSla
from domain.sla.clock import TargetKind
from domain.sla.draft import SlaDraft
from domain.sla.service import create_sla
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from tests.app.dispatch.doing import submit
from tests.app.dispatch.house import House
from tests.app.dispatch.test_page import where
from tests.support.silence import LogWatch

LEFT = Qt.MouseButton.LeftButton
CHILD = "tests.domain.optimising.running.searching_child"
LASTING = "tests.app.dispatch.whatif.lasting_child"
LONG = 30_000


@pytest.fixture
def profile(house: House, monkeypatch: pytest.MonkeyPatch) -> int:
    """Goals to plan by, and children that search in plain Python."""
    monkeypatch.setattr(comparing, "Workers", partial(Workers, CHILD))
    return house.store.run("kim", create_profile, ProfileDraft("Balanced"))


@pytest.fixture
def page(house: House, profile: int) -> DispatchPage:
    assert profile
    return house.window()


@pytest.fixture
def pane(page: DispatchPage, qtbot: QtBot) -> WhatIfPane:
    page.board.setFocus()
    QTest.keyClick(page.board, Qt.Key.Key_W)
    (found,) = page.findChildren(WhatIfPane)
    qtbot.waitUntil(found.isVisible)
    qtbot.waitUntil(lambda: found.asking.common.goals.count() == 1)
    found.asking.common.effort.setCurrentIndex(0)
    return found


def ask(pane: WhatIfPane, kind: Kind, at: int = 0) -> FormDialog:
    QTest.mouseClick(pane.asking.scenarios.cards[at].adders[kind], LEFT)
    return opened(pane)


def opened(pane: WhatIfPane) -> FormDialog:
    (found,) = (each for each in pane.findChildren(FormDialog) if each.isVisible())
    return found


def suppose(qtbot: QtBot, pane: WhatIfPane, kind: Kind, at: int = 0) -> None:
    """What a form begins with is taken as it is."""
    before = pane.asking.scenarios.drafts[at].variations
    submit(ask(pane, kind, at))
    qtbot.waitUntil(lambda: pane.asking.scenarios.drafts[at].variations != before)
    # Without a screen nothing gives the keyboard back once a dialog closes.
    pane.window().activateWindow()
    qtbot.waitUntil(pane.isActiveWindow)


def compared(qtbot: QtBot, pane: WhatIfPane) -> list[str]:
    """The names of what stands side by side once all is searched."""
    QTest.mouseClick(pane.asking.run_button, LEFT)
    assert pane.running.isVisible()
    qtbot.waitUntil(pane.comparison.isVisible, timeout=LONG)
    return [each.name for each in pane.comparison.table.columns]


def kept(house: House) -> tuple[ScenarioRow, ...]:
    with house.store.read() as session:
        return scenarios(session)


def without_goals(house: House, profile: int) -> None:
    """The goals that can be chosen in the pane are deleted by somebody else."""
    other = house.store.run("lea", create_profile, ProfileDraft("Least travel"))
    house.store.run("lea", make_default, other)
    house.store.run("lea", delete_profile, profile)


def said(pane: WhatIfPane) -> str:
    return " ".join(each.text() for each in pane.comparison.findChildren(QLabel) if each.isVisible())


def test_no_other_action_of_the_page_has_its_key(page: DispatchPage) -> None:
    keys = [action.shortcut().toString() for action in page.bound_actions().values()]
    taken = [key for key in keys if key]
    assert keys.count(QKeySequence("W").toString()) == 1
    assert len(set(taken)) == len(taken)


def test_absence_and_van_are_supposed_searched_and_compared(house: House, pane: WhatIfPane, qtbot: QtBot) -> None:
    suppose(qtbot, pane, Kind.ABSENCE)
    pane.asking.add_button.click()
    suppose(qtbot, pane, Kind.VAN, 1)
    names = compared(qtbot, pane)
    assert names == ["As planned now", "As is, optimised", "Without Kim on Wed 4 Mar", "1 more van like Kim"]
    figures = [each.figures for each in pane.comparison.table.columns]
    planned, as_is = figures[0], figures[1]
    assert planned is not None
    assert as_is is not None
    assert planned.left_out == 2
    assert as_is.left_out == 0
    assert all(each is not None for each in figures)
    assert where(house) == []


def test_the_form_refuses_beside_the_field(pane: WhatIfPane, page: DispatchPage, qtbot: QtBot) -> None:
    form = ask(pane, Kind.ABSENCE)
    form.form.fields["until"].set_value(form.form.fields["since"].value())
    submit(form)
    until = form.form.fields["until"].widget
    qtbot.waitUntil(lambda: bool(until.accessibleDescription()))
    assert form.isVisible()
    form.reject()
    assert pane.asking.scenarios.drafts[0].variations == ()


def test_another_sla_is_supposed_for_a_customer_found_by_typing(house: House, qtbot: QtBot, profile: int) -> None:
    assert profile
    house.store.run("kim", _gold)
    page = house.window()
    page.board.setFocus()
    QTest.keyClick(page.board, Qt.Key.Key_W)
    (pane,) = page.findChildren(WhatIfPane)
    card = pane.asking.scenarios.cards[0]
    qtbot.waitUntil(card.adders[Kind.SLA].isEnabled)
    form = ask(pane, Kind.SLA)
    line = form.form.fields["customer_id"].widget
    line.setFocus()
    QTest.keyClicks(line, "Harb")
    submit(form)
    assert "Choose one of the customers" in line.accessibleDescription()
    QTest.keyClicks(line, "our")
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: form.form.fields["customer_id"].value() is not None)
    submit(form)
    qtbot.waitUntil(lambda: bool(card.draft.variations))
    (found,) = card.draft.variations
    assert isinstance(found, OtherSla)
    assert found.customer_id is not None
    assert card.name.placeholderText().startswith("Gold for Harbour")


def test_what_was_kept_is_shown_again_and_deleted_with_a_question(
    house: House, pane: WhatIfPane, page: DispatchPage, qtbot: QtBot
) -> None:
    suppose(qtbot, pane, Kind.VAN)
    compared(qtbot, pane)
    pane.comparison.table.choose(pane.comparison.table.columns[2].key)
    QTest.mouseClick(pane.comparison.keep_button, LEFT)
    again = pane.comparison.table.chosen()
    assert again is not None
    pane.presenter.keep(again)
    qtbot.waitUntil(lambda: len(pane.kept.table.rows()) == 1)
    qtbot.waitUntil(lambda: not house.kit.tasks.busy)
    (row,) = kept(house)
    assert isinstance(row.variations[0], ExtraVan)
    assert row.created_by == "kim"
    assert not pane.comparison.keep_button.isEnabled()
    pane.comparison.drop_button.click()
    assert len(pane.comparison.table.columns) == 2
    QTest.mouseClick(pane.toggles["kept"], LEFT)
    line = pane.kept.table.rows()[0]
    assert not line.shown
    pane.kept.table.choose(line.id)
    QTest.keyClick(pane.kept.table, Qt.Key.Key_Return)
    assert [each.name for each in pane.comparison.table.columns][2] == "1 more van like Kim"
    pane.kept.table.setFocus()
    QTest.keyClick(pane.kept.table, Qt.Key.Key_Delete)
    question = opened(pane)
    assert len(kept(house)) == 1
    submit(question)
    qtbot.waitUntil(lambda: pane.kept.table.rows() == ())
    assert kept(house) == ()
    assert len(pane.comparison.table.columns) == 2


def test_a_question_answered_with_no_deletes_nothing(
    house: House, pane: WhatIfPane, page: DispatchPage, qtbot: QtBot
) -> None:
    suppose(qtbot, pane, Kind.VAN)
    compared(qtbot, pane)
    pane.comparison.table.choose(pane.comparison.table.columns[2].key)
    pane.comparison.keep_button.click()
    qtbot.waitUntil(lambda: len(pane.kept.table.rows()) == 1)
    QTest.mouseClick(pane.toggles["kept"], LEFT)
    pane.kept.table.choose(pane.kept.table.rows()[0].id)
    QTest.mouseClick(pane.kept.delete_button, LEFT)
    opened(pane).reject()
    assert len(kept(house)) == 1


def test_the_plan_without_somebody_is_proposed_in_the_pane_of_the_optimiser(
    house: House, pane: WhatIfPane, page: DispatchPage, qtbot: QtBot
) -> None:
    suppose(qtbot, pane, Kind.ABSENCE)
    compared(qtbot, pane)
    pane.comparison.table.choose(pane.comparison.table.columns[2].key)
    QTest.mouseClick(pane.comparison.propose_button, LEFT)
    (optimiser,) = page.findChildren(OptimisingPane)
    qtbot.waitUntil(optimiser.proposal.isVisible)
    assert not pane.isVisible()
    with house.store.read() as session:
        (found,) = planning.proposals(session)
    assert found.created_by == "kim"
    assert house.people.kim not in {
        each.after.technician_id for each in optimiser.proposal.lines if each.after is not None
    }


def test_what_was_found_before_a_stop_is_compared(
    pane: WhatIfPane, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, "Workers", partial(Workers, LASTING))
    pane.asking.common.effort.setCurrentIndex(pane.asking.common.effort.count() - 1)
    suppose(qtbot, pane, Kind.VAN)
    QTest.mouseClick(pane.asking.run_button, LEFT)
    qtbot.waitUntil(lambda: "Best so far" in pane.running.words.text(), timeout=LONG)
    assert pane.running.place.text() == "1 of 2"
    QTest.mouseClick(pane.toggles["scenarios"], LEFT)
    assert not pane.asking.run_button.isEnabled()
    QTest.mouseClick(pane.toggles["comparison"], LEFT)
    QTest.mouseClick(pane.running.stop_button, LEFT)
    qtbot.waitUntil(pane.comparison.isVisible, timeout=LONG)
    assert [each.name for each in pane.comparison.table.columns] == ["As planned now", "As is, optimised"]
    assert pane.asking.run_button.isEnabled()


def test_whoever_looks_at_something_else_is_told_and_stays_there(house: House, pane: WhatIfPane, qtbot: QtBot) -> None:
    suppose(qtbot, pane, Kind.VAN)
    QTest.mouseClick(pane.asking.run_button, LEFT)
    QTest.mouseClick(pane.toggles["scenarios"], LEFT)
    qtbot.waitUntil(lambda: "The scenarios are compared." in [each.text for each in house.told], timeout=LONG)
    assert pane.asking.isVisible()
    QTest.mouseClick(pane.toggles["comparison"], LEFT)
    assert len(pane.comparison.table.columns) == 3


def test_a_run_goes_on_and_its_outcome_stays_while_another_pane_is_looked_at(
    pane: WhatIfPane, page: DispatchPage, qtbot: QtBot
) -> None:
    suppose(qtbot, pane, Kind.VAN)
    QTest.mouseClick(pane.asking.run_button, LEFT)
    page.panes.open("map")
    assert not pane.isVisible()
    with qtbot.waitSignal(pane.badge_changed, timeout=LONG) as told:
        pass
    assert told.args == [3]
    page.board.setFocus()
    QTest.keyClick(page.board, Qt.Key.Key_W)
    qtbot.waitUntil(pane.comparison.isVisible)
    assert len(pane.comparison.table.columns) == 3


def test_children_that_die_leave_an_explanation(
    pane: WhatIfPane, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, expected_logs: LogWatch
) -> None:
    expected_logs.expect("domain.optimising.running.share", "came to nothing: died")
    monkeypatch.setattr(comparing, "Workers", partial(Workers, "tests.no_such_program"))
    suppose(qtbot, pane, Kind.VAN)
    assert compared(qtbot, pane) == []
    assert "Nothing could be compared" in said(pane)
    assert "ended unexpectedly" in said(pane)


def test_goals_that_are_gone_are_refused_where_scenarios_are_asked_for(
    house: House, pane: WhatIfPane, qtbot: QtBot, profile: int
) -> None:
    suppose(qtbot, pane, Kind.VAN)
    without_goals(house, profile)
    QTest.mouseClick(pane.asking.run_button, LEFT)
    qtbot.waitUntil(pane.asking.wrong.isVisible, timeout=LONG)
    assert pane.asking.isVisible()
    assert pane.asking.run_button.isEnabled()


def test_a_refusal_takes_nobody_away_from_what_they_look_at(
    house: House, pane: WhatIfPane, page: DispatchPage, qtbot: QtBot, profile: int
) -> None:
    suppose(qtbot, pane, Kind.VAN)
    without_goals(house, profile)
    QTest.mouseClick(pane.asking.run_button, LEFT)
    QTest.mouseClick(pane.toggles["kept"], LEFT)
    page.board.setFocus()
    qtbot.waitUntil(lambda: bool(house.told), timeout=LONG)
    assert pane.kept.isVisible()
    assert page.board.hasFocus()
    assert house.told[0].text == pane.asking.wrong.text()
    assert pane.asking.run_button.isEnabled()


def test_without_any_order_the_days_are_compared_as_empty(house: House, pane: WhatIfPane, qtbot: QtBot) -> None:
    house.store.run("lea", _cancel_all)
    suppose(qtbot, pane, Kind.ABSENCE)
    names = compared(qtbot, pane)
    assert names[0] == "As planned now"
    assert all(each.figures is not None and each.figures.orders == 0 for each in pane.comparison.table.columns)
    (draft,) = pane.asking.scenarios.drafts
    assert isinstance(draft.variations[0], Absence)


def _gold(work: UnitOfWork) -> None:
    calendar = create_calendar(work, CalendarDraft("Always", tuple(Window(day, 0, 1440) for day in range(7))))
    create_sla(work, SlaDraft("Gold", calendar, {(TargetKind.COMPLETION, each): 60 for each in Priority}))


def _cancel_all(work: UnitOfWork) -> None:
    cancelled = work.session.scalars(select(Stage).where(Stage.meaning == StageMeaning.CANCELLED)).first()
    assert cancelled is not None
    for order in work.session.scalars(select(Order)):
        order.stage_id = cancelled.id
        work.note("order.changed", order)
