"""The place beside the board on which bookings are dropped to take them off."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QToolTip, QWidget

from domain.language import tr


class Outside:
    """A widget, once the page has said which."""

    def __init__(self) -> None:
        self.widget: QWidget | None = None

    def holds(self, at: QPoint) -> bool:
        """Whether this place of the screen is on it."""
        widget = self.widget
        return widget is not None and widget.isVisible() and widget.rect().contains(widget.mapFromGlobal(at))

    def tell(self, at: QPoint, count: int) -> None:
        """Say at the pointer what letting go would do to so many bookings."""
        if self.widget is not None and count and self.holds(at):
            one, several = tr("Let go to take it off the board"), tr("Let go to take them off the board")
            QToolTip.showText(at, one if count == 1 else several, self.widget)
