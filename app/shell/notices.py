"""Short sentences over the window's lower edge, with the way back where there is one."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from app.shared.layout import column, label, row
from app.shared.links import Mood, Notice
from app.shared.theme import Theme
from domain.language import tr

STAY_MS = {Mood.DONE: 5_000, Mood.INFO: 6_000, Mood.WARNING: 10_000, Mood.ERROR: 20_000}
UNDO_MS = 12_000
ICONS = {
    Mood.DONE: "circle-check",
    Mood.INFO: "info",
    Mood.WARNING: "triangle-alert",
    Mood.ERROR: "octagon-alert",
}
TEXT, ICON, MOST, ABOVE_STATUS = 400, 18, 4, 40


class NoticeCard(QFrame):
    """One notice, until its time is over or it is dismissed."""

    gone = Signal()

    def __init__(self, notice: Notice, theme: Theme) -> None:
        super().__init__()
        self.notice = notice
        self.setProperty("role", "notice")
        self.setAccessibleName(notice.text)
        self._timer = QTimer(self, interval=UNDO_MS if notice.undo else STAY_MS[notice.mood], singleShot=True)
        self._timer.timeout.connect(self.dismiss)
        self._timer.start()
        self._arrange(theme)

    def undo(self) -> None:
        """Take back what the notice tells of."""
        undo = self.notice.undo
        self.dismiss()
        if undo is not None:
            undo()

    def _arrange(self, theme: Theme) -> None:
        ink = theme.current().tooltip_text
        icon = QLabel()
        icon.setPixmap(theme.icon(ICONS[self.notice.mood], ink).pixmap(QSize(ICON, ICON)))
        text = label(self.notice.text, wrap=True)
        text.ensurePolished()
        text.setFixedWidth(min(text.fontMetrics().horizontalAdvance(self.notice.text) + 4, TEXT))
        text.setFixedHeight(text.heightForWidth(text.width()))
        layout = row(self, margins=(12, 6, 6, 6), spacing=9)
        layout.addWidget(icon)
        layout.addWidget(text)
        if self.notice.undo is not None:
            layout.addWidget(self._button(self.notice.undo_title or tr("Undo"), self.undo))
        layout.addWidget(self._button("✕", self.dismiss, tr("Dismiss")))

    def _button(self, text: str, slot: object, name: str = "") -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(name or text)
        button.setToolTip(name)
        button.clicked.connect(slot)
        return button

    @Slot()
    def dismiss(self) -> None:
        """It has been read."""
        self._timer.stop()
        self.hide()
        self.gone.emit()
        self.deleteLater()


class Notices(QWidget):
    """The notices of one window, the newest lowest."""

    changed = Signal()

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self._theme = theme
        self._over = over
        self._cards: list[NoticeCard] = []
        self._layout = column(self, spacing=8)
        self.hide()

    def show_notice(self, notice: Notice) -> None:
        for card in [old for old in self._cards if notice.topic and old.notice.topic == notice.topic]:
            card.dismiss()
        card = NoticeCard(notice, self._theme)
        card.gone.connect(self._on_gone)
        self._cards.append(card)
        self._layout.addWidget(card, alignment=Qt.AlignmentFlag.AlignHCenter)
        card.show()
        for old in self._cards[:-MOST]:
            old.hide()
        self.place()
        self.changed.emit()

    def texts(self) -> list[str]:
        """What can be read now, the newest last."""
        return [card.notice.text for card in self._cards if not card.isHidden()]

    def can_undo(self) -> bool:
        return any(card.notice.undo for card in self._cards)

    def undo_newest(self) -> None:
        for card in reversed(self._cards):
            if card.notice.undo is not None:
                card.undo()
                return

    @Slot()
    def _on_gone(self) -> None:
        card = self.sender()
        self._cards = [kept for kept in self._cards if kept is not card]
        self.place()
        self.changed.emit()

    def place(self) -> None:
        """Fit the window, whose size has changed."""
        self.setVisible(bool(self._cards))
        if not self._cards:
            return
        self._layout.activate()
        size = self._layout.sizeHint()
        left = (self._over.width() - size.width()) // 2
        self.setGeometry(QRect(QPoint(left, self._over.height() - size.height() - ABOVE_STATUS), size))
        self.raise_()
