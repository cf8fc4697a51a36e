"""The promises of an order at a glance, told anew each second while somebody looks."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from app.orders.clock_words import full_words, tone, words
from app.shared.chips import Chip, ChipLabel
from app.shared.flow import FlowLayout
from app.shared.kit import Kit
from domain.language import tr
from domain.orders.promise_queries import PromiseRow

SECOND_MS = 1000


class ClockStrip(QWidget):
    """One chip for each promise; time passes in it without reading anything again."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._clocks: tuple[PromiseRow, ...] = ()
        self._labels: list[ChipLabel] = []
        self._layout = FlowLayout(self, 10, 4)
        self._timer = QTimer(self, interval=SECOND_MS)
        self._timer.timeout.connect(self.tick)
        self.setAccessibleName(tr("Promises"))

    def show_clocks(self, clocks: Sequence[PromiseRow]) -> None:
        """Show them from now on."""
        self._clocks = tuple(clocks)
        while len(self._labels) > len(self._clocks):
            gone = self._labels.pop()
            self._layout.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self._labels) < len(self._clocks):
            self._labels.append(ChipLabel(self._kit.theme))
            self._layout.addWidget(self._labels[-1])
        self.setVisible(bool(self._clocks))
        self.tick()

    def texts(self) -> list[str]:
        """What is shown."""
        return [label.chip().text for label in self._labels]

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.tick()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        super().hideEvent(event)

    @Slot()
    def tick(self) -> None:
        """Tell what is left now."""
        now = self._kit.times.now()
        for label, clock in zip(self._labels, self._clocks, strict=True):
            chip = Chip(words(clock, self._kit.times), tone(clock, now), soft=True)
            if label.chip() != chip:
                label.set_chip(chip)
            label.setToolTip(full_words(clock, self._kit.times))
