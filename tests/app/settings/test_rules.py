"""The section of rules."""

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.settings.exchange_field import ExchangeField
from app.settings.rules.condition_editor import ConditionEditor
from app.settings.rules.level_line import LevelLine
from app.settings.rules.small_fields import MoreField
from app.shared.rows_field import RowsField
from domain.monitoring.definitions.condition import Above, All, Below, NoData
from domain.monitoring.definitions.definition import Clearing, Definition, Level
from domain.monitoring.definitions.measure import Measure, OfAsset
from domain.monitoring.definitions.schedule import Schedule, Window
from domain.monitoring.definitions.simple import above
from domain.monitoring.model import Grouping
from domain.monitoring.occurrences import Occurrence, raise_alert
from domain.monitoring.rule_queries import RuleRow, rules
from domain.monitoring.rule_service import RuleDraft, create_rule
from domain.words import Severity
from tests.app.pseudo import pseudo_language, untranslated
from tests.app.settings.conftest import Show, is_of_the_system, put, wrong
from tests.app.settings.rule_hands import limit_line, metric_line, press, type_into, when
from tests.support.service_desk import NOW, ServiceDesk

THEIRS = frozenset({"Refrigerant circuit", "chiller", "compressor", "Supply temperature", "°C"})
ALT = Qt.KeyboardModifier.AltModifier
RICH = RuleDraft(
    "Warm or silent",
    Definition(
        All((Above(Measure("supply_temperature"), OfAsset("warmest", 12.0), 1.0), NoData(600.0, "flow"))),
        duration=300.0,
        clear_when=Below(Measure("supply_temperature"), 9.0),
        clear_duration=60.0,
        reopens=900.0,
        levels=(Level(Severity.CRITICAL, Above(Measure("supply_temperature"), 20.0)),),
        schedule=Schedule("Europe/Berlin", (Window((0, 1, 2, 3, 4), 480, 1020), Window((5,), 1320, 360))),
        zone="Europe/Berlin",
    ),
    Severity.MINOR,
    kind="chiller",
    minutes=45,
    advice="Look at the pump.",
    grouping=Grouping.SITE,
    storm_limit=5,
    storm_seconds=600,
    quiet_while_visited=False,
)


def kept(desk: ServiceDesk) -> dict[str, RuleRow]:
    with desk.store.read() as session:
        return {row.name: row for row in rules(session, NOW)}


def test_a_simple_rule_is_a_metric_above_a_limit_for_a_time(desk: ServiceDesk, show: Show) -> None:
    page = show("rules")
    page.pane.begin_new()
    put(page, "name", "Too warm")
    press(metric_line(when(page).editor, 0), Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier)
    type_into(limit_line(when(page).editor, 0), "14.5")
    assert when(page).words.text() == "Supply temperature above 14.5 °C for 5 minutes"
    page.pane.save()
    made = kept(desk)["Too warm"].draft
    assert made == RuleDraft("Too warm", above("supply_temperature", 14.5, duration=300), Severity.MAJOR)


def test_all_that_a_rule_says_is_shown_and_kept_as_it_is(desk: ServiceDesk, show: Show) -> None:
    made = desk.store.run("ada", create_rule, RICH)
    page = show("rules")
    page.pane.show_record(made)
    more = page.pane.editor.form.fields["more"]
    assert isinstance(more, MoreField)
    assert more.is_open()
    assert not page.pane.can_save()
    put(page, "name", "Still the same")
    page.pane.save()
    row = kept(desk)["Still the same"]
    assert row.draft.definition == RICH.definition
    assert (row.draft.storm_limit, row.draft.grouping, row.draft.kind) == (5, Grouping.SITE, "chiller")


