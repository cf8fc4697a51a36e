"""One rule of an interval: every so many units, on which of their days, in which months."""

from typing import Any

from PySide6.QtCore import QSignalBlocker, Slot

from app.settings.calendars.names import MONTHS, months, weekdays
from app.settings.intervals.patterns import WITH_WEEKDAYS, Pattern, pattern_of, patterns_of, unit_words
from app.settings.toggles import Toggles
from app.shared.calm import CalmCombo, CalmSpin
from app.shared.layout import column, label, row
from app.shared.rows_field import Line
from app.shared.theme import Theme
from domain.language import tr
from domain.visits.checks import MOST
from domain.visits.interval import Last, Rule, Unit

UNITS = tuple(Unit)
DAYS_ACROSS = 16
LAST_DAY = 31
EVERY_WIDTH = 72


class RuleLine(Line):
    """The value is a `Rule`; what does not belong to the chosen pattern is hidden and not part of it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.every = CalmSpin()
        self.every.setRange(1, MOST)
        self.every.setFixedWidth(EVERY_WIDTH)
        self.every.setAccessibleName(tr("Every so many"))
        self.unit = CalmCombo()
        self.unit.addItems([unit_words(each) for each in UNITS])
        self.unit.setAccessibleName(tr("Unit"))
        self.pattern = CalmCombo()
        self.pattern.setAccessibleName(tr("On which days"))
        nth = [(1, tr("first")), (2, tr("second")), (3, tr("third")), (4, tr("fourth")), (-1, tr("last"))]
        days = [(day, str(day)) for day in range(1, LAST_DAY + 1)]
        self.nth = Toggles(tr("Which of the month"), nth, len(nth))
        self.weekdays = Toggles(tr("Weekdays"), list(enumerate(weekdays(short=True))), len(weekdays()))
        self.days = Toggles(tr("Days of the month"), days, DAYS_ACROSS)
        self.months = Toggles(tr("Months"), list(zip(MONTHS, months(short=True), strict=True)), len(MONTHS))
        self.months.setToolTip(tr("None pressed: in every month"))
        self._patterns: tuple[Pattern, ...] = ()
        self._arrange()
        self._follow_unit()
        self._connect()

    def value(self) -> Rule:
        pattern = self._chosen()
        last = {Pattern.LAST_DAY: Last.DAY, Pattern.LAST_WORKING: Last.WORKING_DAY}.get(pattern)
        return Rule(
            unit=UNITS[self.unit.currentIndex()],
            every=self.every.value(),
            weekdays=self.weekdays.value() if pattern in WITH_WEEKDAYS else (),
            nth=self.nth.value() if pattern is Pattern.NTH else (),
            days=self.days.value() if pattern is Pattern.DAYS else (),
            last=last,
            months=self.months.value(),
        )

    def set_value(self, value: Any) -> None:
        if not isinstance(value, Rule) or value == self.value():
            return
        self.every.setValue(value.every)
        self.unit.setCurrentIndex(UNITS.index(value.unit))
        self._follow_unit()
        self.pattern.setCurrentIndex(self._patterns.index(pattern_of(value)))
        for toggles, chosen in (
            (self.weekdays, value.weekdays),
            (self.nth, value.nth),
            (self.days, value.days),
            (self.months, value.months),
        ):
            toggles.set_value(chosen)
        self._follow_pattern()

    def _arrange(self) -> None:
        first = row(spacing=6)
        first.addWidget(label(tr("every"), "muted"))
        first.addWidget(self.every)
        first.addWidget(self.unit)
        first.addWidget(self.pattern, 1)
        whole = column(spacing=4)
        whole.addLayout(first)
        for toggles in (self.nth, self.weekdays, self.days, self.months):
            whole.addWidget(toggles)
        whole.addSpacing(6)
        self.inputs.addLayout(whole, 1)

    def _connect(self) -> None:
        self.every.valueChanged.connect(self.tell)
        self.unit.currentIndexChanged.connect(self._on_unit)
        self.pattern.currentIndexChanged.connect(self._on_pattern)
        for toggles in (self.nth, self.weekdays, self.days, self.months):
            toggles.edited.connect(self.tell)

    def _chosen(self) -> Pattern:
        return self._patterns[max(0, self.pattern.currentIndex())]

    def _follow_unit(self) -> None:
        wanted = patterns_of(UNITS[self.unit.currentIndex()])
        if wanted != self._patterns:
            before = self._chosen() if self._patterns else Pattern.FIRST
            self._patterns = wanted
            with QSignalBlocker(self.pattern):
                self.pattern.clear()
                self.pattern.addItems([each.label for each in wanted])
                self.pattern.setCurrentIndex(wanted.index(before) if before in wanted else 0)
        self._follow_pattern()

    def _follow_pattern(self) -> None:
        pattern = self._chosen()
        self.nth.setVisible(pattern is Pattern.NTH)
        self.weekdays.setVisible(pattern in WITH_WEEKDAYS)
        self.days.setVisible(pattern is Pattern.DAYS)

    @Slot()
    def _on_unit(self) -> None:
        self._follow_unit()
        self.edited.emit()

    @Slot()
    def _on_pattern(self) -> None:
        self._follow_pattern()
        self.edited.emit()
