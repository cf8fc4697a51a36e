"""Groups of assets in the settings, and the list of assets narrowed to one."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.assets.view import AssetsPage
from app.shared.filters import FilterButton
from domain.assets.entry_queries import asset_entry
from domain.assets.group_queries import asset_groups
from tests.app.keys import CTRL, SHIFT, form, press
from tests.app.settings.conftest import Show, put, wrong
from tests.support.in_front import in_front
from tests.support.service_desk import ServiceDesk


def test_a_group_is_made_and_a_second_one_of_that_name_is_refused(desk: ServiceDesk, show: Show) -> None:
    page = show("asset_groups")
    for name in ("Cold rooms", "cold rooms"):
        page.pane.begin_new()
        put(page, "name", name)
        page.pane.save()
    assert wrong(page, "name") == "There is a group “cold rooms” already."
    with desk.store.read() as session:
        assert [row.name for row in asset_groups(session)] == ["Cold rooms"]


def test_an_asset_is_put_into_a_group_and_found_by_it(desk: ServiceDesk, show: Show, qtbot: QtBot) -> None:
    settings = show("asset_groups")
    settings.pane.begin_new()
    put(settings, "name", "Cold rooms")
    settings.pane.save()
    page = in_front(AssetsPage(desk.kit, desk.desk), desk, qtbot)
    page.show_record(desk.company.chiller.id)
    press(page.tree, Qt.Key.Key_E)
    dialog = form(page)
    group = dialog.form.fields["group_id"].widget
    group.setFocus()
    QTest.keyClick(group, Qt.Key.Key_Down)
    press(dialog, Qt.Key.Key_Return, CTRL)
    with desk.store.read() as session:
        entry = asset_entry(session, desk.company.chiller.id)
        assert entry
        assert entry.draft.group_id is not None
    button = page.findChild(FilterButton, "filter_group")
    assert isinstance(button, FilterButton)
    button.menu().actions()[2].trigger()
    assert button.text() == "Cold rooms"
    assert [row.id for row in page.found.rows()] == [desk.company.chiller.id]
    button.menu().actions()[0].trigger()
    assert page.tree.isVisible()


def test_what_is_intangible_is_entered_without_a_serial_number(desk: ServiceDesk, qtbot: QtBot) -> None:
    page = in_front(AssetsPage(desk.kit, desk.desk), desk, qtbot)
    page.show_record(desk.company.chiller.id)
    press(page.tree, Qt.Key.Key_N, SHIFT)
    dialog = form(page)
    fields = dialog.form.fields
    fields["name"].widget.setFocus()
    QTest.keyClicks(fields["name"].widget, "Licence")
    fields["model_id"].set_value(desk.company.chiller_model.id)
    fields["intangible"].widget.setFocus()
    QTest.keyClick(fields["intangible"].widget, Qt.Key.Key_Space)
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert desk.notices[-1].text == "Licence is entered."
