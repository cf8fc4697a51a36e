"""What the tests of charts put into the stores, and how they take hold of a chart."""

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.assets.charts.tab import ChartsTab
from domain.clock import to_ms
from domain.monitoring.telemetry.rows import Batch, ReadingRow
from domain.monitoring.telemetry.writer import TelemetryWriter
from domain.store.unit_of_work import UnitOfWork
from tests.support.service_desk import NOW, ServiceDesk
from tests.support.telemetry import roll_up

HOUR = timedelta(hours=1)


def more_metrics(work: UnitOfWork, desk: ServiceDesk) -> None:
    company = desk.company
    company._work = work
    company.add_metric(company.device, "pressure", "Suction pressure", "bar")
    company.add_metric(company.device, "mode", "Mode", "")
    sister = company.add_device("chiller-3", company.ward_chiller)
    company.add_metric(sister, "supply_temperature", "Supply temperature", "°C")


def happened(work: UnitOfWork, desk: ServiceDesk) -> int:
    company = desk.company
    company._work = work
    company.add_alert(company.chiller, NOW - 9 * HOUR, cleared_at=NOW - 8 * HOUR)
    order = company.add_order(company.chiller, NOW - 6 * HOUR, HOUR)
    company.book(order, NOW - 3 * HOUR)
    return order.id


def keep(desk: ServiceDesk, device: str, metric: str, values: Sequence[float | str], step: timedelta = HOUR) -> None:
    writer = TelemetryWriter(desk.telemetry, "test")
    series = writer.series_ids([(device, metric)])[device, metric]
    rows: list[tuple[int, int, float | None, str | None]] = []
    for back, value in enumerate(reversed(values)):
        words = value if isinstance(value, str) else None
        rows.append(ReadingRow(series, to_ms(NOW - back * step), None if words else float(value), words))
    writer.write(Batch(readings=list(rows)))
    roll_up(writer)


def tick_all(chooser: object) -> None:
    QTest.mouseClick(chooser, Qt.MouseButton.LeftButton)  # type: ignore[call-overload]
    QTest.mouseClick(chooser.list.tick_button, Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
    QTest.keyClick(chooser.dialog, Qt.Key.Key_Escape)  # type: ignore[attr-defined]


def press(tab: ChartsTab, *keys: Qt.Key, shift: bool = False) -> None:
    for key in keys:
        held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(tab.canvas, key, held)


def turn_wheel(tab: ChartsTab, at: QPoint, by: int) -> None:
    port = tab.canvas.viewport()
    place = QPointF(at), QPointF(port.mapToGlobal(at)), QPoint(), QPoint(0, by)
    held = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(port, QWheelEvent(*place, *held, Qt.ScrollPhase.NoScrollPhase, False))
