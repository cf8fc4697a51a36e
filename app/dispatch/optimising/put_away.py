"""Says above a proposal that it, or the rest of it, was discarded, by whom, and where there is a newer one."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from app.dispatch.optimising.values import Proposed
from app.shared.layout import label, row
from domain.language import tr


class PutAway(QWidget):
    """Hidden while the proposal can be decided on."""

    newer_asked = Signal(int)
    """The id of the newer proposal."""

    def __init__(self) -> None:
        super().__init__()
        self._newer: int | None = None
        self.words = label("", "strong", wrap=True)
        self.open_button = QPushButton(tr("Open the newer proposal"))
        self.open_button.setObjectName("optimise_newer")
        inside = row(self, spacing=12)
        inside.addWidget(self.words, 1)
        inside.addWidget(self.open_button)
        self.open_button.clicked.connect(self._on_open)
        self.hide()

    def show_proposed(self, proposed: Proposed) -> None:
        """Tell of this one."""
        self._newer = proposed.newer
        self.words.setText(_said(proposed))
        self.open_button.setVisible(proposed.newer is not None)
        self.setVisible(bool(proposed.discarded_by))

    @Slot()
    def _on_open(self) -> None:
        if self._newer is not None:
            self.newer_asked.emit(self._newer)


def _said(proposed: Proposed) -> str:
    who = proposed.discarded_by
    if proposed.newer is None and proposed.in_part:
        return tr("{who} has discarded what was left of this proposal.", who=who)
    if proposed.newer is None:
        return tr("{who} has discarded this proposal.", who=who)
    if proposed.in_part:
        return tr("{who} has proposed anew since, so what was left of this proposal is discarded.", who=who)
    return tr("{who} has proposed anew since, so this proposal is discarded.", who=who)
