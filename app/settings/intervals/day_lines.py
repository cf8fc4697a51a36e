"""Single days of an interval: breaks in which nothing falls due, and days on which it does in any case."""

from datetime import date
from typing import Any

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QCheckBox

from app.shared.calm_date import CalmDate
from app.shared.days import to_plain, to_qt
from app.shared.layout import label
from app.shared.rows_field import Line
from app.shared.theme import Theme
from domain.language import tr
from domain.visits.interval import Break


class BreakLine(Line):
    """First and last day, once or every year."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.first, self.last = _day(tr("First day")), _day(tr("Last day"))
        self.yearly = QCheckBox(tr("every year"))
        self.inputs.addWidget(self.first)
        self.inputs.addWidget(label("–"))
        self.inputs.addWidget(self.last)
        self.inputs.addWidget(self.yearly)
        self.inputs.addStretch(1)
        self.first.dateChanged.connect(self.tell)
        self.last.dateChanged.connect(self.tell)
        self.yearly.toggled.connect(self.tell)

    def value(self) -> Break:
        return Break(to_plain(self.first.date()), to_plain(self.last.date()), self.yearly.isChecked())

    def set_value(self, value: Any) -> None:
        if isinstance(value, Break):
            self.first.setDate(to_qt(value.first))
            self.last.setDate(to_qt(value.last))
            self.yearly.setChecked(value.yearly)


class DayLine(Line):
    """One day."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.day = _day(tr("Day"))
        self.inputs.addWidget(self.day)
        self.inputs.addStretch(1)
        self.day.dateChanged.connect(self.tell)

    def value(self) -> date:
        return to_plain(self.day.date())

    def set_value(self, value: Any) -> None:
        if isinstance(value, date):
            self.day.setDate(to_qt(value))


def _day(name: str) -> CalmDate:
    edit = CalmDate()
    edit.setCalendarPopup(True)
    edit.setDate(QDate.currentDate())
    edit.setAccessibleName(name)
    return edit
