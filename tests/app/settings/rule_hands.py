"""The hands of the tests of rules: where conditions are typed, and how."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.settings.rules.condition_editor import ConditionEditor
from app.settings.rules.condition_field import ConditionField
from app.settings.rules.inputs import NumberInput
from app.settings.rules.metric_inputs import LimitInput, MeasureInput
from app.settings.view import SettingsPage

ALT = Qt.KeyboardModifier.AltModifier


def when(page: SettingsPage) -> ConditionField:
    field = page.pane.editor.form.fields["when"]
    assert isinstance(field, ConditionField)
    return field


def metric_line(editor: ConditionEditor, at: int) -> QWidget:
    chooser = editor.lines()[at].findChild(MeasureInput)
    assert chooser is not None
    line = chooser.chooser.lineEdit()
    assert line is not None
    return line


def limit_line(editor: ConditionEditor, at: int) -> NumberInput:
    limit = editor.lines()[at].findChild(LimitInput)
    assert limit is not None
    return limit.number


def type_into(widget: QWidget, text: str) -> None:
    widget.setFocus()
    QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(widget, text)


def press(widget: QWidget | None, key: Qt.Key, modifier: Qt.KeyboardModifier = ALT) -> None:
    assert widget is not None
    QTest.keyClick(widget, key, modifier)
