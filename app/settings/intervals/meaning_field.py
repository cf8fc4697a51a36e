"""What an interval means: in words, and as the days on which it falls due next."""

from collections.abc import Iterable
from datetime import date
from itertools import islice
from typing import Any

from PySide6.QtCore import QLocale, Slot
from PySide6.QtWidgets import QWidget

from app.shared.calm_date import CalmDate
from app.shared.days import to_plain, to_qt
from app.shared.fields import Field
from app.shared.layout import column, label, row
from domain.errors import Refusal
from domain.language import tr
from domain.visits.checks import LOOK_AHEAD, check_interval
from domain.visits.interval import ONCE, Interval
from domain.visits.series import occurrences
from domain.visits.wording import describe

NEXT = 10
HELD = "\N{NO-BREAK SPACE}"


class MeaningField(Field):
    """Shows an interval while it is entered; there is nothing to enter here, so its value is always None."""

    def __init__(self, name: str, title: str, today: date) -> None:
        whole = QWidget()
        super().__init__(name, title, whole)
        self._interval: Interval | None = None
        self.words = label("", "strong", wrap=True)
        self.wrong = label("", "wrong", wrap=True)
        self.days = label("", "muted", wrap=True)
        self.first = CalmDate()
        self.first.setCalendarPopup(True)
        self.first.setDate(to_qt(today))
        self.first.setAccessibleName(tr("First day of the series"))
        begins = row(spacing=8)
        begins.addWidget(label(tr("If it begins on"), "muted"))
        begins.addWidget(self.first)
        begins.addStretch(1)
        layout = column(whole, spacing=4)
        layout.addWidget(self.words)
        layout.addLayout(begins)
        layout.addWidget(self.days)
        layout.addWidget(self.wrong)
        whole.setFocusProxy(self.first)
        self.first.dateChanged.connect(self._show)
        self.show_interval(ONCE)

    def value(self) -> None:
        return None

    def set_value(self, _value: Any) -> None:
        """There is none."""

    def show_interval(self, interval: Interval) -> None:
        """Say what it means, and why it never falls due where it does not."""
        if interval != self._interval:
            self._interval = interval
            self._show()

    @Slot()
    def _show(self) -> None:
        interval, first = self._interval or ONCE, to_plain(self.first.date())
        words = describe(interval)
        self.words.setText(words[:1].upper() + words[1:])
        try:
            check_interval(interval, first)
        except Refusal as refusal:
            self.days.setText("")
            self.wrong.setText(str(refusal))
        else:
            self.days.setText(_listed(upcoming(interval, first)))
            self.wrong.setText("")
        self.wrong.setVisible(bool(self.wrong.text()))
        self.days.setVisible(bool(self.days.text()))


def upcoming(interval: Interval, first: date) -> tuple[date, ...]:
    """The first days of a series that begins on a day."""
    last = date.fromordinal(min(first.toordinal() + LOOK_AHEAD, date.max.toordinal()))
    return tuple(islice(occurrences(interval, first, first, last), NEXT))


def _listed(days: Iterable[date]) -> str:
    words = (QLocale().toString(to_qt(day), tr("ddd d MMM yyyy")) for day in days)
    return " · ".join(each.replace(" ", HELD) for each in words)
