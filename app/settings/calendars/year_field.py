"""The holidays of a year, each to be switched, over the picture of that year."""

from datetime import date
from typing import Any

from PySide6.QtCore import QDate, QLocale, Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from app.settings.calendars.opened import Opened, opened, switched
from app.settings.calendars.year_map import YearMap
from app.shared.calm import CalmCombo, CalmSpin
from app.shared.fields import Field
from app.shared.layout import column, label, row
from app.shared.theme import Theme
from domain.calendars.closing import CalendarDraft, DayKind, OpenDay, day_rows
from domain.language import tr

FIRST, LAST = 1970, 2100


class YearField(Field):
    """The value are the holidays on which work goes on; the rest of the calendar is told by `show_calendar`."""

    def __init__(self, name: str, title: str, theme: Theme, year: int) -> None:
        whole = QWidget()
        super().__init__(name, title, whole)
        self.year = CalmSpin()
        self.year.setRange(FIRST, LAST)
        self.year.setValue(year)
        self.year.setAccessibleName(tr("Year shown"))
        self.map = YearMap(theme)
        self._summary = label("", "muted")
        self._grid = QGridLayout()
        self._open: tuple[OpenDay, ...] = ()
        self._draft = CalendarDraft("", ())
        self._shown: list[tuple[date, str]] = []
        self._choices: list[QComboBox] = []
        self._parts: list[QWidget] = []
        head = row(spacing=8)
        head.addWidget(self.year)
        head.addWidget(self._summary)
        head.addStretch(1)
        layout = column(whole, spacing=8)
        layout.addLayout(head)
        layout.addWidget(self.map)
        layout.addLayout(self._grid)
        self._grid.setColumnStretch(1, 1)
        whole.setFocusProxy(self.year)
        self.year.valueChanged.connect(self._on_year)

    def value(self) -> tuple[OpenDay, ...]:
        return self._open

    def set_value(self, value: Any) -> None:
        self._open = tuple(value or ())
        self._show()

    def show_calendar(self, draft: CalendarDraft) -> None:
        """Show the year as it is with hours, country and closures of `draft`."""
        self._draft = draft
        self._show()

    def choices(self) -> dict[str, QComboBox]:
        """The switch of each holiday of the year, by its name."""
        return {name: choice for (_, name), choice in zip(self._shown, self._choices, strict=True)}

    def _show(self) -> None:
        draft, year = self._draft, self.year.value()
        now = CalendarDraft(
            draft.name, draft.windows, draft.timezone, draft.country, draft.subdivision, self._open, draft.closures
        )
        rows = day_rows(now, year)
        self.map.show_year(year, frozenset(window.weekday for window in draft.windows), rows)
        self._summary.setText(self.map.summary())
        self._show_holidays([(each.day, each.name) for each in rows if each.kind is DayKind.HOLIDAY])

    def _show_holidays(self, holidays: list[tuple[date, str]]) -> None:
        if holidays != self._shown:
            self._rebuild(holidays)
        for (_, name), choice in zip(self._shown, self._choices, strict=True):
            choice.blockSignals(True)
            choice.setCurrentIndex(list(Opened).index(opened(self._open, name, self.year.value())))
            choice.blockSignals(False)

    def _rebuild(self, holidays: list[tuple[date, str]]) -> None:
        for part in self._parts:
            self._grid.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._shown, self._choices, self._parts = holidays, [], []
        for at, (day, name) in enumerate(holidays):
            choice = CalmCombo()
            choice.addItems([each.label for each in Opened])
            choice.setAccessibleName(name)
            choice.currentIndexChanged.connect(self._on_switched)
            self._choices.append(choice)
            for place, part in enumerate((label(_day_words(day), "muted"), _name(name), choice)):
                self._grid.addWidget(part, at, place)
                self._parts.append(part)

    @Slot()
    def _on_switched(self) -> None:
        year = self.year.value()
        for (_, name), choice in zip(self._shown, self._choices, strict=True):
            wanted = list(Opened)[choice.currentIndex()]
            if wanted is not opened(self._open, name, year):
                self._open = switched(self._open, name, year, wanted)
        self._show()
        self.edited.emit()

    @Slot()
    def _on_year(self) -> None:
        self._show()


def _name(name: str) -> QLabel:
    return label(name, wrap=True)


def _day_words(day: date) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), tr("ddd d MMM"))
