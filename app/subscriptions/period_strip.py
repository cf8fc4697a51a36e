"""The periods of a subscription as a strip of cells: each with its name, its mark and its word."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from math import ceil
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.shared.chips import ChipLabel, paint_chip
from app.shared.flow import FlowLayout
from app.shared.fonts import text_font
from app.shared.kit import Kit
from app.shared.laid_out import laid_out, put_down
from app.shared.layout import column
from app.shared.theme import Theme
from app.subscriptions.marks import period_chip
from app.subscriptions.words import period_words, span_words
from domain.language import tr
from domain.subscriptions.billed_periods import BilledPeriod, PeriodState

CELL = QSize(132, 44)
GAP = 4
INSIDE = 8
LINES = 4
SCROLL_BAR = 12
PERIOD_ROLE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class PeriodModel(QAbstractListModel):
    """Periods, the earliest first."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._periods: tuple[BilledPeriod, ...] = ()

    def periods(self) -> tuple[BilledPeriod, ...]:
        """All that are shown."""
        return self._periods

    def set_periods(self, periods: Sequence[BilledPeriod]) -> None:
        """Show these."""
        self.beginResetModel()
        self._periods = tuple(periods)
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._periods)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        period = self._periods[index.row()]
        if role == PERIOD_ROLE:
            return period
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return tr("{period}: {state}", period=period_words(period.span), state=period.state.label)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tr("{period}: {state}", period=span_words(period.span), state=period.state.label)
        return None


class PeriodDelegate(QStyledItemDelegate):
    """Paints one cell."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return CELL

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        period: BilledPeriod = index.data(PERIOD_ROLE)
        tokens, chip = self._theme.current(), period_chip(period.state)
        tone = tokens.tone(chip.tone)
        area = QRectF(option.rect).adjusted(0.5, 0.5, -GAP - 0.5, -GAP - 0.5)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(tokens.surface if period.state is PeriodState.LATER else tone.soft))
        painter.setPen(QPen(QColor(tokens.focus if chosen else tokens.line), 2 if chosen else 1))
        painter.drawRoundedRect(area, tokens.sizes.radius_small, tokens.sizes.radius_small)
        inside = area.adjusted(INSIDE, 2, -INSIDE, -2).toAlignedRect()
        above, below = inside.adjusted(0, 0, 0, -inside.height() // 2), inside.adjusted(0, inside.height() // 2, 0, 0)
        name = text_font(tokens.sizes.small, QFont.Weight.Medium)
        painter.setFont(name)
        painter.setPen(QColor(tokens.text))
        put_down(painter, above, laid_out(period_words(period.span), name.pixelSize(), above.width(), strong=True))
        paint_chip(painter, QRectF(below), chip, tokens, text_font(tokens.sizes.small))
        painter.restore()


class PeriodStrip(QWidget):
    """Cells that go on in the next line, and below how many there are of each kind."""

    period_opened = Signal(object)
    """The `BilledPeriod` on which Enter was pressed or that was double-clicked."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._theme = kit.theme
        self._times = kit.times
        self.model = PeriodModel(self)
        self.view = QListView()
        self._legend_place = QWidget()
        self._legend = FlowLayout(self._legend_place, 14, 4)
        self._counts: list[ChipLabel] = []
        self._arrange()
        self.view.activated.connect(self._on_activated)
        kit.theme.changed.connect(self._on_theme)

    def show_periods(self, periods: Sequence[BilledPeriod]) -> None:
        """Show them, the latest in view."""
        if self.model.periods() == tuple(periods):
            return
        self.model.set_periods(periods)
        self._tell(Counter(period.state for period in periods))
        self._fit()
        self.view.scrollToBottom()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def legend(self) -> list[str]:
        """What stands below the cells."""
        return [label.chip().text for label in self._counts]

    def _arrange(self) -> None:
        self.view.setModel(self.model)
        self.view.setItemDelegate(PeriodDelegate(self._theme, self.view))
        self.view.setFlow(QListView.Flow.LeftToRight)
        self.view.setWrapping(True)
        self.view.setResizeMode(QListView.ResizeMode.Adjust)
        self.view.setUniformItemSizes(True)
        self.view.setFrameShape(QListView.Shape.NoFrame)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAccessibleName(tr("Periods"))
        self.view.setObjectName("periods")
        layout = column(self, margins=(16, 12, 8, 4), spacing=8)
        layout.addWidget(self.view)
        layout.addWidget(self._legend_place)

    def _fit(self) -> None:
        """No taller than its lines, up to so many; further ones scroll."""
        beside = max(1, (self.view.width() - SCROLL_BAR) // CELL.width())
        lines = min(LINES, ceil(len(self.model.periods()) / beside))
        self.view.setFixedHeight(lines * CELL.height() + GAP)

    def _tell(self, counted: Counter[PeriodState]) -> None:
        for label in self._counts:
            self._legend.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._counts = [self._counted(state, counted[state]) for state in PeriodState if counted[state]]
        for label in self._counts:
            self._legend.addWidget(label)

    def _counted(self, state: PeriodState, count: int) -> ChipLabel:
        chip = period_chip(state)
        words = tr("{count} × {state}", count=self._times.number(count), state=chip.text)
        return ChipLabel(self._theme, replace(chip, text=words), quiet=True)

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        self.period_opened.emit(index.data(PERIOD_ROLE))

    @Slot()
    def _on_theme(self) -> None:
        self.view.viewport().update()
