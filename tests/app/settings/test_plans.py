"""The section of response plans."""

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from app.settings.exchange_field import ExchangeField
from app.settings.plans.group_field import GroupField
from app.settings.plans.steps_field import StepsField
from app.settings.plans.values_field import ValuesField
from app.settings.view import SettingsPage
from domain.monitoring.command_fields import Field
from domain.monitoring.command_types import CommandTypeDraft, create_command_type
from domain.monitoring.plan_queries import PlanRow, plans
from domain.monitoring.plan_service import change_plan, create_plan, follow_plan
from domain.monitoring.plans.plan import (
    AnyStep,
    Awaited,
    CloseOrder,
    Covered,
    During,
    Escalate,
    Mail,
    Notify,
    Office,
    Only,
    OpenOrder,
    SendCommand,
    Steps,
    Until,
    Wait,
    Webhook,
)
from domain.words import Priority, Severity
from tests.app.pseudo import pseudo_language, untranslated
from tests.app.settings.conftest import Show, put, wrong
from tests.support.service_desk import ServiceDesk

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
THEIRS = frozenset({"Night", "Look", "oncall@example.com", "https://host/path", "Refrigerant circuit"})
LOOK = Notify(text="Look")
EVERY_KIND: Steps = (
    SendCommand(command="reset", values={"delay": 5.0}, awaited=Awaited.CLEARED, seconds=180, otherwise="order"),
    Wait(until=Until.ACKNOWLEDGED, seconds=600, then="end"),
    OpenOrder(
        name="order", priority=Priority.HIGH, minutes=45, attach=False, only=Only(Severity.MAJOR, During.UNACKNOWLEDGED)
    ),
    Mail(to=("a@example.com", "b@example.com"), technician=True, text="An order stands"),
    Webhook(url="https://host/hook", only=Only(covered=Covered.BY_WARRANTY)),
    Escalate(minutes=30, to=("c@example.com",), text="Nobody looks"),
    Notify(text="Over", only=Only(during=During.ALWAYS)),
    CloseOrder(),
)


@pytest.fixture
def reset(desk: ServiceDesk) -> None:
    model = desk.company.chiller_model.id
    desk.store.run("kim", create_command_type, CommandTypeDraft(model, "reset", "Reset", (Field("delay", high=60),)))


def kept(desk: ServiceDesk) -> dict[str, PlanRow]:
    with desk.store.read() as session:
        return {row.name: row for row in plans(session)}


def steps_of(page: SettingsPage) -> StepsField:
    field = page.pane.editor.form.fields["steps"]
    assert isinstance(field, StepsField)
    return field


def shown(desk: ServiceDesk, show: Show, *steps: AnyStep) -> SettingsPage:
    """The page with a plan of these steps."""
    made = desk.store.run("ada", create_plan, "Night", steps)
    page = show("plans")
    page.pane.show_record(made)
    return page


def part(page: SettingsPage, group: str, name: str) -> QWidget:
    field = steps_of(page).form.form.fields[group]
    assert isinstance(field, GroupField)
    return field.fields[name].widget


def inner(page: SettingsPage, name: str) -> QWidget:
    return steps_of(page).form.form.fields[name].widget


def values_of(page: SettingsPage) -> ValuesField:
    field = steps_of(page).form.form.fields["values"]
    assert isinstance(field, ValuesField)
    return field


def type_into(widget: QWidget, text: str) -> None:
    widget.setFocus()
    QTest.keyClick(widget, Qt.Key.Key_A, CTRL)
    QTest.keyClicks(widget, text)


