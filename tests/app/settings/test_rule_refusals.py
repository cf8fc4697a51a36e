"""What is refused of a rule is said at its field, which comes into sight."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from app.settings.rules.inputs import NumberInput
from app.settings.rules.scope_field import ScopeField
from app.settings.rules.small_fields import MoreField
from app.settings.rules.words import titles
from tests.app.settings.conftest import Show, put, wrong
from tests.app.settings.rule_hands import limit_line, metric_line, press, type_into, when
from tests.support.service_desk import ServiceDesk


def test_what_cannot_be_meant_is_refused_at_its_field_and_nothing_is_lost(desk: ServiceDesk, show: Show) -> None:
    page = show("rules")
    page.pane.begin_new()
    put(page, "name", "Nothing")
    page.pane.save()
    assert wrong(page, "when") == "Say which metric the rule watches."
    type_into(metric_line(when(page).editor, 0), "flow")
    page.pane.save()
    assert wrong(page, "when") == "The limit must be a number."
    assert page.focusWidget() is limit_line(when(page).editor, 0)
    assert page.pane.editor.form.fields["name"].value() == "Nothing"
    scope = page.pane.editor.form.fields["scope"]
    assert isinstance(scope, ScopeField)
    press(scope.what, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier)
    page.pane.save()
    assert wrong(page, "scope") == "Choose what the rule holds for."


def test_a_refusal_of_what_is_folded_away_brings_it_into_sight(desk: ServiceDesk, show: Show, qtbot: QtBot) -> None:
    page = show("rules")
    page.resize(1200, 500)
    page.pane.show_record(desk.company.rule.id)
    editor = page.pane.editor
    more, limit, seconds = (editor.form.fields[name] for name in ("more", "storm_limit", "storm_seconds"))
    limit.set_value(5)
    seconds.set_value(0)
    assert isinstance(more, MoreField)
    assert not more.is_open()
    page.pane.save()
    assert wrong(page, "storm_seconds") == "Say within how long a time."
    area = editor.findChild(QScrollArea)
    assert area is not None

    def is_in_sight() -> bool:
        top = seconds.widget.mapTo(area.viewport(), QPoint())
        return seconds.widget.isVisible() and area.viewport().rect().contains(QRect(top, seconds.widget.size()))

    qtbot.waitUntil(is_in_sight)


def test_a_refusal_of_more_about_a_condition_unfolds_the_line(desk: ServiceDesk, show: Show) -> None:
    page = show("rules")
    page.pane.show_record(desk.company.rule.id)
    (line,) = when(page).editor.lines()
    hysteresis = next(
        each for each in line.findChildren(NumberInput) if each.accessibleName() == titles()["hysteresis"]
    )
    line.unfold(shown=True)
    type_into(hysteresis, "-1")
    line.unfold(shown=False)
    page.pane.save()
    assert wrong(page, "when") == "Times and hysteresis cannot be negative or endless."
    assert line.more.isChecked()
    assert page.focusWidget() is hysteresis
