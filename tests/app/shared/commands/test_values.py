"""The inputs of a command, with real keys: what is typed is sent, and what does not fit is said beside its input."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.shared.commands.value_fields import titled
from app.shared.commands.values import CommandValues
from domain.errors import Refusal
from domain.monitoring.command_fields import Field, FieldKind
from tests.app.keys import in_front

FIELDS = (
    Field("set_point", FieldKind.NUMBER, "Set point", "°C", 2, 15),
    Field("count", FieldKind.WHOLE, required=False),
    Field("boost", FieldKind.SWITCH),
    Field("mode", FieldKind.CHOICE, choices=("eco", "full"), required=False),
    Field("note", FieldKind.TEXT, required=False),
)
TITLES = [
    (Field("a"), "a"),
    (Field("a", label="Level"), "Level"),
    (Field("a", unit="°C"), "a (°C)"),
    (Field("a", low=0.5, unit="s"), "a (at least 0.5 s)"),
    (Field("a", high=2_000_000), "a (at most 2000000)"),
    (Field("a", low=-4, high=4, unit="K", required=False), "a (-4 to 4 K, optional)"),
    (Field("a", FieldKind.TEXT, required=False), "a (optional)"),
]


@pytest.fixture
def values(qtbot: QtBot) -> CommandValues:
    made = CommandValues()
    qtbot.addWidget(made)
    made.show_fields(FIELDS)
    made.show()
    in_front(made)
    return made


def put(values: CommandValues, name: str, text: str) -> None:
    widget = values.form.fields[name].widget
    widget.setFocus()
    QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(widget, text)


def wrong(values: CommandValues, name: str) -> str:
    return values.form.fields[name].widget.accessibleDescription()


@pytest.mark.parametrize(("field", "title"), TITLES)
def test_an_input_says_what_it_takes(field: Field, title: str) -> None:
    assert titled(field) == title


def test_what_is_typed_and_chosen_is_sent(values: CommandValues) -> None:
    put(values, "set_point", "7,5")
    put(values, "count", "3")
    QTest.keyClicks(values.form.fields["boost"].widget, "off")
    QTest.keyClicks(values.form.fields["mode"].widget, "full")
    put(values, "note", "soon")
    assert values.checked() == {"set_point": 7.5, "count": 3, "boost": False, "mode": "full", "note": "soon"}


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("set_point", "", "is needed"),
        ("set_point", "warm", "is a number"),
        ("set_point", "nan", "is a number"),
        ("set_point", "1e999", "is a number"),
        ("set_point", "16", "at most 15 °C"),
        ("count", "1.5", "whole number"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_input(values: CommandValues, name: str, text: str, words: str) -> None:
    values.set_values({"set_point": 7, "boost": True})
    put(values, name, text)
    if not text:
        QTest.keyClick(values.form.fields[name].widget, Qt.Key.Key_Backspace)
    with pytest.raises(Refusal, match=words):
        values.checked()
    assert words in wrong(values, name)
    assert values.form.fields[name].widget.hasFocus()


def test_nothing_is_switched_that_nobody_chose(values: CommandValues) -> None:
    put(values, "set_point", "7")
    with pytest.raises(Refusal, match="“boost” is needed"):
        values.checked()


def test_what_may_be_left_out_can_be_left_out_again(values: CommandValues) -> None:
    values.set_values({"set_point": 7, "boost": True, "mode": "eco"})
    QTest.keyClick(values.form.fields["mode"].widget, Qt.Key.Key_Home)
    assert values.checked() == {"set_point": 7, "boost": True}


def test_another_command_keeps_what_it_asks_for_as_well(qtbot: QtBot, values: CommandValues) -> None:
    put(values, "set_point", "9")
    values.show_fields((FIELDS[0], Field("delay", FieldKind.WHOLE, required=False)))
    assert values.checked() == {"set_point": 9}
    with qtbot.waitSignal(values.edited):
        put(values, "delay", "5")
    assert values.checked() == {"set_point": 9, "delay": 5}


def test_a_command_without_values_asks_for_none(values: CommandValues) -> None:
    values.show_fields(())
    assert values.checked() == {}