def press(widget: QWidget | None, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    assert widget is not None
    QTest.keyClick(widget, key, modifier)


def pick(combo: QWidget, word: str) -> None:
    """Go to a choice by keys."""
    assert isinstance(combo, QComboBox)
    press(combo, Qt.Key.Key_Home)
    for _ in range(combo.findText(word)):
        press(combo, Qt.Key.Key_Down)
    assert combo.currentText() == word


def words(page: SettingsPage) -> list[str]:
    return [card.words.text() for card in steps_of(page).cards()]


def test_a_plan_is_made_by_keys_alone(desk: ServiceDesk, show: Show, reset: None) -> None:
    page = show("plans")
    page.pane.begin_new()
    put(page, "name", "Reset, then call")
    press(steps_of(page).cards()[0], Qt.Key.Key_Return)
    pick(inner(page, "kind"), "Send a command to the device")
    press(inner(page, "command"), Qt.Key.Key_Down)
    type_into(part(page, "ways", "name"), "reset")
    press(steps_of(page).cards()[0], Qt.Key.Key_Insert, ALT)
    assert page.focusWidget() is inner(page, "kind")
    type_into(inner(page, "text"), "It did not help")
    type_into(part(page, "ways", "name"), "call")
    steps_of(page).cards()[0].setFocus()
    press(page.focusWidget(), Qt.Key.Key_Space)
    pick(part(page, "ways", "otherwise"), "call (step 2)")
    assert words(page) == [
        "Send “Reset”, wait up to 1 minute for its reply; in vain → call",
        "Tell the desk: “It did not help”",
    ]
    type_into(values_of(page).inputs.form.fields["delay"].widget, "7")
    page.pane.save()
    made = kept(desk)["Reset, then call"].steps
    assert made == (
        SendCommand(name="reset", command="reset", values={"delay": 7.0}, otherwise="call"),
        Notify(name="call", text="It did not help"),
    )


@pytest.mark.parametrize("place", range(len(EVERY_KIND)))
def test_a_step_of_each_kind_is_shown_and_kept_as_it_is(desk: ServiceDesk, show: Show, reset: None, place: int) -> None:
    page = shown(desk, show, *EVERY_KIND)
    press(steps_of(page).cards()[place], Qt.Key.Key_Return)
    assert not page.pane.can_save()
    type_into(part(page, "ways", "name"), "renamed")
    page.pane.save()
    changed = kept(desk)["Night"].steps
    assert changed[place].name == "renamed"
    assert [type(step) for step in changed] == [type(step) for step in EVERY_KIND]
    assert steps_of(page).form.step() == changed[place]
    type_into(part(page, "ways", "name"), EVERY_KIND[place].name or " ")
    page.pane.save()
    assert kept(desk)["Night"].steps == EVERY_KIND


def test_steps_are_moved_and_removed_with_the_mouse(desk: ServiceDesk, show: Show, qtbot: QtBot) -> None:
    page = shown(desk, show, LOOK, Wait(seconds=60), Notify(text="Again"))
    cards = steps_of(page).cards()
    assert not cards[0].up_button.isEnabled()
    assert not cards[2].down_button.isEnabled()
    qtbot.waitUntil(lambda: cards[1].height() > 0)
    QTest.mouseClick(cards[1].words, Qt.MouseButton.LeftButton)
    assert steps_of(page).chosen() == 1
    QTest.mouseClick(cards[1].up_button, Qt.MouseButton.LeftButton)
    assert words(page) == ["Wait 1 minute", "Tell the desk: “Look”", "Tell the desk: “Again”"]
    assert steps_of(page).chosen() == 0
    QTest.mouseClick(steps_of(page).cards()[1].remove_button, Qt.MouseButton.LeftButton)
    page.pane.save()
    assert kept(desk)["Night"].steps == (Wait(seconds=60), Notify(text="Again"))


def test_steps_are_moved_and_removed_by_keys(desk: ServiceDesk, show: Show) -> None:
    page = shown(desk, show, LOOK, Wait(seconds=60), Notify(text="Again"))
    steps_of(page).cards()[0].setFocus()
    press(page.focusWidget(), Qt.Key.Key_Down, ALT)
    assert page.focusWidget() is steps_of(page).cards()[1]
    press(page.focusWidget(), Qt.Key.Key_Down)
    press(page.focusWidget(), Qt.Key.Key_Delete, ALT)
    assert steps_of(page).value() == (Wait(seconds=60), LOOK)
    assert page.focusWidget() is steps_of(page).cards()[1]


REFUSED: dict[str, tuple[AnyStep, str, str, str]] = {
    "no text": (Notify(), "text", "", "Say what the desk is told."),
    "a url that is none": (Webhook(url="nowhere"), "url", "", "no address of a web server"),
    "no address": (Mail(to=("kim",)), "to", "", "no address of a mail"),
    "no time": (Wait(), "seconds", "", "for how long"),
    "too long": (Escalate(minutes=10**6), "patience", "", "30 days"),
    "no command": (SendCommand(), "command", "", "Choose the command"),
    "an unknown command": (SendCommand(command="dance"), "command", "", "No model has a command"),
    "a value beyond its range": (SendCommand(command="reset", values={"delay": 99.0}), "values", "", "at most"),
    "a name that is no step": (Notify(text="x", then="b"), "ways", "then", "no step called"),
    "a circle": (Notify(text="x", name="a", otherwise="a"), "ways", "otherwise", "leads back"),
    "no calendar": (Notify(text="x", only=Only(office=Office.WITHIN)), "only", "calendar_id", "Choose the calendar"),
    "endless work": (OpenOrder(minutes=10**6), "order", "minutes", "14 days"),
}


@pytest.mark.parametrize(("step", "field", "input_", "says"), REFUSED.values(), ids=REFUSED)
def test_a_refusal_stands_at_its_step_and_field(
    desk: ServiceDesk, show: Show, reset: None, step: AnyStep, field: str, input_: str, says: str
) -> None:
    page = shown(desk, show, LOOK)
    steps_of(page).set_value((LOOK, step, CloseOrder()))
    steps_of(page).edited.emit()
    page.pane.save()
    assert wrong(page, "steps").startswith("Step 2: ")
    assert steps_of(page).chosen() == 1
    assert says in inner(page, field).accessibleDescription()
    if input_:
        assert page.focusWidget() is part(page, field, input_)
    assert kept(desk)["Night"].steps == (LOOK,)
    assert steps_of(page).value()[1] == step


def test_a_kind_shows_what_belongs_to_it(desk: ServiceDesk, show: Show, reset: None) -> None:
    page = shown(desk, show, SendCommand(command="reset", values={"delay": 5.0}))
    steps_of(page).choose(0)
    assert inner(page, "seconds").isVisible()
    pick(inner(page, "awaited"), "nothing")
    assert not inner(page, "seconds").isVisible()
    assert not part(page, "only", "calendar_id").isVisible()
    pick(part(page, "only", "office"), "within the hours of")
    assert part(page, "only", "calendar_id").isVisible()
    pick(inner(page, "kind"), "Escalate")
    assert inner(page, "patience").isVisible()
    assert not inner(page, "command").isVisible()


def test_the_values_of_a_command_are_asked_for(desk: ServiceDesk, show: Show, reset: None) -> None:
    page = shown(desk, show, SendCommand(command="reset", values={"delay": 5.0}))
    steps_of(page).choose(0)
    assert values_of(page).value() == {"delay": 5.0}


def test_unsaved_edits_are_forgotten_and_survive_a_look_elsewhere(desk: ServiceDesk, show: Show) -> None:
    other = desk.store.run("ada", create_plan, "Day", (LOOK,))
    page = shown(desk, show, LOOK, Wait(seconds=60))
    press(steps_of(page).cards()[1], Qt.Key.Key_Delete, ALT)
    page.pane.show_record(other)
    page.pane.show_record(kept(desk)["Night"].id)
    assert steps_of(page).value() == (LOOK,)
    page.pane.editor.discard()
    assert steps_of(page).value() == (LOOK, Wait(seconds=60))


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(desk: ServiceDesk, show: Show) -> None:
    page = shown(desk, show, LOOK)
    row = kept(desk)["Night"]
    desk.store.run("ada", change_plan, row.id, "Night", (Notify(text="Hers"),), row.version)
    steps_of(page).set_value((Notify(text="Mine"),))
    page.pane.save()
    assert kept(desk)["Night"].steps == (Notify(text="Hers"),)
    assert steps_of(page).value() == (Notify(text="Mine"),)


def test_a_plan_goes_to_a_file_and_comes_back(desk: ServiceDesk, show: Show, reset: None, tmp_path: Path) -> None:
    page = shown(desk, show, *EVERY_KIND)
    file = page.pane.editor.form.fields["file"]
    assert isinstance(file, ExchangeField)
    path = tmp_path / "plan.json"
    file.export_to(str(path))
    assert json.loads(path.read_text())["name"] == "Night"
    page.pane.remove()
    page.pane.begin_new()
    file.import_from(str(path))
    page.pane.save()
    assert kept(desk)["Night"].steps == EVERY_KIND


def test_names_that_nobody_knows_here_are_told(desk: ServiceDesk, show: Show, tmp_path: Path) -> None:
    page = show("plans")
    page.pane.begin_new()
    path = tmp_path / "plan.json"
    path.write_text('{"callout": "plan", "name": "Theirs", "steps": [{"type": "order", "sla": "Platinum"}]}')
    file = page.pane.editor.form.fields["file"]
    assert isinstance(file, ExchangeField)
    file.import_from(str(path))
    assert "Platinum" in file.said.text()
    assert steps_of(page).value() == (OpenOrder(),)


def test_a_plan_that_a_rule_follows_is_not_deleted(desk: ServiceDesk, show: Show) -> None:
    page = shown(desk, show, LOOK)
    desk.store.run("kim", follow_plan, desk.company.rule.id, kept(desk)["Night"].id)
    page.pane.presenter.load()
    assert kept(desk)["Night"].rules == (desk.company.rule.name,)
    page.pane.remove()
    assert "follows this plan" in page.pane.editor.form.general()


def test_the_list_of_plans_is_a_sound_model(desk: ServiceDesk, show: Show, qtmodeltester: Any) -> None:
    qtmodeltester.check(shown(desk, show, LOOK).pane.list.model())


def test_plans_are_translated(desk: ServiceDesk, show: Show) -> None:
    with pseudo_language():
        page = shown(desk, show, LOOK)
        steps_of(page).choose(0)
        assert untranslated(page.pane, THEIRS) == set()


def test_a_plan_is_duplicated_and_no_rule_follows_the_copy(desk: ServiceDesk, show: Show) -> None:
    page = shown(desk, show, LOOK)
    QTest.keyClick(page, Qt.Key.Key_C, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert kept(desk)["Night (copy)"].steps == (LOOK,)
    assert kept(desk)["Night (copy)"].rules == ()
