"""Moments as inputs of a form, in the zone of the user."""

from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from app.shared.fields import Field
from app.shared.layout import row
from app.shared.moments import MomentInput
from app.shared.times import Times


class OptionalMomentField(Field):
    """A moment, or none; one begins with the next full hour, `later` hours on."""

    def __init__(self, name: str, title: str, box: str, times: Times, *, later: int = 0) -> None:
        whole = QWidget()
        super().__init__(name, title, whole)
        self._times, self._later = times, timedelta(hours=later)
        self.box = QCheckBox(box)
        self.input = MomentInput(times, f"moment_{name}")
        self.input.setAccessibleName(title)
        self.input.setEnabled(False)
        beside = row(whole, spacing=8)
        beside.addWidget(self.box)
        beside.addWidget(self.input, 1)
        whole.setFocusProxy(self.box)
        self.box.toggled.connect(self._on_toggled)
        self.input.dateTimeChanged.connect(self._on_edited)

    def value(self) -> datetime | None:
        return self.input.moment if self.box.isChecked() else None

    def set_value(self, value: Any) -> None:
        self.box.setChecked(isinstance(value, datetime))
        self.input.put(value if isinstance(value, datetime) else self._begin())

    def _begin(self) -> datetime:
        hour = self._times.now().replace(minute=0, second=0, microsecond=0)
        return hour + timedelta(hours=1) + self._later

    @Slot(bool)
    def _on_toggled(self, given: bool) -> None:
        self.input.setEnabled(given)
        self.edited.emit()
