"""The page of customers, driven with real keys and clicks over a real store."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.customers.presenter import CustomersPresenter
from app.customers.view import CustomersPage
from app.shared.links import Link, Mood
from domain.calendars.holidays import countries
from domain.orders.archiving import archive_customer
from domain.orders.model import Origin
from domain.orders.service import OrderDraft, open_order
from domain.parties.choices import zones
from domain.parties.customer_service import CustomerDraft, change_customer, create_customer
from domain.reporting.customer_detail import CustomerDetail, customer_detail
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from tests.app.keys import ALT, CTRL, SHIFT, form, press, put, wrong
from tests.app.pseudo import pseudo_language, untranslated
from tests.support.service_desk import ServiceDesk

Show = Callable[[], CustomersPage]


@pytest.fixture
def show(desk: ServiceDesk, qtbot: QtBot) -> Show:
    def shown() -> CustomersPage:
        page = CustomersPage(desk.kit, desk.desk)
        qtbot.addWidget(page)
        page.resize(1158, 700)
        page.notice_asked.connect(desk.hear)
        with qtbot.waitExposed(page):
            page.show()
        page.set_visible_page(True)
        page.table.setFocus()
        return page

    return shown


def names(page: CustomersPage) -> list[str]:
    return [row.name for row in page.table.rows()]


def customer(desk: ServiceDesk, customer_id: int) -> CustomerDetail:
    with desk.store.read() as session:
        found = customer_detail(session, customer_id)
        assert found
        return found


# --- the list ---


def test_customers_are_listed_by_name_and_the_first_one_stands_beside(desk: ServiceDesk, show: Show) -> None:
    page = show()
    assert names(page) == ["Clinic on the Hill", "Harbour Brewery"]
    assert page.record_shown() == desk.company.clinic.id
    press(page.table, Qt.Key.Key_Down)
    assert page.record_shown() == desk.company.brewery.id
    assert [page.detail.tabs.tabText(at) for at in range(page.detail.tabs.count())] == [
        "Overview",
        "Sites 2",
        "Contacts 2",
        "Assets 2",
        "Orders 0",
        "Agreements 0",
        "Subscriptions 0",
    ]


@pytest.mark.parametrize("words", ["brew", "C-0001", "cellar", "falk", "harb owner@", "Bo cellar"])
def test_a_customer_is_found_by_what_is_known_of_it(show: Show, words: str, qtbot: QtBot) -> None:
    page = show()
    page.frame.search.setFocus()
    QTest.keyClicks(page.frame.search, words)
    expected = [] if "@" in words else ["Harbour Brewery"]
    qtbot.waitUntil(lambda: names(page) == expected)


def test_the_models_are_sound(show: Show, qtmodeltester: ModelTester) -> None:
    page = show()
    for model in (page.table.row_model(), page.detail.records.sites.model(), page.detail.records.orders.model()):
        qtmodeltester.check(model)  # type: ignore[no-untyped-call]


def test_a_long_list_is_read_page_by_page(
    desk: ServiceDesk, show: Show, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(CustomersPresenter, "at_once", 1)
    page = show()
    page.frame.search.setText("e")
    page.frame.search.tell()
    assert names(page) == ["Clinic on the Hill"]
    QTest.mouseClick(page.more.button, Qt.MouseButton.LeftButton)
    assert names(page) == ["Clinic on the Hill", "Harbour Brewery"]
    assert not page.more.isVisible()


# --- customers ---


def test_a_customer_is_entered_with_keys_alone_and_then_its_first_site(desk: ServiceDesk, show: Show) -> None:
    page = show()
    press(page.table, Qt.Key.Key_N)
    dialog = form(page)
    put(dialog, name="Valley Dairy", street="Milk Lane 1", postcode="20095", city="Hamburg", currency="chf")
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert desk.notices[-1].text == "Valley Dairy is entered; now its first site."
    made = page.record_shown()
    assert made is not None
    assert (customer(desk, made).draft.currency, customer(desk, made).draft.country) == ("CHF", "DE")
    assert page.table.chosen() is not None
    press(page.table, Qt.Key.Key_S)
    dialog = form(page)
    assert dialog.form.values()["city"] == "Hamburg"
    put(dialog, name="Dairy hall", coordinates="53.55, 10.01")
    press(dialog, Qt.Key.Key_Return, CTRL)
    desk.tail()
    page.presenter.load()
    site = customer(desk, made).sites[0].draft
    assert (site.name, site.latitude, site.timezone) == ("Dairy hall", 53.55, "Europe/Berlin")


def test_what_is_refused_is_said_at_its_field_and_what_was_typed_stays(desk: ServiceDesk, show: Show) -> None:
    page = show()
    press(page.table, Qt.Key.Key_N)
    dialog = form(page)
    put(dialog, name="Valley Dairy", number="C-0001")
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert wrong(dialog, "number") == "There is a customer C-0001 already."
    put(dialog, number="C-0099", currency="Euro")
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert "three letters" in wrong(dialog, "currency")
    assert dialog.form.values()["name"] == "Valley Dairy"
    assert names(page) == ["Clinic on the Hill", "Harbour Brewery"]


def test_a_change_is_kept_and_one_of_somebody_else_in_another_field_too(desk: ServiceDesk, show: Show) -> None:
    page = show()
    clinic = desk.company.clinic.id
    press(page.table, Qt.Key.Key_E)
    dialog = form(page)
    seen = customer(desk, clinic).draft
    desk.store.run("lou", change_customer, clinic, seen, replace(seen, city="Kiel"))
    put(dialog, name="Hill Clinic")
    press(dialog, Qt.Key.Key_Return, CTRL)
    now = customer(desk, clinic).draft
    assert (now.name, now.city) == ("Hill Clinic", "Kiel")


def test_who_changes_the_same_field_after_somebody_else_is_told_there(desk: ServiceDesk, show: Show) -> None:
    page = show()
    clinic = desk.company.clinic.id
    press(page.table, Qt.Key.Key_E)
    dialog = form(page)
    seen = customer(desk, clinic).draft
    desk.store.run("lou", change_customer, clinic, seen, replace(seen, name="Lou's Clinic"))
    put(dialog, name="Hill Clinic")
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert "Somebody else" in wrong(dialog, "name")
    assert customer(desk, clinic).name == "Lou's Clinic"


def test_a_customer_is_archived_and_brought_back_with_undo(desk: ServiceDesk, show: Show) -> None:
    page = show()
    press(page.table, Qt.Key.Key_Delete, CTRL)
    desk.tail()
    assert names(page) == ["Harbour Brewery"]
    undo = desk.notices[-1].undo
    assert undo is not None
    undo()
    page.presenter.load()
    assert names(page) == ["Clinic on the Hill", "Harbour Brewery"]


def test_archived_customers_are_listed_when_asked_for(desk: ServiceDesk, show: Show) -> None:
    desk.store.run("lou", archive_customer, desk.company.clinic.id)
    page = show()
    assert names(page) == ["Harbour Brewery"]
    page.frame.filters.choose({"archived": ["archived"]})
    assert names(page) == ["Clinic on the Hill"]


def test_a_customer_with_open_orders_is_not_archived_and_one_with_sites_not_deleted(
    desk: ServiceDesk, show: Show
) -> None:
    order(desk)
    page = show()
    page.table.choose(desk.company.brewery.id)
    press(page.table, Qt.Key.Key_Delete, CTRL)
    assert desk.notices[-1].mood is Mood.ERROR
    assert "1 open order" in desk.notices[-1].text
    press(page.table, Qt.Key.Key_Delete, SHIFT)
    dialog = form(page)
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert "stays for their sake" in dialog.form.general()


def test_a_customer_entered_by_mistake_is_deleted(desk: ServiceDesk, show: Show, qtbot: QtBot) -> None:
    made = desk.store.run("kim", create_customer, CustomerDraft("", "A mistake"))
    page = show()
    assert page.record_shown() == made
    press(page.table, Qt.Key.Key_Delete, SHIFT)
    QTest.mouseClick(form(page).submit_button, Qt.MouseButton.LeftButton)
    desk.tail()
    page.presenter.load()
    assert names(page) == ["Clinic on the Hill", "Harbour Brewery"]


# --- sites and contacts ---


def test_a_place_is_entered_inside_the_chosen_one_changed_and_archived(desk: ServiceDesk, show: Show) -> None:
    page = show()
    page.table.choose(desk.company.brewery.id)
    page.detail.records.sites.choose(desk.company.plant.id)
    press(page.table, Qt.Key.Key_S)
    dialog = form(page)
    assert dialog.form.values()["parent_id"] == desk.company.plant.id
    put(dialog, name="Loading bay", coordinates="north")
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert "Two numbers" in wrong(dialog, "coordinates")
    put(dialog, coordinates="53.5, 10")
    press(dialog, Qt.Key.Key_Return, CTRL)
    page.presenter.look_at(desk.company.brewery.id)
    bay = next(site for site in page.detail.records.sites.rows() if site.name == "Loading bay")
    assert bay.parent_id == desk.company.plant.id
    page.detail.records.sites.choose(bay.id)
    press(page.table, Qt.Key.Key_S, SHIFT)
    dialog = form(page)
    put(dialog, name="Bay")
    press(dialog, Qt.Key.Key_Return, CTRL)
    press(page.table, Qt.Key.Key_S, ALT)
    bay = next(site for site in customer(desk, desk.company.brewery.id).sites if site.id == bay.id)
    assert (bay.name, bay.active) == ("Bay", False)


def test_a_place_is_never_offered_to_lie_in_itself(desk: ServiceDesk, show: Show) -> None:
    page = show()
    page.table.choose(desk.company.brewery.id)
    page.detail.records.sites.choose(desk.company.plant.id)
    press(page.table, Qt.Key.Key_S, SHIFT)
    field = form(page).form.fields["parent_id"]
    field.set_value(desk.company.cellar.id)
    assert field.value() is None


def test_a_contact_is_entered_changed_and_deleted(desk: ServiceDesk, show: Show) -> None:
    page = show()
    press(page.table, Qt.Key.Key_C)
    dialog = form(page)
    put(dialog, name="Cy Holm", phone="call me")
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert "digits" in wrong(dialog, "phone")
    put(dialog, phone="+49 431 1", email="cy@clinic.example")
    press(dialog, Qt.Key.Key_Return, CTRL)
    page.presenter.look_at(desk.company.clinic.id)
    contact = page.detail.records.contacts.rows()[0]
    page.detail.records.contacts.choose(contact.id)
    press(page.table, Qt.Key.Key_C, SHIFT)
    dialog = form(page)
    put(dialog, role="Porter")
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert customer(desk, desk.company.clinic.id).contacts[0].draft.role == "Porter"
    press(page.table, Qt.Key.Key_C, ALT | SHIFT)
    press(form(page), Qt.Key.Key_Return, CTRL)
    assert customer(desk, desk.company.clinic.id).contacts == ()


# --- from here to elsewhere ---


def test_an_asset_or_order_opens_on_its_page_and_a_new_asset_begins_at_the_site(desk: ServiceDesk, show: Show) -> None:
    made = order(desk)
    page = show()
    asked: list[Link] = []
    page.open_asked.connect(asked.append)
    page.table.choose(desk.company.brewery.id)
    page.detail.records.orders.row_opened.emit(page.detail.records.orders.rows()[0])
    page.detail.records.assets.choose(desk.company.chiller.id)
    press(page.table, Qt.Key.Key_G)
    page.detail.records.sites.choose(desk.company.cellar.id)
    press(page.table, Qt.Key.Key_A, SHIFT)
    assert asked == [
        Link("orders", made),
        Link("assets", desk.company.chiller.id),
        Link("assets", desk.company.cellar.id, new=True),
    ]


def test_esc_gives_a_form_up_without_a_trace(desk: ServiceDesk, show: Show) -> None:
    page = show()
    press(page.table, Qt.Key.Key_N)
    dialog = form(page)
    put(dialog, name="Nobody")
    line = dialog.form.fields["name"].widget
    assert isinstance(line, QLineEdit)
    press(line, Qt.Key.Key_Escape)
    desk.tail()
    assert names(page) == ["Clinic on the Hill", "Harbour Brewery"]


def test_everything_on_the_page_and_in_its_forms_is_translated(desk: ServiceDesk, show: Show, qtbot: QtBot) -> None:
    with pseudo_language():
        page = show()
        page.table.choose(desk.company.brewery.id)
        for begin in (page.change_customer, page.new_site, page.new_contact):
            begin()
            data = untranslated(form(page)) - set(countries().values()) - set(zones())
            assert {each for each in data if "⟦" not in each} <= {
                "Plant North",
                "Cellar",
                "Default",
                "⟦Change {name}⟧",
                *{row.name for row in page.table.rows()},
            }
            form(page).reject()
        own = {"Harbour Brewery", "Clinic on the Hill", "C-0001", "C-0002"}
        left = untranslated(page, frozenset(own | set(countries().values()) | set(zones())))
        assert {each for each in left if not each.startswith(("Plant", "Cellar"))} == set()


def order(desk: ServiceDesk) -> int:
    """An open order about the chiller of the brewery."""
    draft = OrderDraft("Supply too warm", Priority.HIGH, Origin.HAND, 60, asset_id=desk.company.chiller.id)

    def opened(work: UnitOfWork) -> int:
        return open_order(work, draft).id

    return desk.store.run("lou", opened)
