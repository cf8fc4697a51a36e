"""One place for panes, beside or below the board: tabs, and under them the pane that is open."""

from enum import StrEnum

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QStackedWidget

from app.dispatch.panes.pane import Pane
from app.dispatch.panes.strip import TabStrip
from app.shared.layout import column, line
from app.shared.theme import Theme
from domain.language import tr

LEAST_WIDTH, LEAST_HEIGHT = 260, 140
CLOSED_WIDTH, ANY = 44, 16_777_215


class Place(StrEnum):
    """Where a dock is."""

    BESIDE = "beside"
    BELOW = "below"

    @property
    def other(self) -> "Place":
        return Place.BELOW if self is Place.BESIDE else Place.BESIDE

    @property
    def way_out(self) -> str:
        """The words that take a pane to the other place."""
        return tr("Move below the board") if self is Place.BESIDE else tr("Move beside the board")


class Dock(QFrame):
    """Holds panes of which one, or none, is open."""

    opened = Signal(object, object)
    """The `Pane` that went out of view and the one that came into it; either may be None."""
    move_asked = Signal(str)
    """The pane with this key shall go to the other place."""

    def __init__(self, theme: Theme, place: Place) -> None:
        super().__init__()
        self.place = place
        self.panes: dict[str, Pane] = {}
        self.open_key = ""
        self.strip = TabStrip(theme, place.way_out)
        self._stack = QStackedWidget()
        if place is Place.BESIDE:
            self._stack.setMinimumWidth(LEAST_WIDTH)
        else:
            self._stack.setMinimumHeight(LEAST_HEIGHT)
        self._line = line()
        whole = column(self)
        whole.addWidget(self.strip)
        whole.addWidget(self._line)
        whole.addWidget(self._stack, 1)
        self.strip.asked.connect(self.toggle)
        self.strip.move_asked.connect(self.move_asked)
        self._lay_out()

    @property
    def open_pane(self) -> Pane | None:
        """The pane in view."""
        return self.panes.get(self.open_key)

    def add(self, pane: Pane) -> None:
        """One pane more, closed."""
        self.panes[pane.key] = pane
        self._stack.addWidget(pane)
        self.strip.add(pane)
        self._lay_out()

    def take(self, key: str) -> Pane:
        """One pane less."""
        if self.open_key == key:
            self.open("")
        pane = self.panes.pop(key)
        self._stack.removeWidget(pane)
        self.strip.take(key)
        self._lay_out()
        return pane

    def open(self, key: str) -> None:
        """Let this pane be in view; an empty key closes the place."""
        key = key if key in self.panes else ""
        if key == self.open_key:
            return
        before, self.open_key = self.open_pane, key
        if (now := self.open_pane) is not None:
            self._stack.setCurrentWidget(now)
        self._lay_out()
        self.opened.emit(before, now)

    @Slot(str)
    def toggle(self, key: str) -> None:
        """Open this pane, or close it if it is open."""
        self.open("" if key == self.open_key else key)
        self.strip.show_open(self.open_key)

    def _lay_out(self) -> None:
        closed = self.open_pane is None
        self.setVisible(bool(self.panes))
        for widget in (self._stack, self._line):
            widget.setVisible(not closed)
        self.strip.show_open(self.open_key)
        if self.place is Place.BESIDE:
            self.strip.stand(upright=closed)
            self.setMaximumWidth(CLOSED_WIDTH if closed else ANY)
        else:
            self.setMaximumHeight(self.strip.sizeHint().height() if closed else ANY)
