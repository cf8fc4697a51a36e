"""Titles of columns: whole where they fit, with dots and a tooltip where they do not."""

from dataclasses import dataclass
from math import ceil

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QImage
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from app.shared.columns import LEFT, RIGHT, Column
from app.shared.header_titles import HeaderTitles
from app.shared.kit import Kit
from app.shared.table import RowTable

TITLE = "Promises changed"
WIDTHS = range(60, 160)
FIRST, MIDDLE, SORTED = range(3)
#: The padding beside a title, as the style sheet has it.
EDGES = 2 * 8


@dataclass(frozen=True)
class Line:
    """A row without anything to say."""

    id: int = 1


def nothing(_line: Line) -> str:
    return ""


@pytest.fixture
def table(qtbot: QtBot, kit: Kit) -> RowTable[Line]:
    aligned = (LEFT, RIGHT, LEFT)
    made = RowTable([Column(str(at), TITLE, nothing, align=align) for at, align in enumerate(aligned)], kit, "t", "T")
    qtbot.addWidget(made)
    made.resize(600, 120)
    made.sortByColumn(SORTED, Qt.SortOrder.AscendingOrder)
    with qtbot.waitExposed(made):
        made.show()
    return made


def drawn(table: RowTable[Line], at: int) -> QImage:
    header = table.horizontalHeader()
    place = QRect(header.sectionViewportPosition(at), 0, header.sectionSize(at), header.height())
    return header.viewport().grab(place).toImage()


def tooltip(table: RowTable[Line], at: int) -> str:
    header = table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(at) + 12, header.height() // 2)
    event = QHelpEvent(QEvent.Type.ToolTip, place, header.viewport().mapToGlobal(place))
    QToolTip.hideText()
    QApplication.sendEvent(header.viewport(), event)
    return QToolTip.text()


@pytest.mark.parametrize("at", [FIRST, MIDDLE, SORTED])
def test_dots_stand_where_a_title_does_not_fit_and_nowhere_else(table: RowTable[Line], at: int) -> None:
    header = table.horizontalHeader()
    (titles,) = header.findChildren(HeaderTitles)
    cut = []
    for width in WIDTHS:
        header.resizeSection(at, width)
        header.setTextElideMode(Qt.TextElideMode.ElideNone)
        whole = drawn(table, at)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        assert (drawn(table, at) != whole) == titles.is_cut(at), width
        cut.append(titles.is_cut(at))
    assert cut == sorted(cut, reverse=True)
    assert len(set(cut)) == 2


def test_a_title_that_fits_exactly_is_not_cut(table: RowTable[Line]) -> None:
    """As it does only where titles are measured with the font that they are drawn with."""
    header = table.horizontalHeader()
    (titles,) = header.findChildren(HeaderTitles)
    exactly = ceil(QFontMetricsF(header.font()).horizontalAdvance(TITLE)) + EDGES
    assert header.font().pixelSize() == table._kit.theme.current().sizes.small
    header.resizeSection(MIDDLE, exactly)
    assert not titles.is_cut(MIDDLE)
    header.resizeSection(MIDDLE, exactly - 1)
    assert titles.is_cut(MIDDLE)


def test_only_a_title_that_is_cut_has_a_tooltip(table: RowTable[Line]) -> None:
    table.horizontalHeader().resizeSection(MIDDLE, 200)
    assert tooltip(table, MIDDLE) == ""
    table.horizontalHeader().resizeSection(MIDDLE, 60)
    assert tooltip(table, MIDDLE) == TITLE
    QToolTip.hideText()
