"""Ctrl+K: finds pages, actions and records from a few letters."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.shared.fonts import text_font
from app.shared.kit import Kit
from app.shared.layout import column, label, line
from app.shared.links import Hit, Link
from app.shared.tasks import Latest
from app.shared.theme import Theme
from app.shell.entries import ENTRY_ROLE, Entry, EntryModel, Index, fitting, hit_entry, named
from app.shell.overlay import Overlay
from domain.language import tr

Search = Callable[[str], Sequence[Hit]]
WIDTH, TOP, ROW, LINES = 640, 96, 36, 9
ICON, PAD = 16, 14
PAUSE_MS = 90
LEAST = 2


class PaletteLine(QLineEdit):
    """The line to type in; arrows move in the list below."""

    moved = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.moved.emit(step)


class Palette(Overlay):
    """The card with the line to type in and the list below it."""

    def __init__(self, kit: Kit, window: QWidget, search: Search, go: Callable[[Link], None]) -> None:
        super().__init__(kit.theme, window, WIDTH, TOP)
        self._search = search
        self._go = go
        self._latest = Latest(kit.tasks)
        self._offers: tuple[Entry, ...] = ()
        self._line = PaletteLine(self.card)
        self._list = QListView(self.card)
        self._nothing = label("", "hint")
        self._model = EntryModel(self)
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._arrange(kit.theme)
        self._connect()

    def offer(self, entries: Sequence[Entry]) -> None:
        """Open with these pages and actions."""
        self._offers = tuple(entries)
        self._line.clear()
        self._show((), "")
        self.open()
        self._line.setFocus()

    @Slot(int)
    def _on_moved(self, step: int) -> None:
        if self._model.rowCount():
            now = (self._list.currentIndex().row() + step) % self._model.rowCount()
            self._list.setCurrentIndex(self._model.index(now))

    def _arrange(self, theme: Theme) -> None:
        self._line.setProperty("role", "palette")
        self._line.setPlaceholderText(tr("Go to a page, do something, find a record"))
        self._line.setAccessibleName(tr("Command palette"))
        self._list.setModel(self._model)
        self._list.setItemDelegate(EntryDelegate(theme, self._list))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setMouseTracking(True)
        self._list.setAccessibleName(tr("Found"))
        self._nothing.setContentsMargins(PAD, 10, PAD, 12)
        layout = column(self.card, margins=(1, 1, 1, 6))
        layout.addWidget(self._line)
        layout.addWidget(line())
        layout.addSpacing(5)
        layout.addWidget(self._list)
        layout.addWidget(self._nothing)

    def _connect(self) -> None:
        self._line.moved.connect(self._on_moved)
        self._line.textChanged.connect(self._on_typed)
        self._line.returnPressed.connect(self._on_enter)
        self._list.clicked.connect(self._run)
        self._pause.timeout.connect(self._find)

    @Slot(str)
    def _on_typed(self, typed: str) -> None:
        self._latest.drop()
        self._show((), typed)
        if len(typed.strip()) >= LEAST:
            self._pause.start()

    @Slot()
    def _find(self) -> None:
        self._latest.run(partial(self._search, self._line.text().strip()), self._on_found)

    @Slot(object)
    def _on_found(self, hits: Sequence[Hit]) -> None:
        if self.is_open:
            self._show(hits, self._line.text())

    def _show(self, hits: Sequence[Hit], typed: str) -> None:
        found = [hit_entry(hit, self._go) for hit in hits]
        offered = fitting(typed, self._offers)
        meant = [entry for entry in offered if named(typed, entry)]
        self._model.set_entries([*meant, *found, *(entry for entry in offered if entry not in meant)])
        count = self._model.rowCount()
        self._nothing.setText(tr("Nothing is called “{words}”.", words=typed))
        self._nothing.setVisible(not count)
        self._list.setVisible(bool(count))
        self._list.setFixedHeight(min(max(count, 1), LINES) * ROW + 4)
        self._list.setCurrentIndex(self._model.index(0))
        self.place()

    @Slot()
    def _on_enter(self) -> None:
        self._run(self._list.currentIndex())

    @Slot(QModelIndex)
    def _run(self, index: QModelIndex) -> None:
        entry = self._model.entry_at(index)
        if entry is not None:
            self.close_card()
            entry.run()


class EntryDelegate(QStyledItemDelegate):
    """One line: icon, title, quiet detail, and at the right its kind or shortcut."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens, entry = self._theme.current(), index.data(ENTRY_ROLE)
        area = option.rect.adjusted(6, 1, -6, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.selection))
            painter.drawRoundedRect(area, 6, 6)
        icon = self._theme.icon(entry.icon)
        icon.paint(painter, QRect(area.left() + 9, area.center().y() - ICON // 2 + 1, ICON, ICON))
        font = text_font(tokens.sizes.font)
        painter.setFont(font)
        room = area.adjusted(PAD + ICON + 6, 0, -10, 0)
        hint_width = QFontMetrics(font).horizontalAdvance(entry.hint)
        painter.setPen(QColor(tokens.text_faint))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, entry.hint)
        self._paint_words(painter, room.adjusted(0, 0, -hint_width - 12, 0), entry)
        painter.restore()

    def _paint_words(self, painter: QPainter, room: QRect, entry: Entry) -> None:
        tokens, metrics = self._theme.current(), painter.fontMetrics()
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        title = metrics.elidedText(entry.title, Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(QColor(tokens.text))
        painter.drawText(room, middle, title)
        rest = room.adjusted(metrics.horizontalAdvance(title) + 10, 0, 0, 0)
        painter.setPen(QColor(tokens.text_muted))
        detail = metrics.elidedText(entry.detail, Qt.TextElideMode.ElideRight, max(0, rest.width()))
        painter.drawText(rest, middle, detail)
