"""Choices as high as they need, scrolled where there is less room."""

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from app.shared.layout import column

LEAST_HEIGHT = 40


class ScrolledChoices(QScrollArea):
    """Takes no more height than what is in it, so that what stands below follows at once."""

    def __init__(self, *choices: QWidget) -> None:
        super().__init__()
        inside = QWidget()
        inside.setProperty("role", "plain")
        self._inside = column(inside, margins=(12, 10, 12, 6), spacing=10)
        self.setWidget(inside)
        for each in choices:
            self._inside.addWidget(each)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        inside = self._inside
        wanted = max(inside.totalHeightForWidth(self.width()), inside.totalMinimumSize().height())
        return QSize(super().sizeHint().width(), wanted)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), LEAST_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.widget() and event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
