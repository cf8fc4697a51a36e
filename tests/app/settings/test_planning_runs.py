"""The section of automatic planning, driven with keys and the mouse."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.settings.planning_runs.small_fields import ClockField, TicksField, TogglesField
from app.settings.view import SettingsPage
from domain.parties.territory_service import create_territory, delete_territory
from domain.planning.automatic.model import PlanningRun, Trigger
from domain.planning.automatic.queries import RunRow, runs
from domain.planning.automatic.service import RunDraft, change_run, create_run, tell_run
from domain.planning.goals import Goals
from domain.planning.impact import Limit
from domain.planning.profiles import ProfileDraft, create_profile, switch_profile
from domain.planning.scope import Touch
from domain.scheduling.archiving import switch_technician
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.drafts import TechnicianDraft
from domain.workforce.group_service import TeamDraft, create_team
from domain.workforce.service import create_technician
from tests.app.pseudo import pseudo_language, untranslated
from tests.app.settings.conftest import Show, is_of_the_system, put, wrong
from tests.app.settings.planning_hands import CONTROL, CONTROL_SHIFT, count, names, said, tick, type_into
from tests.support.service_desk import NOW, ServiceDesk

NAMES = {"Robin": "Europe/Berlin", "Kim": "Europe/Berlin", "Sam": "Europe/Lisbon"}
HALF_PAST_FIVE = time(5, 30)


@pytest.fixture
def people(desk: ServiceDesk) -> dict[str, int]:
    """Technicians by name, most of them in Berlin; two sets of goals, of which only "Bold" may apply itself."""
    desk.store.run("ada", create_profile, ProfileDraft("Careful"))
    desk.store.run("ada", create_profile, ProfileDraft("Bold", Goals(), Limit(3, 30)))
    team = desk.store.run("ada", create_team, TeamDraft("North"))
    return {
        name: desk.store.run("ada", create_technician, TechnicianDraft(name, team, zone, 53.5, 10.0))
        for name, zone in NAMES.items()
    }


def kept(desk: ServiceDesk) -> dict[str, RunRow]:
    with desk.store.read() as session:
        return {row.draft.name: row for row in runs(session)}


def morning(profile_id: int = 1, technicians: Iterable[int] = (), territories: Iterable[int] = ()) -> RunDraft:
    return RunDraft(
        "Morning", profile_id, Trigger.SCHEDULE, at=HALF_PAST_FIVE, zone="Europe/Berlin",
        technicians=tuple(technicians), territories=tuple(territories),
    )  # fmt: skip


def opened(desk: ServiceDesk, show: Show, draft: RunDraft) -> SettingsPage:
    """The section with this run in it, which is chosen."""
    made = desk.store.run("ada", create_run, draft)
    page = show("planning_runs")
    page.pane.show_record(made)
    return page


def ticks(page: SettingsPage, name: str) -> TicksField:
    field = page.pane.editor.form.fields[name]
    assert isinstance(field, TicksField)
    return field


def boxes(page: SettingsPage, name: str) -> list[QCheckBox]:
    return page.pane.editor.form.fields[name].widget.findChildren(QCheckBox)


def choose(page: SettingsPage, name: str, key: Qt.Key) -> None:
    QTest.keyClick(page.pane.editor.form.fields[name].widget, key)


def is_asked(page: SettingsPage, *names: str) -> list[bool]:
    return [page.pane.editor.form.fields[name].widget.isVisibleTo(page) for name in names]


def test_a_run_in_the_morning_is_entered_by_the_clock_of_the_service_centre(
    desk: ServiceDesk, show: Show, people: dict[str, int]
) -> None:
    page = show("planning_runs")
    QTest.keyClick(page, Qt.Key.Key_N)
    put(page, "name", "Every morning")
    days, clock = (page.pane.editor.form.fields[name] for name in ("weekdays", "at"))
    assert isinstance(days, TogglesField)
    assert isinstance(clock, ClockField)
    QTest.mouseClick(days.toggles.buttons[5], Qt.MouseButton.LeftButton)
    clock.edit.setFocus()
    QTest.keyClicks(clock.edit, "0615")
    type_into(count(page, "days").spin, "3")
    type_into(count(page, "frozen_minutes").spin, "90")
    choose(page, "touch", Qt.Key.Key_Down)
    choose(page, "seconds", Qt.Key.Key_Down)
    QTest.keyClick(page, Qt.Key.Key_Return, CONTROL)
    assert kept(desk)["Every morning"].draft == RunDraft(
        "Every morning", 1, Trigger.SCHEDULE, weekdays=(0, 1, 2, 3, 4, 5), at=time(6, 15), zone="Europe/Berlin",
        days=3, touch=Touch.UNLOCKED, frozen_minutes=90, seconds=10,
    )  # fmt: skip
    assert kept(desk)["Every morning"].next_at == datetime(2026, 3, 3, 5, 15, tzinfo=UTC)


def test_without_technicians_the_clock_is_that_of_the_desk(desk: ServiceDesk, show: Show) -> None:
    desk.store.run("ada", create_profile, ProfileDraft("Careful"))
    page = show("planning_runs")
    page.pane.begin_new()
    assert page.pane.editor.values()["zone"] == "UTC"


def test_a_standing_run_asks_after_what_it_begins_and_for_whom(
    desk: ServiceDesk, show: Show, people: dict[str, int]
) -> None:
    north = desk.store.run("ada", create_territory, "North")
    page = show("planning_runs")
    page.pane.begin_new()
    assert is_asked(page, "weekdays", "at", "after", "history") == [True, True, False, False]
    put(page, "name", "Repair")
    choose(page, "profile_id", Qt.Key.Key_Down)
    choose(page, "begins", Qt.Key.Key_Down)
    assert is_asked(page, "weekdays", "at", "after") == [False, False, True]
    tick(boxes(page, "after")[1])
    QTest.keyClicks(ticks(page, "technicians").ticks.words, "rob")
    QTest.mouseClick(ticks(page, "technicians").ticks.tick_button, Qt.MouseButton.LeftButton)
    shown = ticks(page, "territories").ticks.list
    shown.setFocus()
    QTest.keyClick(shown, Qt.Key.Key_Space)
    tick(page.pane.editor.form.fields["applies"].widget)
    page.pane.save()
    draft = kept(desk)["Repair"].draft
    assert draft == RunDraft(
        "Repair", 2, Trigger.STANDING, zone="Europe/Berlin", after_orders=True, after_alerts=True, after_delays=True,
        technicians=(people["Robin"],), territories=(north,), frozen_minutes=60, applies=True,
    )  # fmt: skip
    assert not page.pane.can_save()


def test_what_is_wrong_is_said_beside_its_field(desk: ServiceDesk, show: Show, people: dict[str, int]) -> None:
    page = opened(desk, show, morning())
    fields = page.pane.editor.form.fields
    put(page, "name", " ")
    page.pane.save()
    assert wrong(page, "name") == "Give the run a name."
    page.pane.editor.discard()
    fields["weekdays"].set_value(())
    page.pane.save()
    assert wrong(page, "weekdays") == "Choose at least one day of the week."
    page.pane.editor.discard()
    choose(page, "begins", Qt.Key.Key_Down)
    page.pane.save()
    assert wrong(page, "after") == "Say after what it begins."
    page.pane.editor.discard()
    tick(fields["applies"].widget)
    page.pane.save()
    assert "lets nothing be changed by itself" in wrong(page, "applies")
    assert kept(desk)["Morning"].version == 1


def test_without_goals_there_is_nothing_to_plan_by(desk: ServiceDesk, show: Show) -> None:
    page = show("planning_runs")
    page.pane.begin_new()
    put(page, "name", "Every morning")
    page.pane.save()
    assert wrong(page, "profile_id") == "Choose the goals that it plans by."


def test_it_is_said_what_becomes_of_what_is_found(desk: ServiceDesk, show: Show, people: dict[str, int]) -> None:
    page = opened(desk, show, morning())
    assert "is a proposal" in said(page, "allowed")
    tick(page.pane.editor.form.fields["applies"].widget)
    assert said(page, "allowed").startswith("“Careful” lets nothing be applied by itself")
    choose(page, "profile_id", Qt.Key.Key_Down)
    assert said(page, "allowed").startswith("“Bold” allows: 3 bookings moved by 30 min at most, none promised.")
    page.pane.save()
    assert kept(desk)["Morning"].draft.applies


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


def test_the_list_is_a_sound_model(
    desk: ServiceDesk, show: Show, people: dict[str, int], qtmodeltester: ModelTester
) -> None:
    page = opened(desk, show, morning())
    model = page.pane.list.model()
    assert model is not None
    qtmodeltester.check(model, force_py=True)  # type: ignore[no-untyped-call]


def test_runs_are_translated(desk: ServiceDesk, show: Show, people: dict[str, int]) -> None:
    made = desk.store.run("ada", create_run, morning())
    theirs = frozenset({"Morning", "Careful", "Bold"})
    with pseudo_language():
        page = show("planning_runs")
        page.pane.show_record(made)
        choose(page, "begins", Qt.Key.Key_Down)
        found = untranslated(page.pane, theirs)
        assert {word for word in found if not is_of_the_system(word.split(" · ")[-1])} == set()
