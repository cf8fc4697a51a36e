"""The map beside the real board: a job is dragged from it onto a row, and chosen on either side."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.dispatch.map.pane import MapPane
from app.dispatch.view import DispatchPage
from domain.scheduling.placing import service
from tests.app.dispatch.house import House
from tests.app.dispatch.plans import at

LEFT = Qt.MouseButton.LeftButton


def opened(page: DispatchPage, qtbot: QtBot) -> MapPane:
    """The map, open beside the board with all its jobs."""
    page.panes.open("map")
    pane = page.findChild(MapPane)
    assert isinstance(pane, MapPane)
    qtbot.waitUntil(lambda: len(pane.chart.marks.jobs) == 2)
    return pane


def pixel_of(pane: MapPane, order_id: int) -> QPoint:
    at = next(job.at for job in pane.chart.marks.jobs if job.order_id == order_id)
    return QPointF(*pane.chart.view.pixel(*at)).toPoint()


def across(start: QWidget, there: QWidget, at: QPoint) -> QPoint:
    return start.mapFromGlobal(there.mapToGlobal(at))


def test_a_job_is_dragged_from_the_map_onto_a_row(house: House, qtbot: QtBot) -> None:
    page = house.window()
    pane = opened(page, qtbot)
    plain = house.people.plain
    page.show_record(plain)
    qtbot.waitUntil(lambda: pane.chart.job_at(QPointF(pixel_of(pane, plain))) is not None)
    row = page.board.scene.rows.of(house.people.lea)
    assert row is not None
    goal = QPoint(400, page.board.scene.y(row) + row.height // 2)
    start = pixel_of(pane, plain)
    QTest.mousePress(pane.chart, LEFT, pos=start)
    for way in (QPoint(10, 0), QPoint(20, 5)):
        QTest.mouseMove(pane.chart, start + way)
    let_go = across(pane.chart, page.board.viewport(), goal)
    QTest.mouseMove(pane.chart, let_go)
    QTest.mouseRelease(pane.chart, LEFT, pos=let_go)
    qtbot.waitUntil(lambda: [booking.order_id for booking in house.bookings()] == [plain])
    assert house.bookings()[0].technician_id == house.people.lea
    qtbot.waitUntil(lambda: sum(job.booking is not None for job in pane.chart.marks.jobs) == 1)


def test_a_click_on_the_map_selects_the_booking_on_the_board(house: House, qtbot: QtBot) -> None:
    page = house.window()
    pane = opened(page, qtbot)
    job = pane.chart.marks.jobs[0]
    pane.chart.job_chosen.emit(job)
    qtbot.waitUntil(lambda: page.unassigned.list.current is not None)
    assert page.unassigned.list.current is not None
    assert page.unassigned.list.current.id == job.order_id
    assert pane.isVisible()


def test_the_map_shows_whom_the_filters_of_the_board_show(house: House, qtbot: QtBot) -> None:
    page, people = house.window(), house.people
    house.store.run("kim", service.place, people.skilled, people.kim, at(10), at(11))
    house.store.run("kim", service.place, people.plain, people.lea, at(10), at(11))
    pane = opened(page, qtbot)
    qtbot.waitUntil(lambda: {job.booking is None for job in pane.chart.marks.jobs} == {False})
    page.shown.strip.filters.choose({"skill": ["Refrigerant circuit"]})
    qtbot.waitUntil(lambda: len(pane.chart.marks.jobs) == 1)
    assert [one.technician.id for one in page.board.scene.rows.rows if one.technician] == [people.kim]
    (job,) = pane.chart.marks.jobs
    assert job.booking is not None
    assert job.booking.technician_id == people.kim
    page.shown.strip.clear_filters()
    qtbot.waitUntil(lambda: len(pane.chart.marks.jobs) == 2)
