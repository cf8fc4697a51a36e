"""The rail at the left: where one can go, and where something waits."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QToolButton, QWidget

from app.shared.fonts import text_font
from app.shared.layout import column, label
from app.shared.page import Page
from app.shared.theme import Theme
from domain.language import tr, trn

ICON = 18
BADGE = 18
MOST = 99
DIGITS = 10


class PlaceButton(QToolButton):
    """One page of the rail, with the number of things that wait there."""

    def __init__(self, page: Page, theme: Theme, number: int) -> None:
        super().__init__()
        self.key = page.key
        self._theme = theme
        self._title = page.title
        self._keys = f"  (Alt+{number % DIGITS})" if number <= DIGITS else ""
        self._count = 0
        self.setProperty("role", "place")
        self.setObjectName(f"go_{page.key}")
        self.setCheckable(True)
        self.setIconSize(QSize(ICON, ICON))
        self.setText(f"  {page.title}")
        theme.dress(self, page.icon)
        self.set_narrow(False)
        self.set_count(0)

    def set_count(self, count: int) -> None:
        self._count = count
        waiting = trn("{count} waits", "{count} wait", count) if count else ""
        self.setAccessibleName(f"{self._title}, {waiting}" if waiting else self._title)
        self.setToolTip(f"{self.accessibleName()}{self._keys}")
        self.update()

    def count(self) -> int:
        return self._count

    def set_narrow(self, narrow: bool) -> None:
        style = Qt.ToolButtonStyle.ToolButtonIconOnly if narrow else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        self.setToolButtonStyle(style)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._count:
            self._paint_badge()

    def _paint_badge(self) -> None:
        tone = self._theme.current().tone("critical")
        words = str(self._count) if self._count <= MOST else f"{MOST}+"
        narrow = self.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly
        height = BADGE - 4 if narrow else BADGE
        font = text_font(9 if narrow else 11, QFont.Weight.DemiBold)
        width = max(height, QFontMetrics(font).horizontalAdvance(words) + 9)
        top = 1.0 if narrow else (self.height() - height) / 2
        area = QRectF(self.width() - width - (0 if narrow else 7), top, width, height)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tone.fill))
        painter.drawRoundedRect(area, height / 2, height / 2)
        painter.setPen(QColor(tone.on_fill))
        painter.setFont(font)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)
        painter.end()


class NavigationRail(QWidget):
    """The pages, one of them current."""

    page_asked = Signal(str)

    def __init__(self, pages: Sequence[Page], theme: Theme, title: str) -> None:
        super().__init__()
        self._theme = theme
        self._narrow = self._squeezed = False
        self._name = label(title, "strong")
        self._group = QButtonGroup(self, exclusive=True)
        self._buttons = {page.key: PlaceButton(page, theme, at) for at, page in enumerate(pages, 1)}
        self.setProperty("role", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("Navigation"))
        self._arrange()
        self._group.buttonClicked.connect(self._on_clicked)

    def set_current(self, key: str) -> None:
        self._buttons[key].setChecked(True)

    def set_badge(self, key: str, count: int) -> None:
        self._buttons[key].set_count(count)

    def button(self, key: str) -> PlaceButton:
        return self._buttons[key]

    @property
    def narrow(self) -> bool:
        """Whether the user wants only icons."""
        return self._narrow

    def set_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        self._fit()

    def set_squeezed(self, squeezed: bool) -> None:
        """Whether there is room for icons only, whatever the user wants."""
        if squeezed != self._squeezed:
            self._squeezed = squeezed
            self._fit()

    def _fit(self) -> None:
        narrow = self._narrow or self._squeezed
        sizes = self._theme.current().sizes
        self.setFixedWidth(sizes.rail_narrow if narrow else sizes.rail)
        self._name.setVisible(not narrow)
        for button in self._buttons.values():
            button.set_narrow(narrow)
            button.setFixedWidth(self.width() - 2 * 8)

    def _arrange(self) -> None:
        layout = column(self, margins=(8, 10, 8, 8), spacing=2)
        self._name.setContentsMargins(8, 2, 0, 8)
        layout.addWidget(self._name)
        for button in self._buttons.values():
            self._group.addButton(button)
            layout.addWidget(button)
        layout.addStretch(1)
        self.set_narrow(False)

    @Slot(QToolButton)
    def _on_clicked(self, button: QToolButton) -> None:
        if isinstance(button, PlaceButton):
            self.page_asked.emit(button.key)
