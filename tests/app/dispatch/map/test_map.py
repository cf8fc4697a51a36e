"""The map under the mouse, on the keyboard, and as a pane beside the board."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QPainter, QWheelEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.dispatch.map.colours import map_colours
from app.dispatch.map.hands import MapView
from app.dispatch.map.marks import marks
from app.dispatch.map.mercator import View
from app.dispatch.map.outlines import Outlines, Town
from app.dispatch.map.paint_ground import GroundPainter
from app.dispatch.map.pane import MapPane
from app.shared.theme import Look, Theme
from app.shared.times import Times
from domain.scheduling.travel.places import Place
from tests.app.dispatch import plans
from tests.app.dispatch.house import House
from tests.app.dispatch.map import places
from tests.app.pseudo import pseudo_language, untranslated

WAITING = places.order(7, Place(53.4, 9.8))
BOOKED = places.booking(1, 1, 9, Place(53.7, 10.4))
PLAN = places.plan([BOOKED], [WAITING])
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, times: Times) -> MapView:
    made = MapView(theme, times)
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show_marks(marks(PLAN, plans.NOW.date(), plans.NOW.tzinfo, {}))
    with qtbot.waitExposed(made):
        made.show()
    return made


def pixel_of(view: MapView, order_id: int) -> QPoint:
    at = next(job.at for job in view.marks.jobs if job.order_id == order_id)
    return QPointF(*view.view.pixel(*at)).toPoint()


def wheel(view: MapView, at: QPoint, turned: int) -> None:
    glob = QPointF(view.mapToGlobal(at))
    event = QWheelEvent(
        QPointF(at),
        glob,
        QPoint(),
        QPoint(0, turned),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


def test_all_is_in_view_at_first_and_again_with_home(view: MapView) -> None:
    assert all(view.rect().contains(pixel_of(view, order_id)) for order_id in (WAITING.id, BOOKED.order_id))
    QTest.keyClick(view, Qt.Key.Key_Home)
    every = view.view
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.view != every
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.view == every


def test_it_begins_where_most_of_the_jobs_are(qtbot: QtBot, theme: Theme, times: Times) -> None:
    made = MapView(theme, times)
    qtbot.addWidget(made)
    made.resize(800, 600)
    town = [places.order(n, Place(53.5 + n / 200, 10.0)) for n in range(1, 9)]
    plan = places.plan([], [*town, places.order(20, Place(48.1, 11.6)), places.order(21, Place(52.2, 21.0))])
    made.show_marks(marks(plan, plans.NOW.date(), plans.NOW.tzinfo, {}))
    with qtbot.waitExposed(made):
        made.show()
    assert all(made.rect().contains(pixel_of(made, order.id)) for order in town)
    assert not made.rect().contains(pixel_of(made, 20))
    assert pixel_of(made, 1).y() - pixel_of(made, 8).y() > 300


def test_the_wheel_zooms_under_the_pointer(view: MapView) -> None:
    at = pixel_of(view, WAITING.id)
    scale = view.view.scale
    wheel(view, at, 240)
    assert view.view.scale == pytest.approx(2 * scale)
    assert (pixel_of(view, WAITING.id) - at).manhattanLength() <= 1


def test_the_map_is_moved_with_the_mouse(view: MapView) -> None:
    before = pixel_of(view, WAITING.id)
    QTest.mousePress(view, LEFT, pos=QPoint(700, 100))
    QTest.mouseMove(view, QPoint(660, 130))
    QTest.mouseMove(view, QPoint(650, 140))
    QTest.mouseRelease(view, LEFT, pos=QPoint(650, 140))
    assert pixel_of(view, WAITING.id) - before == QPoint(-50, 40)


def test_a_click_chooses_and_another_crowd_is_looked_at_closer(view: MapView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.job_chosen) as told:
        QTest.mouseClick(view, LEFT, pos=pixel_of(view, BOOKED.order_id))
    assert told.args is not None
    assert told.args[0].booking == BOOKED
    crowd = places.plan([], [places.order(n, Place(53.5 + n / 10_000, 10.0)) for n in range(4)])
    view.show_marks(marks(crowd, plans.NOW.date(), plans.NOW.tzinfo, {}))
    scale = view.view.scale
    QTest.mouseClick(view, LEFT, pos=pixel_of(view, 1))
    assert view.view.scale > scale


def test_a_job_that_waits_is_carried_away_and_put_back_with_escape(view: MapView, qtbot: QtBot) -> None:
    began, carried = QSignalSpy(view.carry_began), QSignalSpy(view.carried)
    at = pixel_of(view, WAITING.id)
    QTest.mousePress(view, LEFT, pos=at)
    QTest.mouseMove(view, at + QPoint(20, 0))
    assert [began.at(0), carried.at(0)] == [[(WAITING,)], [view.mapToGlobal(at + QPoint(20, 0)), False]]
    with qtbot.waitSignal(view.carry_dropped):
        QTest.mouseRelease(view, LEFT, pos=at + QPoint(20, 0))
    QTest.mousePress(view, LEFT, pos=at)
    QTest.mouseMove(view, at + QPoint(20, 0))
    with qtbot.waitSignal(view.carry_cancelled), qtbot.assertNotEmitted(view.carry_dropped):
        QTest.keyClick(view, Qt.Key.Key_Escape)
        QTest.mouseRelease(view, LEFT, pos=at)


def test_the_tooltip_tells_of_jobs_crowds_and_technicians(view: MapView) -> None:
    assert BOOKED.number in view.told(QPointF(pixel_of(view, BOOKED.order_id)))
    assert WAITING.title in view.told(QPointF(pixel_of(view, WAITING.id)))
    home = view.marks.stands[0]
    assert plans.NAMES[1][0] in view.told(QPointF(*view.view.pixel(*home.at)))
    assert view.told(QPointF(1, 1)) == ""


@pytest.mark.parametrize("look", [Look.LIGHT, Look.DARK, Look.HIGH_CONTRAST])
def test_it_is_painted_in_every_theme(view: MapView, theme: Theme, look: Look) -> None:
    theme.set_look(look)
    view.select(BOOKED.order_id, 1)
    picture = view.grab().toImage()
    at = pixel_of(view, WAITING.id)
    assert picture.pixelColor(at + QPoint(0, 4)).name() == theme.current().tone("critical").fill


@pytest.fixture
def pane(house: House, qtbot: QtBot) -> MapPane:
    made = MapPane(house.kit, house.desk)
    qtbot.addWidget(made)
    made.resize(600, 500)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_the_pane_says_what_would_be_here_until_something_has_a_place(pane: MapPane) -> None:
    pane.show_plan(replace(places.plan(), technicians=()))
    assert not pane.chart.isVisible()
    pane.show_plan(PLAN)
    assert pane.chart.isVisible()


def test_what_is_chosen_on_the_map_is_chosen_on_the_board_and_the_other_way(pane: MapPane, qtbot: QtBot) -> None:
    pane.show_plan(PLAN)
    pane.chart.fit()
    with qtbot.waitSignal(pane.booking_chosen) as told:
        QTest.mouseClick(pane.chart, LEFT, pos=pixel_of(pane.chart, BOOKED.order_id))
    assert told.args == [BOOKED.id]
    with qtbot.waitSignal(pane.order_chosen) as told:
        QTest.mouseClick(pane.chart, LEFT, pos=pixel_of(pane.chart, WAITING.id))
    assert told.args == [WAITING.id]
    tomorrow = replace(BOOKED, start=plans.at(9, 1), finish=plans.at(10, 1))
    pane.show_selected(tomorrow)
    assert pane.day == plans.at(9, 1).date()


def test_the_day_is_the_one_that_the_board_shows(pane: MapPane) -> None:
    pane.show_span(plans.at(7, 2), plans.at(19, 2))
    assert pane.day == plans.at(9, 2).date()
    pane.show_span(plans.at(0), plans.at(24, 6))
    assert pane.day == plans.at(9, 2).date()
    pane.show_span(plans.at(0, 10), plans.at(24, 16))
    assert pane.day == plans.at(9, 10).date()


def test_a_map_file_of_the_user_is_kept_and_a_bad_one_told(pane: MapPane, tmp_path: Path, qtbot: QtBot) -> None:
    places.write_tiles(path := tmp_path / "city.mbtiles", [(0, 0, 0)])
    pane.show_plan(PLAN)
    with qtbot.waitSignal(pane.presenter.tiles_read):
        pane.presenter.choose(path)
    assert pane.presenter.file == path
    with qtbot.waitSignal(pane.said) as told:
        pane.presenter.choose(tmp_path / "gone.geojson")
    assert told.args is not None
    assert "gone.geojson" in told.args[0].text
    assert pane.presenter.file == path
    with qtbot.waitSignal(pane.presenter.outlines_read):
        pane.presenter.choose(None)
    assert pane.presenter.file is None
    assert pane.chart.ground.file is None


def test_every_word_of_the_pane_can_be_translated(house: House, qtbot: QtBot) -> None:
    with pseudo_language():
        made = MapPane(house.kit, house.desk)
        qtbot.addWidget(made)
        made.show_plan(replace(PLAN, orders=(places.order(3, None),)))
        assert untranslated(made, frozenset()) == set()


def test_no_town_stands_where_the_scale_is(theme: Theme, qapp: QApplication) -> None:
    ground, view = GroundPainter(), View(width=400, height=300)
    colours = map_colours(theme.current())

    def painted(*towns: Town) -> QImage:
        ground.outlines = Outlines(towns=towns)
        image = QImage(400, 300, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        ground.paint(painter, view, colours)
        painter.end()
        return image

    under_it, beside_it = (Town("Warsaw", *view.world(x, 285), 0) for x in (300, 100))
    assert painted(under_it) == painted()
    assert painted(beside_it) != painted()
