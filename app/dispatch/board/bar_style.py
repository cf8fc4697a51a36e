"""How a bar is dressed by how far its booking got: an outline while it is planned, faded when it is done."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from app.dispatch.board.colours import BoardColours, Meaning
from app.shared.contrast import contrast, mixed
from domain.scheduling.model import BookingStatus
from domain.scheduling.progress.progress import BEGUN, WORKED


@dataclass(frozen=True, slots=True)
class BarStyle:
    """Ground, edge and words of a bar; `small` is all of one that is too narrow for that."""

    ground: QColor
    edge: QColor
    text: QColor
    small: QColor
    line: Qt.PenStyle = Qt.PenStyle.SolidLine


def ink_on(ground: QColor) -> QColor:
    """What can be read on a bar that is all colour."""
    return max((QColor("black"), QColor("white")), key=partial(contrast, ground))


def style(status: BookingStatus, meaning: Meaning, colours: BoardColours) -> BarStyle:
    """The dress of a bar; its words stay readable on every ground."""
    if status is BookingStatus.PLANNED:
        return BarStyle(colours.surface, meaning.edge, colours.text, meaning.edge)
    if status in BEGUN:
        return BarStyle(mixed(meaning.fill, meaning.soft, 0.1), meaning.fill, colours.text, meaning.fill)
    if status in WORKED:
        ground = mixed(meaning.soft, colours.non_working, 0.35)
        return BarStyle(ground, colours.grid, colours.muted, mixed(meaning.fill, ground, 0.3))
    if status is BookingStatus.CANCELLED:
        return BarStyle(colours.non_working, colours.muted, colours.muted, colours.grid, Qt.PenStyle.DashLine)
    return BarStyle(meaning.soft, meaning.edge, colours.text, meaning.fill)
