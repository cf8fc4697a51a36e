"""What if on the dispatch page, with real children: supposed, compared, kept and proposed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.dispatch.optimising.pane import OptimisingPane
from app.dispatch.view import DispatchPage
from app.dispatch.whatif.pane import WhatIfPane
from app.dispatch.whatif.suppositions import Kind
from domain.calendars.closing import CalendarDraft
from domain.calendars.hours import Window
from domain.calendars.service import create_calendar
from domain.planning import queries as planning
from domain.planning.whatif.values import ExtraVan, OtherSla
from domain.sla.clock import TargetKind
from domain.sla.draft import SlaDraft
from domain.sla.service import create_sla
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from tests.app.dispatch.doing import submit
from tests.app.dispatch.house import House
from tests.app.dispatch.test_page import where
from tests.app.dispatch.whatif.by_mouse import ask, compared, kept, opened, suppose

LEFT = Qt.MouseButton.LeftButton


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


def _gold(work: UnitOfWork) -> None:
    calendar = create_calendar(work, CalendarDraft("Always", tuple(Window(day, 0, 1440) for day in range(7))))
    create_sla(work, SlaDraft("Gold", calendar, {(TargetKind.COMPLETION, each): 60 for each in Priority}))
