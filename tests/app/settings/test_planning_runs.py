"""The section of automatic planning, driven with keys and the mouse: a run is entered, with what is said of it."""

from datetime import UTC, datetime, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.settings.planning_runs.small_fields import ClockField, TogglesField
from app.settings.view import SettingsPage
from domain.parties.territory_service import create_territory
from domain.planning.automatic.model import Trigger
from domain.planning.automatic.service import RunDraft, create_run
from domain.planning.profiles import ProfileDraft, create_profile
from domain.planning.scope import Touch
from tests.app.pseudo import pseudo_language, untranslated
from tests.app.settings.conftest import Show, is_of_the_system, put, wrong
from tests.app.settings.planning_hands import CONTROL, count, said, tick, type_into
from tests.app.settings.planning_run_hands import choose, kept, morning, opened, staffed, ticks
from tests.support.service_desk import ServiceDesk


@pytest.fixture
def people(desk: ServiceDesk) -> dict[str, int]:
    return staffed(desk)


def boxes(page: SettingsPage, name: str) -> list[QCheckBox]:
    return page.pane.editor.form.fields[name].widget.findChildren(QCheckBox)


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


def test_the_keyboard_stays_in_the_section_once_a_run_is_saved_with_the_mouse(
    desk: ServiceDesk, show: Show, people: dict[str, int], qtbot: QtBot
) -> None:
    page = show("planning_runs")
    pane = page.pane
    pane.begin_new()
    put(page, "name", "Every morning")
    pane.editor.save_button.setFocus()
    QTest.mouseClick(pane.editor.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(pane.has_row)
    assert page.window().focusWidget() is pane.list

    put(page, "name", "Every evening")
    pane.editor.save_button.setFocus()
    QTest.mouseClick(pane.editor.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not pane.can_save())
    assert page.window().focusWidget() is pane.editor.form.fields["name"].widget
