"""Where an order stands, and where it may go from there."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from app.shared.flow import FlowLayout
from domain.language import tr
from domain.orders.stages import Step
from domain.reporting.order_steps import StageStep


class StageBar(QWidget):
    """All stages of the order's tree: the present one marked, those within reach to click."""

    stage_asked = Signal(object)
    """The `StageStep` that was clicked."""

    def __init__(self) -> None:
        super().__init__()
        self._stages: tuple[StageStep, ...] = ()
        self._present = 0
        self._buttons: list[QPushButton] = []
        self._layout = FlowLayout(self, 2, 2)
        self.setAccessibleName(tr("Stage"))

    def show_stages(self, stages: Sequence[StageStep], present: int) -> None:
        """Show `stages`; the order stands in the one with the id `present`."""
        if (tuple(stages), present) == (self._stages, self._present):
            return
        self._stages, self._present = tuple(stages), present
        for button in self._buttons:
            self._layout.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [self._button(stage) for stage in self._stages]
        for button in self._buttons:
            self._layout.addWidget(button)

    def button(self, name: str) -> QPushButton:
        """The button of a stage."""
        return self._buttons[[stage.name for stage in self._stages].index(name)]

    def _button(self, stage: StageStep) -> QPushButton:
        made = QPushButton(stage.name, self)
        is_present = stage.id == self._present
        made.setProperty("role", "filter" if is_present else "quiet")
        made.setProperty("active", is_present)
        made.setEnabled(is_present or stage.step is not None)
        made.setToolTip(
            tr("The order stands here") if is_present else tr("Move the order to {stage}", stage=stage.name)
        )
        if stage.step is Step.NEXT:
            made.setToolTip(tr("Move the order to {stage}  (next)", stage=stage.name))
        made.clicked.connect(self._on_clicked)
        return made

    @Slot()
    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            stage = self._stages[self._buttons.index(button)]
            if stage.id != self._present:
                self.stage_asked.emit(stage)
