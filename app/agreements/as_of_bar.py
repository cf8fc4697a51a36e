"""Lets one see an agreement as it was agreed on a day."""

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from app.shared.calm_date import CalmDate
from app.shared.days import to_plain, to_qt
from app.shared.layout import row
from domain.language import tr


class AsOfBar(QWidget):
    """Ticked, it names a day; else all lines and cover there ever were are shown."""

    chosen = Signal(object)
    """The day, or None."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self.box = QCheckBox(tr("As agreed on"))
        self.day = CalmDate()
        self.day.setCalendarPopup(True)
        self.day.setAccessibleName(tr("As agreed on"))
        self.day.setDate(to_qt(today))
        self.day.setEnabled(False)
        beside = row(self, spacing=8)
        beside.addWidget(self.box)
        beside.addWidget(self.day)
        beside.addStretch(1)
        self.box.toggled.connect(self._on_toggled)
        self.day.dateChanged.connect(self._tell)

    @Slot(bool)
    def _on_toggled(self, given: bool) -> None:
        self.day.setEnabled(given)
        self._tell()

    @Slot()
    def _tell(self) -> None:
        self.chosen.emit(to_plain(self.day.date()) if self.box.isChecked() else None)
