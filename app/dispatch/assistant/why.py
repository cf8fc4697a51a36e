"""“Why not …?”: a technician is chosen, and sentences answer."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.shared.calm import CalmCombo
from app.shared.layout import column, label
from domain.language import tr
from domain.scheduling.board_rows import BoardTechnician


class WhyNot(QWidget):
    """A choice of technicians, with the answer under it."""

    asked = Signal(int)
    """The id of a technician."""

    def __init__(self) -> None:
        super().__init__()
        self.combo = CalmCombo()
        self.combo.setAccessibleName(tr("Why not somebody else?"))
        self.answer = label("", "muted", wrap=True)
        self.answer.setTextFormat(Qt.TextFormat.PlainText)
        self._ids: tuple[int, ...] = ()
        whole = column(self, spacing=4)
        whole.addWidget(self.combo)
        whole.addWidget(self.answer)
        self.combo.activated.connect(self._on_activated)
        self.offer(())
        self.forget()

    def offer(self, technicians: Sequence[BoardTechnician]) -> None:
        """These may be asked about."""
        ids = tuple(one.id for one in technicians)
        if ids == self._ids and self.combo.count():
            return
        self._ids = ids
        self.combo.clear()
        self.combo.addItems([tr("Why not…"), *(one.name for one in technicians)])

    def forget(self) -> None:
        """The answer belongs to another question."""
        self.combo.setCurrentIndex(0)
        self.answer.hide()

    @Slot(object)
    def explain(self, sentences: tuple[str, ...]) -> None:
        """Show the answer."""
        self.answer.setText("\n".join(sentences))
        self.answer.show()

    @Slot(int)
    def _on_activated(self, at: int) -> None:
        if at:
            self.asked.emit(self._ids[at - 1])
        else:
            self.answer.hide()
