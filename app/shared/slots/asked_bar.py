"""Within which time somebody is wanted: how many days, which part of the day, and whether a skill may lack."""

from datetime import time

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from app.shared.calm import CalmCombo
from app.shared.layout import column, row
from app.shared.slots.finder import Asked
from domain.language import tr, trn
from domain.scheduling.assistant.values import ALL_DAY

DAYS = (1, 3, 7, 14, 28)
USUAL = 14
NOON = time(12)
MORNING, AFTERNOON = (time.min, NOON), (NOON, time.max)


class AskedBar(QWidget):
    """Two choices and a tick."""

    edited = Signal()

    def __init__(self, margin: int = 0) -> None:
        super().__init__()
        self.days = CalmCombo()
        self.hours = CalmCombo()
        self.lacking = QCheckBox(tr("Also who lacks a skill"))
        for days in DAYS:
            self.days.addItem(trn("within {count} day", "within {count} days", days), days)
        self.days.setCurrentIndex(DAYS.index(USUAL))
        self._parts = (ALL_DAY, MORNING, AFTERNOON)
        self.hours.addItems([tr("at any time"), tr("in the morning"), tr("in the afternoon")])
        self.days.setAccessibleName(tr("Within how many days"))
        self.hours.setAccessibleName(tr("At which time of the day"))
        across = row(spacing=6)
        across.addWidget(self.days, 1)
        across.addWidget(self.hours, 1)
        whole = column(self, margins=(margin, 0, margin, 0), spacing=4)
        whole.addLayout(across)
        whole.addWidget(self.lacking)
        self.days.currentIndexChanged.connect(self._on_edited)
        self.hours.currentIndexChanged.connect(self._on_edited)
        self.lacking.toggled.connect(self._on_edited)

    def asked(self, most: int) -> Asked:
        """What was chosen, for at most so many slots."""
        hours = self._parts[self.hours.currentIndex()]
        return Asked(None, DAYS[self.days.currentIndex()], hours, self.lacking.isChecked(), most)

    @Slot()
    def _on_edited(self) -> None:
        self.edited.emit()
