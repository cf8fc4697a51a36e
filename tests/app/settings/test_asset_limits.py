"""The section of limits that assets have for themselves."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.settings.asset_limits.limit_field import LimitField
from app.settings.view import SettingsPage
from domain.monitoring.limit_queries import limits
from domain.monitoring.limit_service import add_limit
from tests.app.pseudo import pseudo_language, untranslated
from tests.app.settings.conftest import Show, put, wrong
from tests.support.service_desk import ServiceDesk


def kept(desk: ServiceDesk) -> list[tuple[int, str, float]]:
    with desk.store.read() as session:
        return [(row.asset_id, row.name, row.value) for row in limits(session)]


def type_limit(page: SettingsPage, text: str) -> None:
    field = page.pane.editor.form.fields["value"]
    assert isinstance(field, LimitField)
    field.input.setFocus()
    QTest.keyClick(field.input, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field.input, text)


def test_an_asset_is_given_a_limit_that_is_changed_and_taken_away(desk: ServiceDesk, show: Show) -> None:
    chiller = desk.company.chiller.id
    page = show("asset_limits")
    page.pane.begin_new()
    put(page, "name", "warmest")
    type_limit(page, "14.5")
    page.pane.save()
    assert wrong(page, "asset") == "Choose an asset."
    page.pane.editor.form.fields["asset"].set_value(chiller)
    type_limit(page, "-")
    page.pane.save()
    assert wrong(page, "value") == "The limit must be a number."
    type_limit(page, "14.5")
    page.pane.save()
    assert kept(desk) == [(chiller, "warmest", 14.5)]
    type_limit(page, "0.0000001")
    page.pane.save()
    assert kept(desk) == [(chiller, "warmest", 1e-7)]
    page.pane.remove()
    assert kept(desk) == []


def test_a_limit_goes_over_to_another_asset(desk: ServiceDesk, show: Show) -> None:
    made = desk.store.run("ada", add_limit, desk.company.ward_chiller.id, "warmest", 14.0)
    page = show("asset_limits")
    page.pane.show_record(made)
    page.pane.editor.form.fields["asset"].set_value(desk.company.chiller.id)
    page.pane.save()
    assert kept(desk) == [(desk.company.chiller.id, "warmest", 14.0)]


def test_limits_of_assets_are_translated(desk: ServiceDesk, show: Show) -> None:
    made = desk.store.run("ada", add_limit, desk.company.chiller.id, "warmest", 14.0)
    with desk.store.read() as session:
        named = frozenset(row.asset for row in limits(session))
    with pseudo_language():
        page = show("asset_limits")
        page.pane.show_record(made)
        assert untranslated(page.pane, named | {"warmest"}) == set()
