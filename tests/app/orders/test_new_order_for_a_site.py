"""An order for a place without an asset, opened by real keys."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from app.orders.new_order import NewOrderDialog
from app.orders.view import OrdersPage
from app.shared.links import Link
from domain.agreements.model import Agreement
from domain.orders.model import Origin
from domain.orders.queries import OpenOrder
from domain.orders.service import OrderDraft, open_order
from domain.reporting.order_detail import OrderDetail, order
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from tests.app.keys import in_front
from tests.app.orders.page import open_one, press, show_page, type_here
from tests.support.service_desk import ServiceDesk


def asking(page: OrdersPage, qtbot: QtBot) -> NewOrderDialog:
    press(page, Qt.Key.Key_N)
    qtbot.waitUntil(page.new_order.isVisible)
    return page.new_order


def search(form: NewOrderDialog, words: str, qtbot: QtBot) -> list[str]:
    """What the list says after these words were typed."""
    type_here(form, words)
    qtbot.waitUntil(form.asset.hits.isVisible)
    return [form.asset.hits.item(at).text() for at in range(form.asset.hits.count())]


def read(desk: ServiceDesk, order_id: int | None) -> OrderDetail:
    with desk.store.read() as session:
        found = order(session, order_id or 0)
    assert found
    return found


def words_of(form: NewOrderDialog, name: str) -> list[str]:
    combo = form.form.fields[name].widget
    assert isinstance(combo, QComboBox)
    return [combo.itemText(at) for at in range(combo.count())]


def test_sites_follow_the_assets_and_say_what_they_are(desk: ServiceDesk, qtbot: QtBot) -> None:
    form = asking(shown(desk, qtbot), qtbot)
    found = search(form, "harbour", qtbot)
    assert [text.splitlines()[0] for text in found] == [
        "A-00001  Chiller 1",
        "A-00002  Compressor of chiller 1",
        "Harbour Brewery · Cellar, Hamburg",
        "Harbour Brewery · Plant North, Hamburg",
    ]
    assert found[2].splitlines()[1] == "Site · Kai 1"


def test_an_order_for_a_site_is_opened_with_the_keyboard_alone(desk: ServiceDesk, qtbot: QtBot) -> None:
    page = shown(desk, qtbot)
    form = asking(page, qtbot)
    search(form, "plant north", qtbot)
    press(form, Qt.Key.Key_Return)
    assert form.asset.line.text() == "Harbour Brewery · Plant North, Hamburg"
    type_here(form, "Smells of gas")
    press(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not form.isVisible()
    detail = read(desk, page.record_shown())
    assert (detail.title, detail.asset, detail.skills) == ("Smells of gas", None, ())
    assert (detail.site, detail.customer) == ("Plant North", "Harbour Brewery")


def test_up_goes_round_to_the_sites_at_the_end(desk: ServiceDesk, qtbot: QtBot) -> None:
    form = asking(shown(desk, qtbot), qtbot)
    search(form, "harbour", qtbot)
    press(form, Qt.Key.Key_Up)
    press(form, Qt.Key.Key_Up)
    press(form, Qt.Key.Key_Return)
    assert form.asset.line.text() == "Harbour Brewery · Cellar, Hamburg"


def test_the_card_shows_the_site_and_what_is_open_there(desk: ServiceDesk, qtbot: QtBot) -> None:
    open_one(desk, "Leaks")
    desk.store.run("ada", _open_at, desk.company.cellar.id, 1)
    form = asking(shown(desk, qtbot), qtbot)
    search(form, "cellar hamburg", qtbot)
    press(form, Qt.Key.Key_Up)
    press(form, Qt.Key.Key_Return)
    told = form.beside.words()
    for words in ("Cellar", "Harbour Brewery", "Kai 1", "2 orders are open there already:", "Leaks", "Visit 0"):
        assert words in told


def test_a_site_with_many_open_orders_shows_the_newest(desk: ServiceDesk, qtbot: QtBot) -> None:
    desk.store.run("ada", _open_at, desk.company.ward.id, 11)
    form = asking(shown(desk, qtbot), qtbot)
    search(form, "east wing", qtbot)
    press(form, Qt.Key.Key_Up)
    press(form, Qt.Key.Key_Return)
    assert "11 orders are open there already, the newest:" in form.beside.words()
    shown_orders = [each.text().split("  ")[1] for each in form.beside.findChildren(QPushButton)]
    assert shown_orders == [f"Visit {at}" for at in range(10, 2, -1)]


def test_contacts_and_agreements_are_those_of_the_sites_customer(desk: ServiceDesk, qtbot: QtBot) -> None:
    desk.store.run("setup", _agreement, desk.company.brewery.id)
    form = asking(shown(desk, qtbot), qtbot)
    search(form, "plant north", qtbot)
    press(form, Qt.Key.Key_Return)
    assert words_of(form, "contact") == ["–", "Ada Berg, Owner, 1"]
    assert words_of(form, "agreement") == ["–", "AG-7 Full care"]


def test_another_place_takes_the_skill_of_the_asset_with_it(desk: ServiceDesk, qtbot: QtBot) -> None:
    form = asking(shown(desk, qtbot), qtbot)
    search(form, "NF000001", qtbot)
    press(form, Qt.Key.Key_Return)
    assert form.form.fields["skills"].value() == {desk.company.skill.id}
    form.asset.line.setFocus()
    form.asset.line.selectAll()
    search(form, "plant north", qtbot)
    press(form, Qt.Key.Key_Return)
    assert form.form.fields["skills"].value() == frozenset()


def test_what_is_found_too_late_is_not_shown_beside_nothing(desk: ServiceDesk, qtbot: QtBot) -> None:
    form = asking(shown(desk, qtbot), qtbot)
    search(form, "plant north", qtbot)
    press(form, Qt.Key.Key_Return)
    form.asset.line.setFocus()
    press(form, Qt.Key.Key_Backspace)
    form.beside.show_orders([OpenOrder(1, "SO-1", "Leaks", Priority.LOW, "New", None)])
    assert "Leaks" not in form.beside.words()
    assert "open there already:" not in form.beside.words()


def test_nothing_found_says_so_in_words(desk: ServiceDesk, qtbot: QtBot) -> None:
    form = asking(shown(desk, qtbot), qtbot)
    assert search(form, "elephant", qtbot) == [
        "No asset and no site has this in number, name, serial, site or customer."
    ]


def shown(desk: ServiceDesk, qtbot: QtBot) -> OrdersPage:
    page = show_page(desk, qtbot, 1300)
    page.focus_first()
    return page


def _open_at(work: UnitOfWork, site_id: int, count: int) -> None:
    for at in range(count):
        open_order(work, OrderDraft(f"Visit {at}", Priority.LOW, Origin.HAND, 60, site_id=site_id))


def _agreement(work: UnitOfWork, customer_id: int) -> None:
    work.add(
        Agreement(number="AG-7", name="Full care", customer_id=customer_id, starts_on=date(2026, 1, 1)),
        "agreement.created",
    )


@pytest.mark.parametrize(("key", "page_key"), [(Qt.Key.Key_C, "customers"), (Qt.Key.Key_A, "assets")])
def test_what_is_missing_is_entered_on_its_page_and_what_was_typed_waits(
    desk: ServiceDesk, qtbot: QtBot, key: Qt.Key, page_key: str
) -> None:
    page = shown(desk, qtbot)
    asked: list[Link] = []
    page.open_asked.connect(asked.append)
    form = asking(page, qtbot)
    put_title = form.form.fields["title"].widget
    put_title.setFocus()
    type_here(form, "No heating")
    in_front(form)
    press(form, key, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(form.isHidden)  # a button shows for a moment that it is pressed
    assert asked == [Link(page_key, new=True)]
    in_front(page)
    assert asking(page, qtbot).form.values()["title"] == "No heating"
