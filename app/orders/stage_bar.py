"""Where an order stands, and where it may go from there."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from domain.language import tr
from domain.orders.queries import StageChoice

IN_A_ROW = 5


class StageBar(QWidget):
    """All stages in their order: the present one marked, the reachable ones to click."""

    stage_asked = Signal(object)
    """The `StageChoice` that was clicked."""

    def __init__(self) -> None:
        super().__init__()
        self._stages: tuple[StageChoice, ...] = ()
        self._present = 0
        self._buttons: list[QPushButton] = []
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2)
        self._layout.setColumnStretch(IN_A_ROW, 1)
        self.setAccessibleName(tr("Stage"))

    def show_stages(self, stages: Sequence[StageChoice], present: int) -> None:
        """Show `stages`; the order stands in the one with the id `present`."""
        if (tuple(stages), present) == (self._stages, self._present):
            return
        self._stages, self._present = tuple(stages), present
        for button in self._buttons:
            self._layout.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [self._button(stage) for stage in self._stages]
        for at, button in enumerate(self._buttons):
            self._layout.addWidget(button, at // IN_A_ROW, at % IN_A_ROW)

    def button(self, name: str) -> QPushButton:
        """The button of a stage."""
        return self._buttons[[stage.name for stage in self._stages].index(name)]

    def _button(self, stage: StageChoice) -> QPushButton:
        made = QPushButton(stage.name, self)
        is_present = stage.id == self._present
        made.setProperty("role", "filter" if is_present else "quiet")
        made.setProperty("active", is_present)
        made.setEnabled(is_present or stage.reachable)
        made.setToolTip(
            tr("The order stands here") if is_present else tr("Move the order to {stage}", stage=stage.name)
        )
        made.clicked.connect(self._on_clicked)
        return made

    @Slot()
    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            stage = self._stages[self._buttons.index(button)]
            if stage.id != self._present:
                self.stage_asked.emit(stage)
