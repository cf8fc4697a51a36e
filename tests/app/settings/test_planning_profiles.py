"""The section of goals of planning, driven with keys and the mouse."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit
from pytestqt.modeltest import ModelTester

from app.settings.planning_profiles.values import draft_of, goals_of, values
from domain.planning.automatic.model import Trigger
from domain.planning.automatic.service import RunDraft, create_run
from domain.planning.goals import ByPriority, Goals
from domain.planning.impact import Limit
from domain.planning.profiles import ProfileDraft, change_profile, create_profile
from domain.planning.queries import ProfileRow
from domain.planning.standard import FEW_CHANGES
from domain.words import Priority
from tests.app.pseudo import pseudo_language, untranslated
from tests.app.settings.conftest import Show, put, wrong
from tests.app.settings.planning_hands import (
    CONTROL,
    CONTROL_SHIFT,
    count,
    delivered,
    grid,
    kept_goals,
    names,
    price,
    said,
    tick,
    type_into,
)
from tests.support.service_desk import ServiceDesk

PRICES = st.floats(0, 1_000_000)
BY_PRIORITY = st.builds(ByPriority, PRICES, PRICES, PRICES, PRICES)
GOALS = st.builds(
    Goals,
    travel=PRICES,
    overtime_minutes=st.integers(0, 720),
    late=st.none() | BY_PRIORITY,
    left_out=BY_PRIORITY,
    not_preferred=st.none() | PRICES,
    other_territory=st.none() | PRICES,
    unfair=PRICES,
    promised=PRICES,
)


def test_goals_are_entered_with_every_price_and_what_may_apply_itself(desk: ServiceDesk, show: Show) -> None:
    page = show("planning_profiles")
    QTest.keyClick(page, Qt.Key.Key_N)
    put(page, "name", "Winter")
    for name, text in (
        ("travel", "1.5"), ("waiting", "0.25"), ("overqualified", "3"), ("unfair", "0.1"), ("moved", "11"),
        ("given_away", "16"), ("taken_off", "301"), ("promised", "7"), ("not_preferred", "31"),
    ):  # fmt: skip
        type_into(price(page, name).line, text)
    tick(price(page, "other_territory").never)
    type_into(price(page, "other_territory").line, "45")
    type_into(count(page, "overtime_minutes").spin, "60")
    type_into(price(page, "overtime").line, "2.5")
    tick(grid(page, "late").never)
    for at, priority in enumerate(Priority):
        type_into(grid(page, "left_out").lines[priority], str(900 - at))
    tick(page.pane.editor.form.fields["applies"].widget)
    for name, most in (("moved", "5"), ("minutes", "45"), ("taken_off", "2"), ("promised", "1")):
        type_into(count(page, f"limit.{name}").spin, most)
    assert said(page, "in_words") == "By itself: 5 bookings moved by 45 min at most, 2 taken off, 1 of them promised."
    QTest.keyClick(page, Qt.Key.Key_Return, CONTROL)
    row = kept_goals(desk)["Winter"]
    assert row.goals == Goals(
        travel=1.5, waiting=0.25, overtime_minutes=60, overtime=2.5, late=None,
        left_out=ByPriority(900.0, 899.0, 898.0, 897.0), not_preferred=31.0, other_territory=45.0, overqualified=3.0,
        unfair=0.1, moved=11.0, given_away=16.0, taken_off=301.0, promised=7.0,
    )  # fmt: skip
    assert row.limit == Limit(5, 45, 2, 1)
    assert row.is_default


@given(GOALS)
def test_goals_come_back_from_the_form_as_they_were(goals: Goals) -> None:
    row = ProfileRow(1, 1, "Any", goals, None, is_default=True, active=True)
    assert draft_of(values(row, None)) == ProfileDraft("Any", goals)


@pytest.mark.parametrize("goals", [Goals(), FEW_CHANGES, Goals(travel=1 / 3, late=None, not_preferred=None)])
def test_to_look_at_goals_changes_nothing(desk: ServiceDesk, show: Show, goals: Goals) -> None:
    made = desk.store.run("ada", create_profile, ProfileDraft("As they are", goals, Limit(1, 2, 3, 4)))
    page = show("planning_profiles")
    page.pane.show_record(made)
    assert not page.pane.can_save()
    assert goals_of(page.pane.editor.values()) == goals


def test_another_is_made_the_default_and_one_is_copied_with_keys(desk: ServiceDesk, show: Show) -> None:
    ids = delivered(desk)
    page = show("planning_profiles")
    page.pane.show_record(ids["Few changes"])
    page.pane.list.setFocus()
    QTest.keyClick(page.pane.list, Qt.Key.Key_F, CONTROL_SHIFT)
    assert [name for name, row in kept_goals(desk).items() if row.is_default] == ["Few changes"]
    assert not page.bound_actions()["settings_profile_default"].isEnabled()
    QTest.keyClick(page.pane.list, Qt.Key.Key_C, CONTROL_SHIFT)
    assert kept_goals(desk)["Few changes (copy)"].goals == FEW_CHANGES


def test_one_that_is_needed_is_switched_off_instead_of_deleted(desk: ServiceDesk, show: Show) -> None:
    ids = delivered(desk)
    desk.store.run("ada", create_run, RunDraft("Standing", ids["Few changes"], Trigger.STANDING, after_orders=True))
    page = show("planning_profiles")
    page.pane.show_record(ids["Few changes"])
    page.pane.remove()
    assert "switch it off instead" in page.pane.editor.form.general()
    tick(page.pane.editor.form.fields["active"].widget)
    page.pane.save()
    assert not kept_goals(desk)["Few changes"].active
    assert "Few changes (off)" in names(page)
    assert not page.bound_actions()["settings_profile_default"].isEnabled()


def test_one_that_nothing_was_found_with_is_deleted_and_comes_back_by_undo(desk: ServiceDesk, show: Show) -> None:
    ids = delivered(desk)
    page = show("planning_profiles")
    page.pane.show_record(ids["Few changes"])
    page.pane.remove()
    assert "Few changes" not in kept_goals(desk)
    notice = desk.notices[-1]
    assert notice.undo is not None
    notice.undo()
    assert kept_goals(desk)["Few changes"].goals == FEW_CHANGES


def test_the_default_stays_offered(desk: ServiceDesk, show: Show) -> None:
    ids = delivered(desk)
    page = show("planning_profiles")
    page.pane.show_record(ids["Balanced"])
    tick(page.pane.editor.form.fields["active"].widget)
    page.pane.save()
    assert wrong(page, "active") == "“Balanced” is the default; make another profile the default first."
    assert kept_goals(desk)["Balanced"].active


def test_the_second_of_two_is_told_and_both_changes_stay(desk: ServiceDesk, show: Show) -> None:
    made = delivered(desk)["Balanced"]
    page = show("planning_profiles")
    page.pane.show_record(made)
    type_into(price(page, "moved").line, "12")
    other = ProfileDraft("Balanced", Goals(moved=20.0, given_away=25.0))
    desk.store.run("ada", change_profile, made, other, 1)
    page.pane.save()
    assert "Somebody else has changed" in desk.notices[-1].text
    assert "A booking begins at another time" in page.pane.editor.meanwhile()
    assert page.pane.editor.draft() == {"moved": Decimal(12)}
    page.pane.save()
    goals = kept_goals(desk)["Balanced"].goals
    assert (goals.moved, goals.given_away) == (12.0, 25.0)


def test_every_input_is_named_and_can_be_reached_with_the_keyboard(desk: ServiceDesk, show: Show) -> None:
    made = desk.store.run("ada", create_profile, ProfileDraft("All", Goals(overtime_minutes=10), Limit()))
    page = show("planning_profiles")
    page.pane.show_record(made)
    form = page.pane.editor.form
    inputs = [each for kind in (QLineEdit, QCheckBox) for each in form.findChildren(kind) if each.isVisibleTo(form)]
    inputs = [each for each in inputs if each.objectName() != "qt_spinbox_lineedit"]
    assert len(inputs) == 1 + 11 + 3 + 2 * len(Priority) + 2
    heard = [each.accessibleName() for each in inputs]
    assert all(heard)
    assert len(set(heard)) == len(heard)
    assert all(each.focusPolicy() & Qt.FocusPolicy.TabFocus for each in inputs)


def test_the_list_is_a_sound_model(desk: ServiceDesk, show: Show, qtmodeltester: ModelTester) -> None:
    delivered(desk)
    page = show("planning_profiles")
    model = page.pane.list.model()
    assert model is not None
    qtmodeltester.check(model, force_py=True)  # type: ignore[no-untyped-call]


def test_goals_are_translated(desk: ServiceDesk, show: Show) -> None:
    made = desk.store.run("ada", create_profile, ProfileDraft("All", Goals(overtime_minutes=10), Limit(2, 30, 1, 1)))
    with pseudo_language():
        page = show("planning_profiles")
        page.pane.show_record(made)
        assert untranslated(page.pane, frozenset({"All"})) == set()
