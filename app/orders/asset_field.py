"""The asset of a new order, or the site where there is none, found by typing anything that is known of it."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from app.shared.fields import Field
from app.shared.layout import column
from domain.language import tr
from domain.orders.queries import About, AssetChoice, SiteChoice

PAUSE_MS = 120
SHOWN = 5
LINE_HEIGHT = 36
ROOM = 2


class AssetField(Field):
    """Says what is searched, shows what was found, holds the one chosen: an `AssetChoice`, a `SiteChoice`, or None."""

    searched = Signal(str)

    def __init__(self) -> None:
        box = QWidget()
        self.line = QLineEdit()
        self.hits = QListWidget()
        super().__init__("asset", tr("Asset or site"), box)
        self._found: tuple[About, ...] = ()
        self._chosen: About | None = None
        self._filling = False
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._arrange(box)
        self._pause.timeout.connect(self._search)
        self.line.textChanged.connect(self._on_typed)
        self.hits.itemClicked.connect(self._on_clicked)
        self.line.installEventFilter(self)
        self.hits.installEventFilter(self)

    def value(self) -> About | None:
        return self._chosen

    def set_value(self, value: Any) -> None:
        self._chosen = value if isinstance(value, AssetChoice | SiteChoice) else None
        self._filling = True
        self.line.setText(_title(self._chosen) if self._chosen else "")
        self._filling = False
        self._pause.stop()
        self.hits.hide()
        self.edited.emit()

    def offer(self, found: Sequence[About]) -> None:
        """Show what was found, unless one was chosen meanwhile."""
        self._found = tuple(found)
        self.hits.clear()
        for choice in self._found:
            self.hits.addItem(QListWidgetItem(f"{_title(choice)}\n{_place(choice)}"))
        if self._found:
            self.hits.setCurrentRow(0)
        else:
            nothing = QListWidgetItem(tr("No asset and no site has this in number, name, serial, site or customer."))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.hits.addItem(nothing)
        self.hits.setFixedHeight(LINE_HEIGHT * max(1, min(SHOWN, len(self._found))) + 4)
        self.hits.setVisible(self._chosen is None and bool(self.line.text().strip()))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Arrows walk through what was found and around its ends, Enter takes it, all from the line."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress or self.hits.isHidden():
            return False
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            self.hits.setCurrentRow((self.hits.currentRow() + step) % max(1, len(self._found)))
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._take(self.hits.currentRow())
            return True
        return False

    def _arrange(self, box: QWidget) -> None:
        box.setFocusProxy(self.line)
        self.line.setObjectName("field_asset_line")
        self.line.setAccessibleName(self.title)
        self.line.setPlaceholderText(tr("Number, name, serial, site or customer"))
        self.hits.setSpacing(ROOM)
        self.hits.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hits.setAccessibleName(tr("Assets and sites found"))
        self.hits.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hits.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.hits.hide()
        layout = column(box, spacing=2)
        layout.addWidget(self.line)
        layout.addWidget(self.hits)

    def _take(self, at: int) -> None:
        if 0 <= at < len(self._found):
            self.set_value(self._found[at])

    @Slot(QListWidgetItem)
    def _on_clicked(self, item: QListWidgetItem) -> None:
        self._take(self.hits.row(item))

    @Slot()
    def _on_typed(self) -> None:
        if self._filling:
            return
        if self._chosen is not None:
            self._chosen = None
            self.edited.emit()
        self._pause.start()

    @Slot()
    def _search(self) -> None:
        words = self.line.text().strip()
        if words:
            self.searched.emit(words)
        else:
            self.hits.hide()


def _title(choice: About) -> str:
    if isinstance(choice, SiteChoice):
        return f"{choice.customer} · {_joined(', ', choice.name, choice.city)}"
    return f"{choice.number}  {choice.name}"


def _place(choice: About) -> str:
    if isinstance(choice, SiteChoice):
        return _joined(" · ", tr("Site"), choice.street)
    return _joined(" · ", choice.customer, choice.site, choice.city, choice.serial)


def _joined(between: str, *parts: str) -> str:
    return between.join(part for part in parts if part)
