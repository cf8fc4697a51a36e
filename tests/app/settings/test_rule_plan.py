"""Which response plan the alerts of a rule follow."""

import json
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.settings.exchange_field import ExchangeField
from app.settings.rules.plan_field import OwnOrderField, PlanField
from app.settings.view import SettingsPage
from domain.monitoring.plan_service import create_plan
from domain.monitoring.plans.plan import Notify
from domain.monitoring.rule_queries import rules
from tests.app.settings.conftest import Show
from tests.support.service_desk import NOW, ServiceDesk

DOWN = Qt.Key.Key_Down


def plan_of(page: SettingsPage) -> PlanField:
    field = page.pane.editor.form.fields["plan_id"]
    assert isinstance(field, PlanField)
    return field


def order_of(page: SettingsPage) -> OwnOrderField:
    field = page.pane.editor.form.fields["opens_order"]
    assert isinstance(field, OwnOrderField)
    return field


def file_of(page: SettingsPage) -> ExchangeField[object]:
    field = page.pane.editor.form.fields["file"]
    assert isinstance(field, ExchangeField)
    return field


def shown(desk: ServiceDesk, show: Show) -> SettingsPage:
    page = show("rules")
    page.pane.show_record(desk.company.rule.id)
    return page


def test_a_plan_is_chosen_and_takes_the_order_over(desk: ServiceDesk, show: Show) -> None:
    plan_id = desk.store.run("kim", create_plan, "Night", (Notify(text="Look"),))
    page = shown(desk, show)
    assert order_of(page).widget.isEnabled()
    QTest.keyClick(plan_of(page).choice.widget, DOWN)
    assert not order_of(page).widget.isEnabled()
    assert order_of(page).widget.property("text") == "Orders are seen to by the plan"
    page.pane.save()
    with desk.store.read() as session:
        (row,) = rules(session, NOW)
    assert (row.draft.plan_id, row.draft.opens_order) == (plan_id, True)
    page.pane.editor.discard()
    QTest.keyClick(plan_of(page).choice.widget, Qt.Key.Key_Up)
    assert order_of(page).widget.property("text") == "Opens a service order"


def test_the_file_of_a_rule_names_its_plan(desk: ServiceDesk, show: Show, tmp_path: Path) -> None:
    plan_id = desk.store.run("kim", create_plan, "Night", (Notify(text="Look"),))
    page = shown(desk, show)
    QTest.keyClick(plan_of(page).choice.widget, DOWN)
    path = tmp_path / "rule.json"
    file_of(page).export_to(str(path))
    assert json.loads(path.read_bytes())["plan"] == "Night"
    page.pane.begin_new()
    file_of(page).import_from(str(path))
    assert plan_of(page).value() == plan_id


def test_a_plan_of_another_company_is_missed_aloud(desk: ServiceDesk, show: Show, tmp_path: Path) -> None:
    page = shown(desk, show)
    path = tmp_path / "rule.json"
    file_of(page).export_to(str(path))
    path.write_bytes(path.read_bytes().replace(b'"plan": ""', b'"plan": "Theirs"'))
    file_of(page).import_from(str(path))
    assert "no response plan “Theirs”" in file_of(page).said.text()
    assert plan_of(page).value() is None
