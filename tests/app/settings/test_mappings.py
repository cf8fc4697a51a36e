"""The section of mappings: messages that were just received, clicked together to a mapping."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.settings.exchange_field import ExchangeField
from app.settings.mappings.guessing import guessed
from app.settings.mappings.heard_field import HeardField
from app.settings.mappings.heard_rows import HeardRow, Pick
from app.settings.mappings.metric_line import MetricLine
from app.settings.mappings.picking import picked
from app.settings.mappings.values import draft_of, values_of
from app.settings.view import SettingsPage
from domain.clock import to_ms
from domain.monitoring.mapping_queries import MappingRow, mappings
from domain.monitoring.mapping_service import MappingDraft, create_mapping
from domain.monitoring.mappings.definition import (
    MappedCommands,
    MappedMetric,
    MappedStatus,
    MappedTime,
    MappingDefinition,
    PayloadKind,
    TimeUnit,
    ValueType,
)
from domain.monitoring.mappings.paths import Path as Steps
from domain.monitoring.telemetry import overhearing
from domain.monitoring.telemetry.overhearing import Overheard
from tests.app.settings.conftest import Show, put, wrong
from tests.support.service_desk import ServiceDesk

TOPIC = "plant/hall/p1/state"
PAYLOAD = json.dumps({"oil": {"temp_f": 68.0, "level": [1, 2]}, "run": True}).encode()


def heard_of(page: SettingsPage) -> HeardField:
    field = page.pane.editor.form.fields["heard"]
    assert isinstance(field, HeardField)
    return field


def publish(desk: ServiceDesk, payload: bytes = PAYLOAD, topic: str = TOPIC) -> None:
    now = to_ms(desk.kit.times.now())
    with desk.desk.telemetry.write() as connection:
        overhearing.keep(connection, [Overheard(topic, 0, now, payload, len(payload), "")])


def listening(page: SettingsPage, desk: ServiceDesk) -> HeardField:
    page.pane.begin_new()
    publish(desk)
    field = heard_of(page)
    QTest.mouseClick(field.listen_button, Qt.MouseButton.LeftButton)
    assert topics(field) == 1
    field.tree.expandAll()
    return field


def topics(field: HeardField) -> int:
    return sum(row.parent_id is None for row in field.tree.rows())


def line(field: HeardField, name: str) -> HeardRow:
    return next(row for row in field.tree.rows() if row.name == name and row.pick)


def click(field: HeardField, name: str) -> None:
    assert field.tree.choose(line(field, name).id)
    at = field.tree.visualRect(field.tree.currentIndex()).center()
    QTest.mouseClick(field.tree.viewport(), Qt.MouseButton.LeftButton, pos=at)


def stored(desk: ServiceDesk) -> tuple[MappingRow, ...]:
    with desk.desk.store.read() as session:
        return mappings(session)


def test_values_and_parts_of_the_topic_are_clicked_together_and_kept(show: Show, desk: ServiceDesk) -> None:
    page = show("mappings")
    field = listening(page, desk)
    put(page, "name", "presses")
    click(field, "temp_f")
    click(field, "temp_f")
    click(field, "p1")
    click(field, "hall")
    assert field.preview.toPlainText() == "mapping:presses/hall/p1  oil_temp_f = 68 °F"
    page.pane.save()
    (row,) = stored(desk)
    assert (row.name, row.active) == ("presses", True)
    assert row.definition == MappingDefinition(
        "plant/{part2}/{device}/state",
        ("part2", "device"),
        metrics=(MappedMetric("oil.temp_f", "oil_temp_f", given="°F", unit="°F"),),
    )


def test_where_devices_take_commands_is_said_with_what_is_sent(show: Show, desk: ServiceDesk) -> None:
    page = show("mappings")
    page.pane.begin_new()
    form = page.pane.editor.form
    for name, text in (("name", "presses"), ("topic", "plant/{device}/state"), ("device", "device")):
        put(page, name, text)
    QTest.keyClick(form.fields["all_numbers"].widget, Qt.Key.Key_Space)
    assert not form.fields["commands_payload"].widget.isVisible()
    put(page, "commands_topic", "plant/{device}/state")
    page.pane.save()
    assert wrong(page, "commands_topic") == "Commands would be heard there as messages of the device."
    put(page, "commands_topic", "plant/{device}/do/{command}")
    put(page, "commands_payload", '{"set": {value}}')
    page.pane.save()
    (row,) = stored(desk)
    assert row.definition.commands == MappedCommands("plant/{device}/do/{command}", '{"set": {value}}')


def test_factor_and_offset_keep_all_their_digits(show: Show, desk: ServiceDesk) -> None:
    pound = MappedMetric("mass", "mass", scale=0.45359237, offset=-459.67 * 5 / 9)
    draft = MappingDraft("scales", MappingDefinition("{device}", ("device",), metrics=(pound,)))
    desk.store.run("kim", create_mapping, draft)
    page = show("mappings")
    page.pane.list.choose(stored(desk)[0].id)
    assert not page.pane.editor.can_save()
    put(page, "name", "balance")
    page.pane.save()
    (row,) = stored(desk)
    assert (row.name, row.definition.metrics) == ("balance", (pound,))


def test_a_factor_that_is_no_number_stays_as_it_was_typed(show: Show, desk: ServiceDesk) -> None:
    page = show("mappings")
    field = listening(page, desk)
    click(field, "temp_f")
    (metric,) = page.findChildren(MetricLine)
    metric.scale.setFocus()
    QTest.keyClicks(metric.scale, "9/5")
    metric.set_value(metric.value())
    assert metric.scale.text() == "9/5"


def test_a_value_is_chosen_with_the_keyboard_too(show: Show, desk: ServiceDesk) -> None:
    page = show("mappings")
    field = listening(page, desk)
    field.tree.setFocus()
    field.tree.choose(line(field, "run").id)
    QTest.keyClick(field.tree, Qt.Key.Key_Return)
    (metric,) = page.pane.editor.values()["metrics"]
    assert (metric.path, metric.type) == ("run", ValueType.BOOLEAN)


def test_looking_ends_with_the_page(show: Show, desk: ServiceDesk) -> None:
    page = show("mappings")
    listening(page, desk)
    now = to_ms(desk.kit.times.now())
    with desk.desk.telemetry.read() as connection:
        assert overhearing.filters(connection, now) == ("#",)
    page.show_section("skills")
    with desk.desk.telemetry.read() as connection:
        assert overhearing.filters(connection, now) == ()


def test_topics_that_cannot_be_listened_to_are_said(show: Show, desk: ServiceDesk) -> None:
    page = show("mappings")
    page.pane.begin_new()
    field = heard_of(page)
    field.filter.setText("a/#/b")
    QTest.mouseClick(field.listen_button, Qt.MouseButton.LeftButton)
    assert not field.listen_button.isChecked()
    assert "#" in field.said.text()


def test_what_cannot_be_meant_is_said_beside_its_field(show: Show, desk: ServiceDesk) -> None:
    page = show("mappings")
    field = listening(page, desk)
    put(page, "name", "presses")
    click(field, "temp_f")
    page.pane.save()
    assert wrong(page, "device") == "Say which part of the topic is the device."
    click(field, "p1")
    line = page.pane.editor.form.fields["metrics"].lines()[0]  # type: ignore[attr-defined]
    line.unit.setFocus()
    QTest.keyClick(line.unit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(line.unit, "bar")
    page.pane.save()
    assert wrong(page, "metrics") == "Value 1: °F cannot be converted to bar."
    assert stored(desk) == ()


def test_a_mapping_is_duplicated_switched_and_deleted(show: Show, desk: ServiceDesk) -> None:
    page = show("mappings")
    field = listening(page, desk)
    put(page, "name", "presses")
    click(field, "temp_f")
    click(field, "p1")
    page.pane.save()
    switch, copy = page.pane.section.deeds
    page.pane.do(copy)
    assert [(row.name, row.active) for row in stored(desk)] == [("presses", True), ("presses (copy)", False)]
    page.pane.do(switch)
    assert [row.active for row in stored(desk)] == [False, False]
    page.pane.remove()
    assert [row.name for row in stored(desk)] == ["presses (copy)"]


def test_a_mapping_goes_into_a_file_and_comes_back(show: Show, desk: ServiceDesk, tmp_path: Path) -> None:
    page = show("mappings")
    field = listening(page, desk)
    put(page, "name", "presses")
    click(field, "temp_f")
    click(field, "p1")
    file = page.pane.editor.form.fields["file"]
    assert isinstance(file, ExchangeField)
    file.export_to(str(tmp_path / "presses.json"))
    page.pane.editor.discard()
    assert page.pane.editor.values()["topic"] == ""
    (tmp_path / "bad.json").write_bytes(b"{}")
    file.import_from(str(tmp_path / "bad.json"))
    assert "no mapping" in file.said.text()
    file.import_from(str(tmp_path / "presses.json"))
    assert file.said.isHidden()
    assert page.pane.editor.values()["topic"] == "plant/hall/{device}/state"
    page.pane.save()
    assert [row.name for row in stored(desk)] == ["presses"]


def test_the_tree_follows_what_comes(show: Show, desk: ServiceDesk) -> None:
    page = show("mappings")
    field = listening(page, desk)
    publish(desk, b"12;5", "plant/a")
    publish(desk, b"[" * 5000, "plant/b")
    with desk.desk.telemetry.read() as connection:
        field.show_messages(overhearing.newest(connection))
    assert topics(field) == 3
    field.show_messages(())
    assert topics(field) == 0


FULL = MappingDefinition(
    "p/{device}/{m}",
    ("device",),
    device_path="id",
    metric="m",
    records="r[*]",
    metrics=(MappedMetric("a", "a"),),
    all_numbers=True,
    time=MappedTime("t", TimeUnit.PATTERN, "Europe/Berlin", "%d.%m.%Y %H:%M"),
    status=MappedStatus(path="s", online=("up", "run"), offline=("down",)),
    commands=MappedCommands("do/{device}", '{"set": {value}}'),
)


def test_the_form_keeps_all_of_a_mapping() -> None:
    row = MappingRow(1, "x", FULL, active=False, version=1)
    draft = draft_of(values_of(row))
    assert (draft.name, draft.active, draft.definition) == ("x", False, FULL)


GUESSES: list[tuple[Steps, object, MappedMetric]] = [
    (("oil", "temperature"), 20.5, MappedMetric("oil.temperature", "oil_temperature", given="°C", unit="°C")),
    (("tempF",), 20.5, MappedMetric("tempF", "tempf", given="°F", unit="°F")),
    (("energy_kwh",), "7", MappedMetric("energy_kwh", "energy_kwh", given="kWh", unit="kWh")),
    (("druck_mbar",), "7,5", MappedMetric("druck_mbar", "druck_mbar", "", ValueType.COMMA, "mbar", "mbar")),
    (("a", 0), 1, MappedMetric("a[0]", "a")),
    (("mode",), "auto", MappedMetric("mode", "mode", type=ValueType.TEXT)),
    (("open",), False, MappedMetric("open", "open", type=ValueType.BOOLEAN)),
]


@pytest.mark.parametrize(("path", "raw", "expected"), GUESSES)
def test_name_type_and_unit_are_guessed(path: Steps, raw: object, expected: MappedMetric) -> None:
    assert guessed(path, raw) == expected


def test_a_bare_value_that_is_clicked_on_is_the_message() -> None:
    changes = picked(values_of(None), Pick("plant/p1/temp", path=(), raw=21.5))
    assert changes["payload"] is PayloadKind.VALUE
    assert changes["metrics"] == (MappedMetric("", "temp", given="°C", unit="°C"),)


TIMES: list[tuple[object, TimeUnit]] = [
    (1_764_000_000, TimeUnit.SECONDS),
    (1_764_000_000_000, TimeUnit.MILLISECONDS),
    (1_764_000_000_000_000, TimeUnit.MICROSECONDS),
    ("2025-11-24T16:00:00Z", TimeUnit.ISO),
]


@pytest.mark.parametrize(("raw", "unit"), TIMES)
def test_a_time_that_is_clicked_on_is_the_time(raw: object, unit: TimeUnit) -> None:
    changes = picked(values_of(None), Pick("plant/p1", path=("ts",), raw=raw))
    assert changes == {"topic": "plant/p1", "time_path": "ts", "time_unit": unit}
    again = picked({**values_of(None), "time_path": "other"}, Pick("plant/p1", path=("ts",), raw=raw))
    assert "metrics" in again
