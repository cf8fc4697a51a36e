"""The line that says which days are asked for, and for which agreement alone."""

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget

from app.shared.calm_date import CalmDate
from app.shared.days import to_plain, to_qt
from app.shared.layout import column, label, row
from app.shared.theme import Theme
from app.shared.year_calendar import MONTHS, month_after
from app.visits.question import checked
from domain.errors import Refusal
from domain.language import tr
from domain.visits.plan import Period


class PeriodBar(QWidget):
    """Two days, whether what is missing since the lines began counts, and a way out of looking at one agreement."""

    edited = Signal()
    all_asked = Signal()
    """All agreements are wanted again."""

    def __init__(self, theme: Theme, today: date) -> None:
        super().__init__()
        self.first, self.last = _day(tr("From")), _day(tr("Until"))
        self.continuous = QCheckBox(tr("and what is missing since the lines began"))
        self.only = QPushButton()
        self.only.setProperty("role", "filter")
        self.only.setProperty("active", True)
        self.only.setToolTip(tr("Show all agreements again"))
        theme.dress(self.only, "x")
        self.wrong = label("", "wrong", wrap=True)
        self.first.setDate(to_qt(today))
        self.last.setDate(to_qt(date.fromordinal(month_after(today, MONTHS).toordinal() - 1)))
        self._arrange()
        self.first.dateChanged.connect(self._on_edited)
        self.last.dateChanged.connect(self._on_edited)
        self.first.misread_changed.connect(self._on_edited)
        self.last.misread_changed.connect(self._on_edited)
        self.continuous.toggled.connect(self._on_edited)
        self.only.clicked.connect(self.all_asked)

    def period(self) -> Period | None:
        """The period asked for; None while it makes no sense, which is said beside it."""
        first, last = to_plain(self.first.date()), to_plain(self.last.date())
        if misread := self.first.misread() or self.last.misread():
            self._say(misread)
            return None
        try:
            checked(first, last)
        except Refusal as refusal:
            self._say(str(refusal))
            return None
        self._say("")
        return Period(first, last, continuous=self.continuous.isChecked())

    def show_only(self, name: str) -> None:
        """Say that one agreement alone is shown; an empty name says that all are."""
        self.only.setText(tr("only {name}", name=name))
        self.only.setVisible(bool(name))

    def _arrange(self) -> None:
        line = row(margins=(16, 0, 16, 0), spacing=8)
        line.addWidget(label(tr("Due from"), "muted"))
        line.addWidget(self.first)
        line.addWidget(label(tr("until"), "muted"))
        line.addWidget(self.last)
        line.addWidget(self.continuous)
        line.addWidget(self.only)
        line.addStretch(1)
        whole = column(self, margins=(0, 0, 0, 6), spacing=4)
        whole.addLayout(line)
        whole.addWidget(self.wrong)
        self.wrong.setContentsMargins(16, 0, 16, 0)
        self.wrong.hide()
        self.only.hide()

    def _say(self, sentence: str) -> None:
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))
        self.last.setAccessibleDescription(sentence)

    @Slot()
    def _on_edited(self) -> None:
        self.edited.emit()


def _day(name: str) -> CalmDate:
    edit = CalmDate()
    edit.setCalendarPopup(True)
    edit.setAccessibleName(name)
    return edit
