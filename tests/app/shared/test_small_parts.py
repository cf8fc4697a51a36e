"""Memory, throttle, connections, heartbeat, plot and chips."""

import time
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.shared.chips import ChipLabel, priority_chip, severity_chip, stage_chip
from app.shared.connections import Connections
from app.shared.detail import Facts
from app.shared.empty import EmptyState
from app.shared.heartbeat import Heartbeat
from app.shared.kit import Kit
from app.shared.layout import label
from app.shared.memory import Memory
from app.shared.plot import Band, Limit, Series, TimePlot
from app.shared.theme import Look
from app.shared.throttle import Throttle
from app.shared.time_axis import tick_text
from domain.words import Priority, Severity
from tests.app.sample_pages import NOON


def test_memory_outlives_the_program(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "screen.ini")
    memory.keep("window/state", QByteArray(b"\x00\x01\xff"))
    memory.keep("page", "orders, open")
    memory.keep("narrow", True)
    memory.keep_data("views", {"Today": {"stage": ["open"]}})
    memory.save()
    again = Memory(tmp_path / "screen.ini")
    assert again.blob("window/state") == QByteArray(b"\x00\x01\xff")
    assert again.text("page") == "orders, open"
    assert again.flag("narrow")
    assert again.data("views") == {"Today": {"stage": ["open"]}}
    again.forget("page")
    assert again.text("page", "none") == "none"


def test_memory_full_of_nonsense_is_no_memory(tmp_path: Path) -> None:
    (tmp_path / "screen.ini").write_text("[General]\nviews={{{\nnarrow=perhaps\n")
    memory = Memory(tmp_path / "screen.ini")
    assert memory.data("views") is None
    assert memory.number("narrow", 7) == 7
    assert memory.blob("views") is None


def test_a_throttle_forgets_what_was_cancelled(qtbot: QtBot) -> None:
    calls: list[int] = []
    throttle = Throttle(10, lambda: calls.append(1))
    throttle.call()
    throttle.call()
    throttle.cancel()
    throttle.call()
    assert len(calls) == 2


class Bell(QObject):
    """Something to connect to."""

    rung = Signal()


def test_dropped_connections_are_silent() -> None:
    bell, heard, connections = Bell(), list[int](), Connections()
    connections.add(bell.rung, lambda: heard.append(1))
    bell.rung.emit()
    connections.drop()
    bell.rung.emit()
    assert heard == [1]


def test_the_heartbeat_tells_work_from_waiting(qtbot: QtBot) -> None:
    heart = Heartbeat()
    heart.start()
    QTimer.singleShot(0, partial(time.sleep, 0.08))  # the block that is measured, which computes nothing
    qtbot.waitUntil(lambda: heart.longest_ms >= 50)
    assert heart.hardest_ms < heart.longest_ms
    heart.reset()
    QTimer.singleShot(0, _compute)
    qtbot.waitUntil(lambda: heart.hardest_ms >= 50)
    heart.stop()


def _compute() -> None:
    until = time.thread_time() + 0.08
    while time.thread_time() < until:
        pass


def test_the_heartbeat_notices_a_block(qtbot: QtBot) -> None:
    heart = Heartbeat()
    heart.start()
    QTimer.singleShot(0, partial(time.sleep, 0.12))  # the block that is measured, not a wait for something
    with qtbot.waitSignal(heart.told) as told:
        pass
    assert 80 < told.args[0] <= heart.longest_ms < 1000
    heart.reset()
    assert heart.longest_ms == 0
    heart.stop()


def test_a_plot_draws_in_every_theme_and_keeps_its_curves(qtbot: QtBot, kit: Kit) -> None:
    plot = TimePlot(kit, "Readings")
    qtbot.addWidget(plot)
    plot.resize(500, 240)
    start = int(NOON.timestamp() * 1000)
    for count in (2, 50):
        series = Series(
            "supply", [start + n * 1000 for n in range(count)], [float(n) for n in range(count)], points=True
        )
        plot.show_series([series], limits=[Limit(8, "Limit")], bands=[Band(NOON, None)], unit="°C")
    plot.show_span(NOON - timedelta(minutes=5), NOON)
    for look in (Look.DARK, Look.HIGH_CONTRAST):
        kit.theme.set_look(look)
    assert len(plot._curves) == 1
    assert len(plot._curves[0].xData) == 50
    plot.follow()
    plot.show_series([])
    assert plot._curves == []


@pytest.mark.parametrize(("spacing", "words"), [(1, "12:00:00"), (600, "12:00"), (86_400, "Tue 3 Mar")])
def test_ticks_are_as_precise_as_they_are_apart(kit: Kit, spacing: float, words: str) -> None:
    assert tick_text(kit.times, NOON.timestamp(), spacing) == words


@pytest.mark.parametrize(
    "chip", [severity_chip(Severity.MAJOR), priority_chip(Priority.LOW), stage_chip("New", "info")]
)
def test_a_chip_says_its_word_to_screen_readers(qtbot: QtBot, kit: Kit, chip: object) -> None:
    label = ChipLabel(kit.theme, chip)  # type: ignore[arg-type]
    qtbot.addWidget(label)
    label.grab()
    assert label.accessibleName() == label.chip().text
    assert label.sizeHint().width() > 20


def test_facts_replace_each_other_and_leave_out_what_is_empty(qtbot: QtBot) -> None:
    facts = Facts()
    qtbot.addWidget(facts)
    facts.set_facts([("Customer", "Hotel"), ("Site", ""), ("Why", "Because it is hot.")])
    facts.set_facts([("Customer", "Dairy")])
    facts.show()
    words = [each.text() for each in facts.findChildren(QLabel) if each.isVisible()]
    assert words == ["Customer", "Dairy"]


MARKUP = "<b>Pump</b> <img src='file:nothing.png'> a & b"


def test_a_label_shows_what_somebody_wrote_as_it_is(qtbot: QtBot) -> None:
    made, plain = label(MARKUP), QLabel()
    plain.setTextFormat(Qt.TextFormat.PlainText)
    plain.setText(MARKUP)
    for each in (made, plain):
        qtbot.addWidget(each)
    assert made.sizeHint() == plain.sizeHint()
    assert label("<p>ours</p>", rich=True).textFormat() is Qt.TextFormat.RichText


def test_an_empty_page_shows_what_somebody_searched_for_as_it_is(kit: Kit, qtbot: QtBot) -> None:
    empty = EmptyState(kit.theme)
    qtbot.addWidget(empty)
    empty.tell(MARKUP, MARKUP)
    shown = [each for each in empty.findChildren(QLabel) if each.text()]
    assert [(each.text(), each.textFormat()) for each in shown] == [(MARKUP, Qt.TextFormat.PlainText)] * 2