def test_a_condition_is_shaped_by_keys_alone(desk: ServiceDesk, show: Show) -> None:
    page = show("rules")
    page.pane.begin_new()
    editor = when(page).editor
    type_into(metric_line(editor, 0), "flow")
    type_into(limit_line(editor, 0), "3")
    press(page.focusWidget(), Qt.Key.Key_Insert)
    type_into(limit_line(editor, 2), "9")
    assert editor.value() == All((Above(Measure("flow"), 3.0), Above(Measure("flow"), 9.0)))
    press(page.focusWidget(), Qt.Key.Key_Up)
    assert editor.value() == All((Above(Measure("flow"), 9.0), Above(Measure("flow"), 3.0)))
    assert page.focusWidget() is editor.lines()[1].kind
    press(page.focusWidget(), Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier)
    assert editor.value() == All((Below(Measure("flow"), 9.0), Above(Measure("flow"), 3.0)))
    press(page.focusWidget(), Qt.Key.Key_Delete)
    press(editor.lines()[0].kind, Qt.Key.Key_Left)
    assert editor.value() == Above(Measure("flow"), 3.0)


def test_a_new_rule_is_put_into_words_once_a_metric_is_chosen(show: Show) -> None:
    page = show("rules")
    page.pane.begin_new()
    assert when(page).words.text() == "Choose a metric."
    type_into(metric_line(when(page).editor, 0), "flow")
    type_into(limit_line(when(page).editor, 0), "3")
    assert when(page).words.text().startswith("flow above 3")


def test_a_condition_is_shaped_by_the_mouse(desk: ServiceDesk, show: Show) -> None:
    page = show("rules")
    page.pane.begin_new()
    editor = when(page).editor
    QTest.mouseClick(editor.lines()[0].add_button, Qt.MouseButton.LeftButton)
    assert len(editor.lines()) == 3
    QTest.mouseClick(editor.lines()[2].remove_button, Qt.MouseButton.LeftButton)
    assert len(editor.lines()) == 2
    wraps = [action for action in editor.lines()[1].deeds.menu().actions() if action.text() == "Put into “not this”"]
    wraps[0].trigger()
    assert [type(line.place.part).__name__ for line in editor.lines()] == ["All", "Not", "Above"]
    QTest.mouseClick(editor.lines()[2].more, Qt.MouseButton.LeftButton)
    assert editor.lines()[2].more.isChecked()


def test_a_rule_is_switched_duplicated_and_deleted_unless_it_raised_alerts(desk: ServiceDesk, show: Show) -> None:
    rule = desk.company.rule
    page = show("rules")
    page.pane.show_record(rule.id)
    deeds = {deed.name: deed for deed in page.pane.section.deeds}
    page.pane.do(deeds["rule_switch"])
    page.pane.do(deeds["rule_copy"])
    found = kept(desk)
    assert not found[rule.name].draft.active
    copy = found[f"{rule.name} (copy)"]
    page.pane.show_record(copy.id)
    page.pane.remove()
    assert f"{rule.name} (copy)" not in kept(desk)
    seen = Occurrence(rule.id, desk.company.chiller.id, desk.company.device.id, NOW, NOW, 1, 13.0, 13.0, 13.0)
    desk.store.run("listener", raise_alert, seen)
    page.pane.show_record(rule.id)
    page.pane.remove()
    assert "switch it off instead" in page.pane.editor.form.general()
    assert (kept(desk)[rule.name].open_alerts, kept(desk)[rule.name].lately) == (1, 1)


def test_a_rule_goes_to_a_file_and_comes_back(desk: ServiceDesk, show: Show, tmp_path: Path) -> None:
    made = desk.store.run("ada", create_rule, RICH)
    page = show("rules")
    page.pane.show_record(made)
    file = page.pane.editor.form.fields["file"]
    assert isinstance(file, ExchangeField)
    path = tmp_path / "rule.json"
    file.export_to(str(path))
    assert json.loads(path.read_text())["holds_for"] == {"what": "kind", "name": "chiller"}
    page.pane.remove()
    page.pane.begin_new()
    file.import_from(str(path))
    page.pane.save()
    assert kept(desk)[RICH.name].draft == RICH


