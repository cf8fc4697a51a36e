"""The time line: mouse, keys and words."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from app.shared.kit import Kit
from app.shared.trials.timeline import Timeline
from app.shared.trials.values import Candidate, Found, Happening
from tests.app.shared.trials.conftest import Open

LEFT = Qt.MouseButton.LeftButton


def shown(open_window: Open, both: Candidate) -> tuple[Timeline, list[Happening]]:
    window = open_window(both)
    chosen: list[Happening] = []
    window.outcome.timeline.chosen.connect(chosen.append)
    window.outcome.timeline.setFocus()
    return window.outcome.timeline, chosen


def test_arrows_go_from_alert_to_alert_and_from_asset_to_asset(open_window: Open, both: Candidate) -> None:
    timeline, chosen = shown(open_window, both)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Up):
        QTest.keyClick(timeline, key)
    assert [each.asset.number for each in chosen] == ["A-00001"] * 3 + ["A-00003", "A-00001"]
    assert chosen[0] is chosen[2]
    assert timeline.accessibleDescription().splitlines()[2:4] == ["As saved: Foreseen", "As changed: Foreseen"]


def test_a_click_chooses_what_is_drawn_there(open_window: Open, both: Candidate) -> None:
    timeline, chosen = shown(open_window, both)
    QTest.keyClick(timeline, Qt.Key.Key_Right)
    QTest.keyClick(timeline, Qt.Key.Key_Right)
    first, wanted = chosen
    QTest.mouseClick(timeline.viewport(), LEFT, pos=timeline.place_of(first).toPoint())
    QTest.mouseClick(timeline.viewport(), LEFT, pos=timeline.place_of(wanted).toPoint())
    QTest.mouseClick(timeline.viewport(), LEFT, pos=QPoint(250, timeline.viewport().height() - 4))
    assert chosen[2:] == [first, wanted]


def test_what_is_pointed_at_is_told_in_words(open_window: Open, both: Candidate) -> None:
    timeline, chosen = shown(open_window, both)
    QTest.keyClick(timeline, Qt.Key.Key_Right)
    at = timeline.place_of(chosen[0]).toPoint()
    help_event = QHelpEvent(QEvent.Type.ToolTip, at, timeline.viewport().mapToGlobal(at))
    QApplication.sendEvent(timeline.viewport(), help_event)
    assert QToolTip.text().splitlines()[:2] == ["A-00001 · Chiller 1", "As saved: False alert"]


def test_it_is_looked_at_closer_with_keys_and_with_the_wheel(open_window: Open, both: Candidate) -> None:
    timeline, chosen = shown(open_window, both)
    QTest.keyClick(timeline, Qt.Key.Key_Right)
    before, where = timeline.scale.width, timeline.place_of(chosen[0])
    QTest.keyClick(timeline, Qt.Key.Key_Plus)
    closer = timeline.scale.width
    assert closer > before
    assert abs(timeline.place_of(chosen[0]).x() - where.x()) <= 1
    turned = QWheelEvent(
        where, timeline.mapToGlobal(where), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(timeline.viewport(), turned)
    assert timeline.scale.width > closer
    for _ in range(3):
        QTest.keyClick(timeline, Qt.Key.Key_Minus)
    assert timeline.scale.width == before


def test_enter_opens_what_is_chosen(open_window: Open, both: Candidate) -> None:
    timeline, chosen = shown(open_window, both)
    opened: list[Happening] = []
    timeline.opened.connect(opened.append)
    QTest.keyClick(timeline, Qt.Key.Key_Right)
    QTest.keyClick(timeline, Qt.Key.Key_Return)
    QTest.mouseDClick(timeline.viewport(), LEFT, pos=timeline.place_of(chosen[0]).toPoint())
    assert opened == [chosen[0], chosen[0]]


def test_thousands_of_alerts_are_drawn_and_found(open_window: Open, both: Candidate, kit: Kit, qtbot: QtBot) -> None:
    window = open_window(both)
    found = window.found
    assert found is not None
    timeline = Timeline(kit)
    qtbot.addWidget(timeline)
    timeline.resize(900, 400)
    timeline.show_found(_many(found, 10_000))
    timeline.show()
    QTest.keyClick(timeline, Qt.Key.Key_Right)
    timeline.grab()
    assert timeline.at(QPointF(500, 40)) is not None


def _many(found: Found, count: int) -> Found:
    """As many alerts of the first asset, evenly over the time."""
    first = next(each for each in found.happenings if not each.is_trouble)
    step = (found.period.until - found.period.since) // count
    alerts = tuple(
        replace(first, id=at + 1, at=found.period.since + at * step, cleared=found.period.since + at * step + step // 2)
        for at in range(count)
    )
    return replace(found, happenings=alerts)
