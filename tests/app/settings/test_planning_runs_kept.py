"""A run that is there in the section of automatic planning: what it uses goes, others change it, it begins."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from domain.parties.territory_service import create_territory, delete_territory
from domain.planning.automatic.model import PlanningRun
from domain.planning.automatic.service import change_run, create_run, tell_run
from domain.planning.profiles import ProfileDraft, create_profile, switch_profile
from domain.scheduling.archiving import switch_technician
from domain.store.unit_of_work import UnitOfWork
from tests.app.settings.conftest import Show, put
from tests.app.settings.planning_hands import CONTROL, CONTROL_SHIFT, names, said, tick
from tests.app.settings.planning_run_hands import kept, morning, opened, staffed, ticks
from tests.support.service_desk import NOW, ServiceDesk


@pytest.fixture
def people(desk: ServiceDesk) -> dict[str, int]:
    return staffed(desk)


def test_goals_that_are_offered_no_more_stay_where_they_are_used(
    desk: ServiceDesk, show: Show, people: dict[str, int]
) -> None:
    made = desk.store.run("ada", create_run, morning(2))
    desk.store.run("ada", switch_profile, 2, active=False)
    page = show("planning_runs")
    page.pane.show_record(made)
    put(page, "name", "Morning in winter")
    page.pane.save()
    assert kept(desk)["Morning in winter"].draft.profile_id == 2


def test_a_clock_by_which_nobody_lives_any_more_stays_where_it_is_used(desk: ServiceDesk, show: Show) -> None:
    desk.store.run("ada", create_profile, ProfileDraft("Careful"))
    page = opened(desk, show, replace(morning(), zone="CET"))
    assert page.pane.editor.values()["zone"] == "CET"
    put(page, "name", "Morning in winter")
    page.pane.save()
    assert kept(desk)["Morning in winter"].draft.zone == "CET"


def test_who_is_gone_stays_ticked_so_that_a_run_for_nobody_never_is_one_for_all(
    desk: ServiceDesk, show: Show, people: dict[str, int]
) -> None:
    gone = desk.store.run("ada", create_territory, "Gone")
    made = desk.store.run("ada", create_run, morning(1, (people["Sam"],), (gone,)))
    desk.store.run("ada", switch_technician, people["Sam"], active=False)
    desk.store.run("ada", delete_territory, gone)
    page = show("planning_runs")
    page.pane.show_record(made)
    assert ticks(page, "technicians").ticks.chosen() == ((people["Sam"], "Sam (left)"),)
    assert ticks(page, "territories").ticks.chosen() == ((gone, "not there any more"),)
    put(page, "name", "Still the same")
    page.pane.save()
    draft = kept(desk)["Still the same"].draft
    assert (draft.technicians, draft.territories) == ((people["Sam"],), (gone,))
    QTest.mouseClick(ticks(page, "territories").ticks.clear_button, Qt.MouseButton.LeftButton)
    page.pane.save()
    assert kept(desk)["Still the same"].draft.territories == ()


def test_a_run_is_told_to_begin_now_unless_it_is_switched_off(
    desk: ServiceDesk, show: Show, people: dict[str, int]
) -> None:
    page = opened(desk, show, morning())
    page.pane.list.setFocus()
    QTest.keyClick(page.pane.list, Qt.Key.Key_G, CONTROL_SHIFT)
    assert kept(desk)["Morning"].next_at == NOW
    assert said(page, "history") == "Begins next: 09:00."
    tick(page.pane.editor.form.fields["active"].widget)
    page.pane.save()
    assert kept(desk)["Morning"].next_at is None
    assert not page.bound_actions()["settings_run_begin"].isEnabled()
    assert names(page) == ["Morning (off)"]


def test_what_came_of_it_appears_while_somebody_types(
    desk: ServiceDesk, show: Show, people: dict[str, int], qtbot: QtBot
) -> None:
    page = opened(desk, show, morning())
    put(page, "name", "Morning in winter")
    desk.store.run("optimiser", ran, kept(desk)["Morning"].id)
    desk.tail()
    qtbot.waitUntil(lambda: "3 orders put on the board; applied." in said(page, "history"))
    assert page.pane.editor.draft() == {"name": "Morning in winter"}
    page.pane.save()
    assert "Morning in winter" in kept(desk)


def ran(work: UnitOfWork, run_id: int) -> None:
    run = work.get(PlanningRun, run_id, lock=True)
    outcome = "3 orders put on the board; applied."
    tell_run(work, "planning_run.ended", run, last_at=work.now - timedelta(minutes=20), last_outcome=outcome)


def test_the_second_of_two_is_told_and_keeps_what_was_typed(
    desk: ServiceDesk, show: Show, people: dict[str, int]
) -> None:
    page = opened(desk, show, morning())
    put(page, "name", "Mine")
    desk.store.run("ada", change_run, kept(desk)["Morning"].id, morning(2), 1)
    page.pane.save()
    assert "Somebody else has changed" in desk.notices[-1].text
    assert page.pane.editor.draft() == {"name": "Mine"}
    page.pane.save()
    draft = kept(desk)["Mine"].draft
    assert (draft.name, draft.profile_id) == ("Mine", 2)


def test_a_deleted_run_comes_back_by_undo(desk: ServiceDesk, show: Show, people: dict[str, int]) -> None:
    draft = morning(1, (people["Kim"],))
    page = opened(desk, show, draft)
    QTest.keyClick(page.pane.list, Qt.Key.Key_Delete, CONTROL)
    assert kept(desk) == {}
    notice = desk.notices[-1]
    assert notice.undo is not None
    notice.undo()
    assert kept(desk)["Morning"].draft == draft
