"""An empty profile is worked with on screen alone: from the first customer to an order somebody can do."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.assets.view import AssetsPage
from app.customers.view import CustomersPage
from app.orders.view import OrdersPage
from app.settings.view import SettingsPage
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.page import Page
from domain.assets.model import AssetModel
from domain.monitoring.telemetry.store import Telemetry
from domain.orders.defaults import ensure_defaults
from domain.orders.model import Order
from domain.reporting.customer_list import customers
from domain.reporting.order_choices import choices
from domain.store.files import FileStore
from domain.store.store import Store
from tests.app.keys import CTRL, SHIFT, form, in_front, press, put
from tests.app.settings.conftest import put as put_setting


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Desk]:
    url = f"sqlite:///{tmp_path / 'callout.db'}"
    made = Desk(Store.open(url), Telemetry.open(url), "kim", FileStore(tmp_path / "files"))
    made.do(ensure_defaults)  # as `callout desk` does when it starts
    yield made
    made.store.close()
    made.telemetry.close()


def shown(page: Page, qtbot: QtBot) -> None:
    qtbot.addWidget(page)
    page.resize(1200, 760)
    with qtbot.waitExposed(page):
        page.show()
    page.set_visible_page(True)
    page.focus_first()


def submit(page: QWidget) -> None:
    press(form(page), Qt.Key.Key_Return, CTRL)


def test_the_first_order_begins_with_the_first_customer(empty: Desk, kit: Kit, qtbot: QtBot) -> None:
    people, machines = CustomersPage(kit, empty), AssetsPage(kit, empty)
    shown(people, qtbot)
    press(people, Qt.Key.Key_N)
    put(form(people), name="Valley Dairy", city="Hamburg")
    submit(people)
    press(people, Qt.Key.Key_S)
    put(form(people), name="Yard", coordinates="53.55, 10")
    submit(people)
    site = _sites(people)[0]

    shown(machines, qtbot)
    press(machines, Qt.Key.Key_M, SHIFT)
    put(form(machines), maker="Nordfrost", name="CX 9", kind="chiller")
    submit(machines)
    machines.begin_record(site)
    put(form(machines), name="Cooler", serial="S-1")
    with empty.store.read() as session:
        model = session.scalars(select(AssetModel.id)).one()
    form(machines).form.fields["model_id"].set_value(model)
    submit(machines)

    _employ(empty, kit, qtbot)
    orders = OrdersPage(kit, empty)
    shown(orders, qtbot)
    orders.begin_record(machines.record_shown())
    dialog = orders.new_order
    qtbot.waitUntil(lambda: dialog.asset.value() is not None)
    in_front(dialog)
    dialog.form.fields["title"].widget.setFocus()
    QTest.keyClicks(dialog.form.fields["title"].widget, "Milk gets warm")
    press(dialog, Qt.Key.Key_Return, CTRL)
    with empty.store.read() as session:
        order = session.scalars(select(Order)).one()
        assert (order.title, order.customer.name, order.site.name) == ("Milk gets warm", "Valley Dairy", "Yard")
        assert [row.open_orders for row in customers(session).rows] == [1]
        assert [name for _, name in choices(session, None).technicians] == ["Robin"]


def _sites(people: CustomersPage) -> list[int]:
    people.presenter.look_at(people.record_shown())
    return [site.id for site in people.detail.records.sites.rows()]


def _employ(empty: Desk, kit: Kit, qtbot: QtBot) -> None:
    """A team, and a technician in it."""
    settings = SettingsPage(kit, empty)
    shown(settings, qtbot)
    settings.show_section("teams")
    settings.pane.begin_new()
    put_setting(settings, "name", "North")
    settings.pane.save()
    settings.show_section("technicians")
    settings.pane.begin_new()
    put_setting(settings, "name", "Robin")
    put_setting(settings, "coordinates", "53.5, 10")
    fields = settings.pane.editor.form.fields
    fields["team_id"].set_value(1)
    fields["timezone"].set_value("Europe/Berlin")
    settings.pane.save()
