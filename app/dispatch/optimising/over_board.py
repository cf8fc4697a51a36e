"""Brings a proposed plan over the board, and what is clicked there back to its table."""

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Slot
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip

from app.dispatch.board.board import BoardView
from app.dispatch.board.change import Change
from app.dispatch.optimising.pane import OptimisingPane
from app.dispatch.optimising.values import Line
from app.dispatch.optimising.words import signed, where
from app.shared.times import Times
from domain.language import tr


class OverBoard(QObject):
    """A ghost cannot be dragged; a click on it chooses its line, the pointer over it tells of it."""

    def __init__(self, board: BoardView, pane: OptimisingPane) -> None:
        super().__init__(pane)
        self._board = board
        self._pane = pane
        board.viewport().installEventFilter(self)
        pane.changes_shown.connect(self._on_changes)
        pane.change_sought.connect(board.reveal_change)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseButtonPress:
            return event.button() is Qt.MouseButton.LeftButton and self._press(event.position())
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            return self._tell(event)
        return False

    def _press(self, at: QPointF) -> bool:
        change = self._board.change_at(at.x(), at.y())
        if change is not None:
            self._pane.choose_change(change.id)
        return change is not None

    def _tell(self, event: QHelpEvent) -> bool:
        change = self._board.change_at(event.pos().x(), event.pos().y())
        line = self._pane.proposal.line(change.id) if change is not None else None
        if line is not None:
            QToolTip.showText(event.globalPos(), tip(line, self._pane.kit.times), self._board.viewport())
        return line is not None

    @Slot(object, object)
    def _on_changes(self, changes: tuple[Change, ...], chosen: int | None) -> None:
        self._board.set_changes(changes, chosen)


def tip(line: Line, times: Times) -> str:
    """All that a line says, in a few rows."""
    way = tr("{before} → {after}", before=where(line.before, times), after=where(line.after, times))
    cost = signed(line.cost, times)
    told = (
        f"{line.number} · {line.title}",
        tr("{what}: {value}", what=line.kind.label, value=way),
        tr("{what}: {value}", what=tr("Cost"), value=cost) if cost else "",
        line.obstacle or line.decided or line.reason,
    )
    return "\n".join(filter(None, told))