@pytest.mark.parametrize(
    ("content", "says"), [(b"{", "not JSON"), (b"{}", "no rule"), (None, "The file cannot be read")]
)
def test_a_file_that_is_no_rule_is_refused_and_the_form_stays(
    desk: ServiceDesk, show: Show, tmp_path: Path, content: bytes | None, says: str
) -> None:
    page = show("rules")
    page.pane.begin_new()
    put(page, "name", "Mine")
    path = tmp_path / "rule.json"
    if content is not None:
        path.write_bytes(content)
    file = page.pane.editor.form.fields["file"]
    assert isinstance(file, ExchangeField)
    file.import_from(str(path))
    assert says in file.said.text()
    assert page.pane.editor.form.fields["name"].value() == "Mine"


def test_how_an_alert_ends_shows_what_that_needs(desk: ServiceDesk, show: Show) -> None:
    page = show("rules")
    page.pane.begin_new()
    fields = page.pane.editor.form.fields
    more = fields["more"]
    assert isinstance(more, MoreField)
    assert not fields["clearing"].widget.isVisible()
    QTest.mouseClick(more.button, Qt.MouseButton.LeftButton)
    assert fields["clear_when"].widget.isVisible()
    fields["clearing"].set_value(Clearing.SILENCE)
    assert fields["silence"].widget.isVisible()
    assert not fields["clear_when"].widget.isVisible()


def test_the_list_of_rules_is_a_sound_model(desk: ServiceDesk, show: Show, qtmodeltester: Any) -> None:
    qtmodeltester.check(show("rules").pane.list.model())


def test_rules_are_translated(desk: ServiceDesk, show: Show) -> None:
    made = desk.store.run("ada", create_rule, RICH)
    with desk.store.read() as session:
        names = frozenset(row.name for row in rules(session, NOW))
    with pseudo_language():
        page = show("rules")
        page.pane.show_record(made)
        for editor in page.findChildren(ConditionEditor):
            assert editor.lines()
        said = untranslated(page.pane, names | THEIRS)
        assert {word for word in said if not is_of_the_system(word)} == set()


def test_rules_of_one_shape_are_shown_by_the_same_lines(desk: ServiceDesk, show: Show) -> None:
    made = desk.store.run("ada", create_rule, RuleDraft("Flow", above("flow", 3.0), Severity.MINOR))
    page = show("rules")
    page.pane.show_record(desk.company.rule.id)
    editor = when(page).editor
    (line,) = editor.lines()
    page.pane.list.choose(made)
    assert editor.lines() == (line,)
    assert (editor.value(), limit_line(editor, 0).text()) == (Above(Measure("flow"), 3.0), "3")
    assert not page.pane.can_save()
    page.pane.list.choose(desk.company.rule.id)
    assert limit_line(editor, 0).text() == "12"
    assert not page.pane.can_save()


def test_a_heavier_severity_is_added_and_kept(desk: ServiceDesk, show: Show) -> None:
    page = show("rules")
    page.pane.show_record(desk.company.rule.id)
    fields = page.pane.editor.form.fields
    more, levels = fields["more"], fields["levels"]
    assert isinstance(more, MoreField)
    assert isinstance(levels, RowsField)
    QTest.mouseClick(more.button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(levels.add_button, Qt.MouseButton.LeftButton)
    (level,) = levels.lines()
    assert isinstance(level, LevelLine)
    type_into(metric_line(level.editor, 0), "flow")
    page.pane.save()
    assert wrong(page, "levels") == "The limit must be a number."
    type_into(limit_line(level.editor, 0), "20")
    page.pane.save()
    draft = kept(desk)[desk.company.rule.name].draft
    assert draft.definition.levels == (Level(Severity.WARNING, Above(Measure("flow"), 20.0)),)
