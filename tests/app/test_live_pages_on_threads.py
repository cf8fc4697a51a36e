"""The pages that load each second, with real threads: they fill by themselves and stop when they are left."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.agreements.view import AgreementsPage
from app.assets.view import AssetsPage
from app.customers.view import CustomersPage
from app.dashboard.view import DashboardPage
from app.devices.view import DevicesPage
from app.shared.dialog import FormDialog
from app.shared.page import Page
from app.shared.tasks import Tasks
from app.shared.theme import Theme
from domain.agreements.header import AgreementDraft
from domain.agreements.line_service import AgreementLineDraft, add_line, stop_line
from domain.agreements.service import create_agreement, suspend
from domain.catalogue.model import LineKind
from domain.parties.customer_service import CustomerDraft, create_customer
from domain.words import Severity
from tests.support.service_desk import ServiceDesk


@pytest.fixture
def threaded(theme: Theme, sqlite_folder: Path) -> Iterator[ServiceDesk]:
    made = ServiceDesk(theme, sqlite_folder, Tasks())
    yield made
    made.close()


def shown(qtbot: QtBot, page: Page) -> None:
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    page.set_visible_page(True)


def test_the_dashboard_fills_by_itself(threaded: ServiceDesk, qtbot: QtBot) -> None:
    page = DashboardPage(threaded.kit, threaded.desk)
    shown(qtbot, page)
    qtbot.waitUntil(lambda: len(page.stages.bars()) == 3)
    threaded.raise_alert()
    threaded.tail()
    qtbot.waitUntil(lambda: page.alert_figures.by_severity[Severity.CRITICAL].count == 1)
    page.set_visible_page(False)
    qtbot.waitUntil(lambda: not threaded.tasks.busy)


def test_the_list_of_devices_fills_by_itself(threaded: ServiceDesk, qtbot: QtBot) -> None:
    page = DevicesPage(threaded.kit, threaded.desk)
    shown(qtbot, page)
    page.show_record(threaded.company.stranger.id)
    qtbot.waitUntil(lambda: page.record_shown() == threaded.company.stranger.id)
    page.set_visible_page(False)
    qtbot.waitUntil(lambda: not threaded.tasks.busy)


def test_an_asset_and_its_readings_fill_by_themselves(threaded: ServiceDesk, qtbot: QtBot) -> None:
    threaded.publish([9.0, 9.5])
    page = AssetsPage(threaded.kit, threaded.desk)
    shown(qtbot, page)
    page.show_record(threaded.company.chiller.id)
    page.detail.tabs.setCurrentWidget(page.detail.live)
    qtbot.waitUntil(lambda: bool(page.detail.live.plots))
    plot = page.detail.live.plots[threaded.company.temperature.id]
    qtbot.waitUntil(lambda: plot.now.text() == "9.5 °C")
    page.set_visible_page(False)
    qtbot.waitUntil(lambda: not threaded.tasks.busy)


def test_customers_fill_by_themselves_and_follow_what_others_enter(threaded: ServiceDesk, qtbot: QtBot) -> None:
    page = CustomersPage(threaded.kit, threaded.desk)
    shown(qtbot, page)
    qtbot.waitUntil(lambda: len(page.table.rows()) == 2)
    qtbot.waitUntil(lambda: page.deeds.customer is not None)
    threaded.store.run("lou", create_customer, CustomerDraft("", "Abbey Brewery"))
    threaded.tail()
    qtbot.waitUntil(lambda: page.table.rows()[0].name == "Abbey Brewery")
    page.new_site()
    qtbot.waitUntil(lambda: any(each.isVisible() for each in page.findChildren(FormDialog)))
    page.set_visible_page(False)
    qtbot.waitUntil(lambda: not threaded.tasks.busy)


def test_agreements_fill_by_themselves_and_follow_what_others_do(threaded: ServiceDesk, qtbot: QtBot) -> None:
    basic = AgreementDraft("Basic", date(2026, 1, 1))
    made = threaded.store.run("lou", create_agreement, threaded.company.brewery.id, basic)
    page = AgreementsPage(threaded.kit, threaded.desk)
    shown(qtbot, page)
    qtbot.waitUntil(lambda: page.deeds.overview is not None)
    line = threaded.store.run("lou", add_line, made, AgreementLineDraft(LineKind.HOUR, "Inspection"))
    threaded.tail()
    qtbot.waitUntil(lambda: [each.draft.text for each in page.detail.records.lines.rows()] == ["Inspection"])
    threaded.store.run("lou", stop_line, line)
    threaded.store.run("lou", suspend, made)
    threaded.tail()
    qtbot.waitUntil(lambda: page.detail.records.lines.rows()[0].stopped and page.table.rows()[0].suspended)
    page.set_visible_page(False)
    qtbot.waitUntil(lambda: not threaded.tasks.busy)
