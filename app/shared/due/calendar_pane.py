"""The calendar of a preview: twelve months of it at a time, with what its marks mean."""

from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.shared.buttons import IconButton
from app.shared.columns import RIGHT
from app.shared.due.marks import LEFT_OUT, THERE, mark_of, parts_of, words_of
from app.shared.kit import Kit
from app.shared.layout import column, label, row
from app.shared.year_calendar import MONTHS, YearCalendar, month_after
from domain.language import tr
from domain.visits.outlook import Outlook


class CalendarPane(QWidget):
    """Shows an `Outlook`; `calendar` says what was picked."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._outlook = Outlook()
        self.calendar = YearCalendar(kit.theme, self._words)
        self.words = label("", "strong", wrap=True)
        self.earlier = IconButton("chevron-left", tr("Twelve months earlier"), kit.theme)
        self.later = IconButton("chevron-right", tr("Twelve months later"), kit.theme)
        said = tr(
            "number: to be made · corner: on a closed day · {made}: made already · {left}: skipped",
            made=THERE,
            left=LEFT_OUT,
        )
        legend = label(said, "hint", wrap=True)
        legend.setAlignment(RIGHT)
        head = row(spacing=8)
        head.addWidget(self.words, 1)
        head.addWidget(legend, 1)
        head.addWidget(self.earlier)
        head.addWidget(self.later)
        whole = column(self, margins=(16, 6, 16, 6), spacing=6)
        whole.addLayout(head)
        whole.addWidget(self.calendar)
        self.calendar.picked.connect(self.tell)
        self.earlier.clicked.connect(self._on_earlier)
        self.later.clicked.connect(self._on_later)

    def show_outlook(self, found: Outlook) -> None:
        """Mark the days, and say what they bring in all."""
        self._outlook = found
        self.tell()
        self.calendar.show_marks({day: mark_of(brought) for day, brought in found.days.items()})

    @Slot()
    def tell(self) -> None:
        """Say what the day that is picked brings, or all days."""
        day = self.calendar.picked_day()
        parts = [part for part in parts_of(self._outlook.total) if part]
        all_days = " · ".join(parts) or tr("Nothing falls due")
        self.words.setText(all_days if day is None else self._words(day))

    def begin(self, first: date) -> None:
        """Show the twelve months from a day on, and nothing picked in them."""
        self.calendar.show_months(first)
        self.pick_nothing()

    def pick_nothing(self) -> None:
        """Look at all days again."""
        self.calendar.pick(None, None)
        self.tell()

    def _words(self, day: date) -> str:
        return words_of(day, self._outlook.days.get(day))

    @Slot()
    def _on_earlier(self) -> None:
        self.calendar.show_months(month_after(self.calendar.first, -MONTHS))

    @Slot()
    def _on_later(self) -> None:
        self.calendar.show_months(month_after(self.calendar.first, MONTHS))
