"""Inputs and amounts that all pages share."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.shared.calm import CalmCombo, CalmDoubleSpin, CalmMoment, CalmSpin
from app.shared.calm_date import CalmDate
from app.shared.days import short_day, to_plain, to_qt
from app.shared.money import money, percent, rate
from tests.app.sample_pages import fixed_times


def turn(widget: QWidget) -> None:
    """Turn the wheel one step over a widget."""
    middle = QPointF(widget.rect().center())
    nothing, step = QPoint(), QPoint(0, 120)
    where = QPointF(widget.mapToGlobal(middle.toPoint()))
    buttons, keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    event = QWheelEvent(middle, where, nothing, step, buttons, keys, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(widget, event)


@pytest.mark.parametrize("make", [CalmCombo, CalmSpin, CalmDoubleSpin, CalmDate, CalmMoment])
def test_the_wheel_turns_only_what_has_the_keyboard(make: type[QWidget], qtbot: QtBot) -> None:
    window = QWidget()
    input_, other = make(), QComboBox()
    layout = QVBoxLayout(window)
    layout.addWidget(input_)
    layout.addWidget(other)
    if isinstance(input_, CalmCombo):
        input_.addItems(["one", "two"])
        input_.setCurrentIndex(1)
    elif isinstance(input_, CalmSpin | CalmDoubleSpin):
        input_.setValue(5)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    other.setFocus()
    before = shown(input_)
    turn(input_)
    assert shown(input_) == before
    input_.setFocus()
    qtbot.waitUntil(input_.hasFocus)
    turn(input_)
    assert shown(input_) != before


def shown(widget: QWidget) -> str:
    if isinstance(widget, QComboBox):
        return widget.currentText()
    assert isinstance(widget, CalmSpin | CalmDoubleSpin | CalmDate | CalmMoment)
    return widget.text()


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        (Decimal(12), "12.00 EUR"),
        (Decimal("1234.5"), "1,234.50 EUR"),
        (Decimal("0.0375"), "0.0375 EUR"),
        (Decimal("100.0000"), "100.00 EUR"),
        (Decimal(1000), "1,000.00 EUR"),
        (Decimal("-3.1"), "-3.10 EUR"),
    ],
)
def test_amounts_have_their_cents_and_what_is_finer(value: Decimal | None, words: str) -> None:
    assert money(value, "EUR", fixed_times()) == words


def test_shares_and_rates() -> None:
    times = fixed_times()
    assert (percent(Decimal("48.04"), times), percent(None, times)) == ("48.0 %", "")
    assert (rate(Decimal(19), times), rate(Decimal("7.5"), times)) == ("19 %", "7.5 %")


def test_days_are_written_with_the_whole_year() -> None:
    assert short_day(None) == ""
    assert short_day(date(2026, 3, 2)) == "02/03/2026"
    assert to_plain(to_qt(date(2028, 2, 29))) == date(2028, 2, 29)
