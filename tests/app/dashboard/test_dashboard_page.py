"""The dashboard, driven through its real widgets over real stores."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.dashboard.live import Live, listener_sentence, rate
from app.dashboard.table import alert_columns, order_columns
from app.dashboard.view import DashboardPage
from app.shared.links import Link
from app.shared.row_model import RowModel
from app.shared.theme import Look
from devices.listener.counters import ListenerState
from domain.clock import to_ms
from domain.monitoring import service
from domain.monitoring.telemetry.history import Pulse
from domain.monitoring.telemetry.rows import PresenceRow, PulseRow
from domain.monitoring.telemetry.writer import TelemetryWriter
from domain.reporting.today import FleetHealth, today
from domain.words import Severity
from tests.app.pseudo import pseudo_language, untranslated
from tests.support.in_front import in_front
from tests.support.service_desk import NOW, ServiceDesk

Show = Callable[[], DashboardPage]
RUNNING = ListenerState.RUNNING.value
NOW_MS = to_ms(NOW)


def pulse(seconds_ago: int = 0, *, messages: int = 50, waiting: int = 0, state: str = RUNNING) -> Pulse:
    return Pulse(NOW_MS - 1000 * seconds_ago, messages, messages, 0, waiting, state)


@pytest.fixture
def show(desk: ServiceDesk, qtbot: QtBot) -> Show:
    def shown() -> DashboardPage:
        return in_front(DashboardPage(desk.kit, desk.desk), desk, qtbot, 1158, 700)

    return shown


def links_of(page: DashboardPage) -> list[Link]:
    links: list[Link] = []
    page.open_asked.connect(links.append)
    return links


def test_an_alert_is_counted_and_listed_the_moment_it_is_raised(desk: ServiceDesk, show: Show, qtbot: QtBot) -> None:
    page = show()
    critical = page.alert_figures.by_severity[Severity.CRITICAL]
    assert critical.count == 0
    raised = desk.raise_alert()
    desk.tail()
    qtbot.waitUntil(lambda: critical.count == 1)
    assert [row.id for row in page.alerts.rows()] == [raised]
    assert page.order_figures.unassigned.count == 1
    assert [bar.total for bar in page.stages.bars()] == [1, 0, 0]


def test_an_order_grows_late_while_nothing_is_committed(desk: ServiceDesk, show: Show, qtbot: QtBot) -> None:
    desk.raise_alert()
    page = show()
    assert page.order_figures.late.count == 0
    desk.clock.advance(timedelta(days=2))
    page.set_visible_page(False)
    page.set_visible_page(True)
    qtbot.waitUntil(lambda: page.order_figures.late.count == 1)
    assert page.stages.bars()[0].note == "1 late · 1"


def test_a_hidden_dashboard_does_nothing_and_catches_up_when_shown(desk: ServiceDesk, show: Show, qtbot: QtBot) -> None:
    page = show()
    page.set_visible_page(False)
    desk.raise_alert()
    desk.tail()
    assert page.alerts.rows() == ()
    page.set_visible_page(True)
    qtbot.waitUntil(lambda: len(page.alerts.rows()) == 1)


def test_figures_lead_to_their_pages_by_mouse_and_keyboard(show: Show, qtbot: QtBot) -> None:
    page = show()
    links = links_of(page)
    QTest.mouseClick(page.alert_figures.by_severity[Severity.MAJOR], Qt.MouseButton.LeftButton)
    page.order_figures.late.setFocus()
    QTest.keyClick(page.order_figures.late, Qt.Key.Key_Space)
    QTest.mouseClick(page.fleet.silent, Qt.MouseButton.LeftButton)
    assert links == [Link("alerts"), Link("orders"), Link("devices")]


def test_a_listed_alert_opens_on_click_and_an_order_on_enter(desk: ServiceDesk, show: Show, qtbot: QtBot) -> None:
    raised = desk.raise_alert()
    page = show()
    links = links_of(page)
    cell = page.alerts.visualRect(page.alerts.row_model().index_of(raised)).center()
    QTest.mouseClick(page.alerts.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    order = page.orders.rows()[0]
    page.orders.choose(order.id)
    QTest.keyClick(page.orders, Qt.Key.Key_Return)
    assert links == [Link("alerts", raised), Link("orders", order.id)]


def test_the_fleet_is_told_from_what_was_heard(desk: ServiceDesk, show: Show) -> None:
    writer = TelemetryWriter(desk.telemetry, "test")
    writer.write_presence(
        [
            PresenceRow("chiller-1", NOW_MS, online=True, messages=3),
            PresenceRow("a", NOW_MS - 500_000, online=True, messages=3),
            PresenceRow("b", NOW_MS, online=False, messages=3),
        ]
    )
    writer.write_pulse(PulseRow("one", NOW_MS - 3000, 50, 150, 2, 0, RUNNING))
    page = show()
    fleet = page.fleet
    counts = [each.count for each in (fleet.heard, fleet.silent, fleet.offline, fleet.unclaimed, fleet.rejected)]
    assert counts == [1, 1, 1, 1, 2]
    assert page.listener.chip().text == "Listening, nothing waits"


@pytest.mark.parametrize(
    ("pulses", "tone", "words"),
    [
        ((), "major", "No listener is running"),
        ((pulse(),), "good", "Listening"),
        ((pulse(30),), "major", "quiet for 30 s"),
        ((pulse(waiting=9000),), "info", "9000 messages wait"),
        ((pulse(state=ListenerState.WAITING_FOR_BROKER.value),), "major", "broker cannot be reached"),
        ((pulse(state=ListenerState.WAITING_FOR_DATABASE.value, waiting=9000),), "major", "database takes no readings"),
    ],
)
def test_the_listener_is_told_in_a_sentence(pulses: tuple[Pulse, ...], tone: str, words: str) -> None:
    sentence = listener_sentence(pulses, NOW)
    assert sentence.tone == tone
    assert words in sentence.text


def test_a_second_without_pulse_has_no_messages() -> None:
    ms, values = rate(Live(NOW, FleetHealth(0, 0, 0, 0), (pulse(10, messages=7),)))
    assert len(ms) == 599
    assert dict(zip(ms, values, strict=True))[NOW_MS - 10_000] == 7.0
    assert sum(values) == 7.0


def test_a_failing_database_is_told_where_the_listener_stands(desk: ServiceDesk, show: Show) -> None:
    page = show()
    with desk.telemetry.write() as connection:
        connection.exec_driver_sql("alter table presence rename to elsewhere")
    page.set_visible_page(True)
    assert page.listener.chip().tone == "critical"


def test_claiming_a_device_leaves_nothing_unclaimed(desk: ServiceDesk, show: Show, qtbot: QtBot) -> None:
    page = show()
    assert page.fleet.unclaimed.count == 1
    desk.store.run("kim", service.claim, desk.company.stranger.id, desk.company.chiller.id)
    desk.tail()
    qtbot.waitUntil(lambda: page.fleet.unclaimed.count == 0)


def test_the_short_lists_are_sound_models(desk: ServiceDesk, qtmodeltester: ModelTester) -> None:
    desk.raise_alert()
    with desk.store.read() as session:
        day = today(session, NOW, NOW + timedelta(hours=15))
    alerts = RowModel(alert_columns(desk.kit.times), desk)
    alerts.set_rows(day.newest_alerts)
    qtmodeltester.check(alerts, force_py=True)  # type: ignore[no-untyped-call]
    orders = RowModel(order_columns(desk.kit.times), desk)
    orders.set_rows(day.newest_orders)
    qtmodeltester.check(orders, force_py=True)  # type: ignore[no-untyped-call]


@pytest.mark.parametrize("look", list(Look))
def test_it_draws_in_every_look(desk: ServiceDesk, show: Show, look: Look) -> None:
    desk.raise_alert()
    page = show()
    desk.kit.theme.set_look(look)
    assert not page.grab().isNull()


def test_every_word_can_be_translated(desk: ServiceDesk, qtbot: QtBot) -> None:
    with pseudo_language():
        page = DashboardPage(desk.kit, desk.desk)
        qtbot.addWidget(page)
        page.set_visible_page(True)
        found = untranslated(page)
        page.set_visible_page(False)
    assert found <= {"Mon 2 Mar"}
