"""Assets and models entered, changed, moved and archived on their page, with real keys."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.assets.view import AssetsPage
from app.shared.links import Link, Mood
from domain.assets.entry_queries import AssetEntry, asset_entry
from domain.assets.model import Asset
from domain.assets.queries import search
from domain.assets.tree import BranchKey, Level
from domain.monitoring.maintenance_queries import maintenances
from tests.app.keys import CTRL, SHIFT, form, press, put, wrong
from tests.app.pseudo import pseudo_language, untranslated
from tests.support.service_desk import ServiceDesk

Show = Callable[[], AssetsPage]


@pytest.fixture
def show(desk: ServiceDesk, qtbot: QtBot) -> Show:
    def shown() -> AssetsPage:
        page = AssetsPage(desk.kit, desk.desk)
        qtbot.addWidget(page)
        page.resize(1158, 700)
        page.notice_asked.connect(desk.hear)
        with qtbot.waitExposed(page):
            page.show()
        page.set_visible_page(True)
        page.tree.setFocus()
        return page

    return shown


def entry(desk: ServiceDesk, asset_id: int) -> AssetEntry:
    with desk.store.read() as session:
        found = asset_entry(session, asset_id)
        assert found
        return found


def site_branch(page: AssetsPage, desk: ServiceDesk) -> None:
    """The cursor on the plant of the brewery."""
    page.show_record(desk.company.chiller.id)
    page.tree.choose(BranchKey(Level.SITE, desk.company.plant.id))


def test_an_asset_is_entered_at_the_site_under_the_cursor_and_shown(desk: ServiceDesk, show: Show) -> None:
    page = show()
    site_branch(page, desk)
    press(page.tree, Qt.Key.Key_N, SHIFT)
    dialog = form(page)
    assert dialog.form.values()["site_id"] == desk.company.plant.id
    put(dialog, name="Feed pump", serial="AQ-77")
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert "Choose the model" in wrong(dialog, "model_id")
    dialog.form.fields["model_id"].set_value(desk.company.chiller_model.id)
    press(dialog, Qt.Key.Key_Return, CTRL)
    made = page.record_shown()
    assert made is not None
    assert entry(desk, made).place.site_id == desk.company.plant.id
    assert desk.notices[-1].text == "Feed pump is entered."


def test_parts_are_offered_at_the_chosen_site_alone(desk: ServiceDesk, show: Show) -> None:
    page = show()
    site_branch(page, desk)
    press(page.tree, Qt.Key.Key_N, SHIFT)
    fields = form(page).form.fields
    fields["parent_id"].set_value(desk.company.chiller.id)
    assert fields["parent_id"].value() is None
    fields["site_id"].set_value(desk.company.cellar.id)
    fields["parent_id"].set_value(desk.company.chiller.id)
    assert fields["parent_id"].value() == desk.company.chiller.id


def test_the_same_serial_number_on_another_model_is_asked_about_once(desk: ServiceDesk, show: Show) -> None:
    page = show()
    site_branch(page, desk)
    press(page.tree, Qt.Key.Key_N, SHIFT)
    dialog = form(page)
    known = dialog.form.fields["same_serial"].widget
    assert not known.isVisible()
    dialog.form.fields["model_id"].set_value(desk.company.compressor_model.id)
    put(dialog, name="Twin", serial="NF000001")
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert known.isVisible()
    assert "A-00001" in wrong(dialog, "same_serial")
    QTest.keyClick(known, Qt.Key.Key_Space)
    press(dialog, Qt.Key.Key_Return, CTRL)
    with desk.store.read() as session:
        assert len(search(session, "NF000001")) == 2


def test_an_asset_is_changed_moved_and_archived(desk: ServiceDesk, show: Show) -> None:
    page, chiller = show(), desk.company.chiller.id
    page.show_record(chiller)
    press(page.tree, Qt.Key.Key_E)
    put(form(page), name="Big chiller")
    press(form(page), Qt.Key.Key_Return, CTRL)
    press(page.tree, Qt.Key.Key_M)
    dialog = form(page)
    dialog.form.fields["site_id"].set_value(desk.company.plant.id)
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert entry(desk, chiller).draft.name == "Big chiller"
    assert {entry(desk, key).place.site_id for key in (chiller, desk.company.compressor.id)} == {desk.company.plant.id}
    desk.tail()
    press(page.tree, Qt.Key.Key_Delete, CTRL)
    assert desk.notices[-1].mood is Mood.ERROR
    page.show_record(desk.company.compressor.id)
    press(page.tree, Qt.Key.Key_Delete, CTRL)
    with desk.store.read() as session:
        found = session.get(Asset, desk.company.compressor.id)
        assert found
        assert not found.active
    press(page.tree, Qt.Key.Key_Delete, SHIFT)
    press(form(page), Qt.Key.Key_Return, CTRL)
    with desk.store.read() as session:
        assert session.get(Asset, desk.company.compressor.id) is None


def test_an_asset_is_never_offered_as_its_own_part(desk: ServiceDesk, show: Show) -> None:
    page = show()
    page.show_record(desk.company.chiller.id)
    press(page.tree, Qt.Key.Key_M)
    field = form(page).form.fields["parent_id"]
    for own in (desk.company.chiller.id, desk.company.compressor.id):
        field.set_value(own)
        assert field.value() is None


def test_a_model_is_entered_and_changed(desk: ServiceDesk, show: Show) -> None:
    page = show()
    press(page.tree, Qt.Key.Key_M, SHIFT)
    dialog = form(page)
    put(dialog, maker="Nordfrost", name="CX 400", kind="chiller")
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert "already" in wrong(dialog, "name")
    put(dialog, name="CX 500")
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert desk.notices[-1].text == "Nordfrost CX 500 is entered."
    page.show_record(desk.company.chiller.id)
    press(page.tree, Qt.Key.Key_M, CTRL)
    put(form(page), name="CX 450")
    press(form(page), Qt.Key.Key_Return, CTRL)
    assert entry(desk, desk.company.chiller.id).model.name == "CX 450"


def test_the_customer_of_an_asset_is_one_key_away(desk: ServiceDesk, show: Show) -> None:
    page = show()
    asked: list[Link] = []
    page.open_asked.connect(asked.append)
    page.show_record(desk.company.chiller.id)
    press(page.tree, Qt.Key.Key_G)
    assert asked == [Link("customers", desk.company.brewery.id)]


def test_an_asset_begun_elsewhere_begins_at_that_site(desk: ServiceDesk, show: Show) -> None:
    page = show()
    page.begin_record(desk.company.ward.id)
    assert form(page).form.values()["site_id"] == desk.company.ward.id


def test_the_forms_are_translated(desk: ServiceDesk, show: Show) -> None:
    with pseudo_language():
        page = show()
        page.show_record(desk.company.chiller.id)
        for begin in (page.new_asset, page.change_asset, page.move_asset, page.models.new, page.change_model):
            begin()
            left = untranslated(form(page))
            assert {text for text in left if "·" not in text} <= {"Refrigerant circuit", "Default"}
            form(page).reject()


def test_maintenance_of_an_asset_is_entered_on_its_page(desk: ServiceDesk, show: Show) -> None:
    page = show()
    page.show_record(desk.company.chiller.id)
    press(page.tree, Qt.Key.Key_M, CTRL | SHIFT)
    dialog = form(page)
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert "Say why" in wrong(dialog, "reason")
    put(dialog, reason="Cleaning")
    press(dialog, Qt.Key.Key_Return, CTRL)
    with desk.store.read() as session:
        assert [(row.what, row.reason) for row in maintenances(session, desk.clock.now())] == [
            ("Chiller 1", "Cleaning")
        ]
