"""Prices in the section of goals of planning: typed, refused beside their input, taken as delivered."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.settings.planning_profiles.rows import price_words, typed_price
from app.settings.planning_profiles.small_fields import DeliveredField
from app.settings.planning_profiles.values import goals_of
from domain.planning.goals import Goals
from domain.planning.profiles import ProfileDraft, create_profile
from domain.planning.standard import FEW_CHANGES, LEAST_TRAVEL
from domain.words import Priority
from tests.app.settings.conftest import Show, wrong
from tests.app.settings.planning_hands import (
    count,
    delivered,
    grid,
    kept_goals,
    price,
    tick,
    type_into,
)
from tests.support.service_desk import ServiceDesk


@given(st.floats(0, 1_000_000))
def test_a_price_is_read_again_as_it_was_written(price: float) -> None:
    typed = typed_price(price_words(price))
    assert isinstance(typed, Decimal)
    assert float(typed) == price


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("soon", "A number is needed here; 0 costs nothing."),
        ("", "A number is needed here; 0 costs nothing."),
        ("sNaN", "A number is needed here; 0 costs nothing."),
        ("1e99999999", "A number is needed here; 0 costs nothing."),
        ("-1", "This must be a number from 0 on."),
        ("2000000", "This is too much: 1,000,000 at most."),
    ],
)
def test_a_wrong_price_is_refused_beside_it(desk: ServiceDesk, show: Show, typed: str, sentence: str) -> None:
    made = delivered(desk)["Balanced"]
    page = show("planning_profiles")
    page.pane.show_record(made)
    type_into(price(page, "moved").line, typed)
    page.pane.save()
    assert wrong(page, "moved") == sentence
    assert page.focusWidget() is price(page, "moved").line
    type_into(grid(page, "left_out").lines[Priority.HIGH], typed)
    type_into(price(page, "moved").line, "10")
    page.pane.save()
    assert wrong(page, "left_out") == f"High: {sentence}"
    assert page.focusWidget() is grid(page, "left_out").lines[Priority.HIGH]
    assert kept_goals(desk)["Balanced"].version == 1


def test_what_is_never_done_has_no_price_and_gets_the_usual_one_back(desk: ServiceDesk, show: Show) -> None:
    made = delivered(desk)["Balanced"]
    page = show("planning_profiles")
    page.pane.show_record(made)
    territory, late = price(page, "other_territory"), grid(page, "late")
    assert (territory.never.isChecked(), territory.line.isEnabled(), territory.value()) == (True, False, None)
    tick(territory.never)
    assert territory.value() == Decimal(30)
    tick(late.never)
    assert late.value() is None
    page.pane.save()
    goals = kept_goals(desk)["Balanced"].goals
    assert (goals.other_territory, goals.late) == (30.0, None)
    tick(late.never)
    page.pane.save()
    assert kept_goals(desk)["Balanced"].goals.late == Goals().late


def test_only_what_counts_is_asked_for(desk: ServiceDesk, show: Show) -> None:
    made = delivered(desk)["Balanced"]
    page = show("planning_profiles")
    page.pane.show_record(made)
    fields = page.pane.editor.form.fields
    assert not fields["overtime"].widget.isVisibleTo(page)
    type_into(count(page, "overtime_minutes").spin, "30")
    assert fields["overtime"].widget.isVisibleTo(page)
    assert not fields["limit.moved"].widget.isVisibleTo(page)
    tick(fields["applies"].widget)
    assert fields["limit.moved"].widget.isVisibleTo(page)
    assert kept_goals(desk)["Balanced"].limit is None


def test_a_wrong_price_of_overtime_comes_into_sight(desk: ServiceDesk, show: Show) -> None:
    made = desk.store.run("ada", create_profile, ProfileDraft("Long days", Goals(overtime_minutes=30)))
    page = show("planning_profiles")
    page.pane.show_record(made)
    type_into(price(page, "overtime").line, "dear")
    type_into(count(page, "overtime_minutes").spin, "0")
    assert not price(page, "overtime").line.isVisibleTo(page)
    page.pane.save()
    assert price(page, "overtime").line.isVisibleTo(page)
    assert wrong(page, "overtime") == "A number is needed here; 0 costs nothing."


def test_the_delivered_prices_are_taken_with_a_button_and_kept_only_when_saved(desk: ServiceDesk, show: Show) -> None:
    made = delivered(desk)["Balanced"]
    page = show("planning_profiles")
    page.pane.show_record(made)
    field = page.pane.editor.form.fields["delivered"]
    assert isinstance(field, DeliveredField)
    assert list(field.buttons) == ["Balanced", "Least travel", "Promises first", "Few changes"]
    QTest.mouseClick(field.buttons["Least travel"], Qt.MouseButton.LeftButton)
    assert goals_of(page.pane.editor.values()) == LEAST_TRAVEL
    assert kept_goals(desk)["Balanced"].goals == Goals()
    QTest.mouseClick(page.pane.editor.save_button, Qt.MouseButton.LeftButton)
    assert kept_goals(desk)["Balanced"].goals == LEAST_TRAVEL
    field.buttons["Balanced"].setFocus()
    QTest.keyClick(field.buttons["Balanced"], Qt.Key.Key_Space)
    page.pane.save()
    assert kept_goals(desk)["Balanced"].goals == Goals()


def test_what_is_typed_stays_while_another_one_is_looked_at(desk: ServiceDesk, show: Show) -> None:
    ids = delivered(desk)
    page = show("planning_profiles")
    page.pane.show_record(ids["Balanced"])
    type_into(price(page, "moved").line, "1e99999999")
    type_into(grid(page, "late").lines[Priority.LOW], "soon")
    page.pane.show_record(ids["Few changes"])
    assert not page.pane.can_save()
    page.pane.show_record(ids["Balanced"])
    assert price(page, "moved").line.text() == "1e99999999"
    assert grid(page, "late").lines[Priority.LOW].text() == "soon"


def test_what_was_wrong_with_a_price_is_forgotten_with_it(desk: ServiceDesk, show: Show) -> None:
    made = delivered(desk)["Balanced"]
    page = show("planning_profiles")
    page.pane.show_record(made)
    type_into(price(page, "moved").line, "soon")
    page.pane.save()
    assert wrong(page, "moved")
    field = page.pane.editor.form.fields["delivered"]
    assert isinstance(field, DeliveredField)
    QTest.mouseClick(field.buttons["Few changes"], Qt.MouseButton.LeftButton)
    assert not wrong(page, "moved")
    page.pane.save()
    assert kept_goals(desk)["Balanced"].goals == FEW_CHANGES
