"""The section of commands: what devices of a model can be told, with which values, and by whom."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from app.settings.command_types.value_line import ValueLine
from app.settings.view import SettingsPage
from app.shared.rows_field import RowsField
from domain.monitoring.announcing import AnnouncedDevice, announce
from domain.monitoring.command_fields import Field, FieldKind
from domain.monitoring.command_offers import OfferedCommand
from domain.monitoring.command_senders import PLANS
from domain.monitoring.command_types import (
    CommandTypeDraft,
    CommandTypeRow,
    all_command_types,
    create_command_type,
)
from tests.app.pseudo import pseudo_language, untranslated
from tests.app.settings.conftest import Show, put, wrong
from tests.support.service_desk import ServiceDesk

FIELDS = (
    Field("level", FieldKind.NUMBER, "Level", "°C", 2.5, 15),
    Field("mode", FieldKind.CHOICE, "Mode", choices=("eco", "full"), required=False),
)


def kept(desk: ServiceDesk) -> tuple[CommandTypeRow, ...]:
    with desk.store.read() as session:
        return all_command_types(session)


def lines(page: SettingsPage) -> tuple[ValueLine, ...]:
    field = page.pane.editor.form.fields["fields"]
    assert isinstance(field, RowsField)
    return tuple(line for line in field.lines() if isinstance(line, ValueLine))


def add_value(page: SettingsPage) -> ValueLine:
    field = page.pane.editor.form.fields["fields"]
    assert isinstance(field, RowsField)
    QTest.mouseClick(field.add_button, Qt.MouseButton.LeftButton)
    return lines(page)[-1]


def put_in(line: QLineEdit, text: str) -> None:
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(line, text)


def begin(desk: ServiceDesk, show: Show) -> SettingsPage:
    page = show("command_types")
    page.pane.begin_new()
    put(page, "name", "set_point")
    put(page, "label", "Set point")
    page.pane.editor.form.fields["asset_model_id"].set_value(desk.company.chiller_model.id)
    return page


def test_a_command_is_entered_with_its_values_and_who_may_send_it(desk: ServiceDesk, show: Show) -> None:
    page = begin(desk, show)
    level, mode = add_value(page), add_value(page)
    for line, text in ((level.name, "level"), (level.label, "Level"), (level.low, "2,5"), (level.high, "15")):
        put_in(line, text)
    put_in(level.unit, "°C")
    put_in(mode.name, "mode")
    put_in(mode.label, "Mode")
    QTest.keyClicks(mode.kind, "choice")
    put_in(mode.choices, "eco; full")
    QTest.keyClick(mode.required, Qt.Key.Key_Space)
    form = page.pane.editor.form
    QTest.keyClick(form.fields["dangerous"].widget, Qt.Key.Key_Space)
    put(page, "timeout_seconds", "45")
    QTest.keyClick(form.fields["restricted"].widget, Qt.Key.Key_End)
    put(page, "senders", "lou, kim")
    QTest.keyClick(form.fields["plans"].widget, Qt.Key.Key_Space)
    page.pane.save()
    (row,) = kept(desk)
    assert (row.name, row.label, row.model) == ("set_point", "Set point", "Nordfrost CX 400")
    assert (row.fields, row.dangerous, row.timeout_seconds) == (FIELDS, True, 45)
    assert row.senders == ("kim", "lou", PLANS)


def test_what_devices_of_the_model_offer_is_taken_over(desk: ServiceDesk, show: Show) -> None:
    offer = OfferedCommand("engine.speed", "Speed", FIELDS)
    told = AnnouncedDevice(desk.company.device.key, "homie", "", "", "", None, (), (offer,))
    desk.store.run("listener", announce, [told])
    page = show("command_types")
    page.pane.begin_new()
    form = page.pane.editor.form
    assert not form.fields["offer"].widget.isVisible()
    form.fields["asset_model_id"].set_value(desk.company.chiller_model.id)
    assert form.fields["offer"].widget.isVisible()
    QTest.keyClicks(form.fields["offer"].widget, "Speed")
    assert form.fields["offer"].value() == offer
    assert [form.fields[name].widget.isVisible() for name in ("name", "fields", "label")] == [False, False, True]
    page.pane.save()
    (row,) = kept(desk)
    assert (row.name, row.label, row.fields) == ("engine.speed", "Speed", FIELDS)
    page.pane.begin_new()
    form.fields["asset_model_id"].set_value(desk.company.chiller_model.id)
    assert not form.fields["offer"].widget.isVisible()  # the model knows it now


def test_a_command_that_is_read_again_is_filled_in_whole_and_deleted(desk: ServiceDesk, show: Show) -> None:
    draft = CommandTypeDraft(desk.company.chiller_model.id, "set", "Set", FIELDS, True, 45, ("kim", PLANS))
    made = desk.store.run("ada", create_command_type, draft)
    page = show("command_types")
    page.pane.show_record(made)
    form = page.pane.editor.form
    assert form.values() == {
        "asset_model_id": desk.company.chiller_model.id,
        "offer": None,
        "name": "set",
        "label": "Set",
        "fields": FIELDS,
        "dangerous": True,
        "timeout_seconds": 45,
        "restricted": True,
        "senders": "kim",
        "plans": True,
    }
    assert not page.pane.can_save()
    QTest.keyClick(form.fields["restricted"].widget, Qt.Key.Key_Home)
    assert not form.fields["senders"].widget.isVisible()
    page.pane.save()
    assert kept(desk)[0].senders == ()
    page.pane.remove()
    assert kept(desk) == ()


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("name", " ", "Give the command the name by which devices know it."),
        ("timeout_seconds", "999999", ""),
        ("senders", " , ", "Name at least one user, or let anybody send it."),
        ("senders", "x" * 121, f"“{'x' * 120}” is no name of a user."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    desk: ServiceDesk, show: Show, field: str, text: str, words: str
) -> None:
    page = begin(desk, show)
    page.pane.editor.form.fields["restricted"].set_value(field == "senders")
    put(page, field, text)
    page.pane.save()
    assert wrong(page, field) == words
    assert bool(kept(desk)) is not bool(words)


def test_a_command_without_a_model_is_refused(desk: ServiceDesk, show: Show) -> None:
    page = begin(desk, show)
    page.pane.editor.form.fields["asset_model_id"].set_value(None)
    page.pane.save()
    assert wrong(page, "asset_model_id") == "Choose the model whose devices know the command."


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        ("9", "2", "“level” can have no value: its limits exclude each other."),
        ("warm", "", "What bounds “level” has to be a number."),
    ],
)
def test_values_that_cannot_be_meant_are_refused(
    desk: ServiceDesk, show: Show, low: str, high: str, words: str
) -> None:
    page = begin(desk, show)
    line = add_value(page)
    put_in(line.name, "level")
    put_in(line.low, low)
    if high:
        put_in(line.high, high)
    page.pane.save()
    assert wrong(page, "fields") == words
    assert not kept(desk)


def test_only_what_bounds_a_kind_of_value_is_asked_for(desk: ServiceDesk, show: Show) -> None:
    page = begin(desk, show)
    line = add_value(page)
    assert [each.isVisibleTo(line) for each in (line.low, line.unit, line.choices)] == [True, True, False]
    QTest.keyClicks(line.kind, "choice")
    assert [each.isVisibleTo(line) for each in (line.low, line.unit, line.choices)] == [False, False, True]


def test_commands_of_models_are_translated(desk: ServiceDesk, show: Show) -> None:
    draft = CommandTypeDraft(desk.company.chiller_model.id, "restart", "Start anew", FIELDS, True, 45, ("kim",))
    made = desk.store.run("ada", create_command_type, draft)
    with pseudo_language():
        page = show("command_types")
        page.pane.show_record(made)
        data = frozenset(
            {
                "Airon S 11",
                "Start anew",
                "restart",
                "Nordfrost CX 400",
                "level",
                "Level",
                "mode",
                "Mode",
                "°C",
                "kim",
                "eco; full",
            }
        )
        assert untranslated(page.pane, data | {"Level, Mode", "2.5", "15", "45"}) == set()
