"""One closure of a calendar, such as the days between Christmas and New Year."""

from typing import Any

from PySide6.QtWidgets import QLineEdit

from app.settings.calendars.names import months
from app.shared.calm import CalmCombo, CalmSpin
from app.shared.layout import label
from app.shared.rows_field import Line
from app.shared.theme import Theme
from domain.calendars.closing import ClosedDays
from domain.language import tr

EVERY_YEAR = 1999
LAST_YEAR = 2100
LAST_DAY = 31


class ClosureLine(Line):
    """Name, first day, last day, and the year or every year."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._name = QLineEdit()
        self._name.setMinimumWidth(90)
        self._name.setPlaceholderText(tr("Name"))
        self._name.setAccessibleName(tr("Name of the closure"))
        self._first_day, self._first_month = _day(tr("First day")), _month(tr("Month of the first day"))
        self._last_day, self._last_month = _day(tr("Last day")), _month(tr("Month of the last day"))
        self._year = CalmSpin()
        self._year.setRange(EVERY_YEAR, LAST_YEAR)
        self._year.setSpecialValueText(tr("every year"))
        self._year.setFixedWidth(104)
        self._year.setAccessibleName(tr("Year of the first day"))
        self.inputs.addWidget(self._name, 1)
        for widget in (self._first_day, self._first_month, label("–"), self._last_day, self._last_month, self._year):
            self.inputs.addWidget(widget)
        self._name.textChanged.connect(self.tell)
        self._year.valueChanged.connect(self.tell)
        for combo in (self._first_day, self._first_month, self._last_day, self._last_month):
            combo.currentIndexChanged.connect(self.tell)

    def value(self) -> ClosedDays:
        year = self._year.value()
        return ClosedDays(
            self._name.text().strip(),
            self._first_month.currentIndex() + 1,
            self._first_day.currentIndex() + 1,
            self._last_month.currentIndex() + 1,
            self._last_day.currentIndex() + 1,
            None if year == EVERY_YEAR else year,
        )

    def set_value(self, value: Any) -> None:
        if isinstance(value, ClosedDays):
            self._name.setText(value.name)
            self._name.setCursorPosition(0)
            self._first_month.setCurrentIndex(value.first_month - 1)
            self._first_day.setCurrentIndex(value.first_day - 1)
            self._last_month.setCurrentIndex(value.last_month - 1)
            self._last_day.setCurrentIndex(value.last_day - 1)
            self._year.setValue(EVERY_YEAR if value.year is None else value.year)


def _day(name: str) -> CalmCombo:
    combo = CalmCombo()
    combo.addItems([str(day) for day in range(1, LAST_DAY + 1)])
    combo.setAccessibleName(name)
    combo.setFixedWidth(64)
    return combo


def _month(name: str) -> CalmCombo:
    combo = CalmCombo()
    combo.addItems(months(short=True))
    combo.setAccessibleName(name)
    combo.setFixedWidth(76)
    return combo
