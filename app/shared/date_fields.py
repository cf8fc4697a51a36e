"""Days as inputs."""

from datetime import date
from typing import Any

from PySide6.QtCore import QDate, Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from app.shared.calm_date import CalmDate
from app.shared.days import to_plain, to_qt
from app.shared.fields import Field
from app.shared.layout import row
from domain.language import tr


class DateField(Field):
    """A day."""

    def __init__(self, name: str, title: str) -> None:
        self._edit = CalmDate()
        super().__init__(name, title, self._edit)
        self._edit.setCalendarPopup(True)
        self._edit.dateChanged.connect(self._on_edited)

    def value(self) -> date:
        return to_plain(self._edit.date())

    def set_value(self, value: Any) -> None:
        if isinstance(value, date):
            self._edit.setDate(to_qt(value))

    def misread(self) -> str:
        self._edit.settle()
        return self._edit.misread()


class OptionalDateField(Field):
    """A day, or none; no day is shown then, for it would read as one."""

    def __init__(self, name: str, title: str, box: str = "") -> None:
        whole = QWidget()
        super().__init__(name, title, whole)
        self._box = QCheckBox(box or tr("until"))
        self._edit = CalmDate()
        self._edit.setCalendarPopup(True)
        self._edit.setAccessibleName(title)
        _keep_room(self._edit)
        self._edit.hide()
        beside = row(whole, spacing=8)
        beside.addWidget(self._box)
        beside.addWidget(self._edit, 1)
        whole.setFocusProxy(self._box)
        self._box.toggled.connect(self._on_toggled)
        self._edit.dateChanged.connect(self._on_edited)

    def value(self) -> date | None:
        return to_plain(self._edit.date()) if self._box.isChecked() else None

    def set_value(self, value: Any) -> None:
        self._box.setChecked(isinstance(value, date))
        self._edit.setDate(to_qt(value) if isinstance(value, date) else QDate.currentDate())

    def misread(self) -> str:
        self._edit.settle()
        return self._edit.misread() if self._box.isChecked() else ""

    @Slot(bool)
    def _on_toggled(self, given: bool) -> None:
        self._edit.setVisible(given)
        self.edited.emit()


def _keep_room(widget: QWidget) -> None:
    """What is hidden leaves its place free, so that nothing jumps when it comes."""
    policy = widget.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    widget.setSizePolicy(policy)
