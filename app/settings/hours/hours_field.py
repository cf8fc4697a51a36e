"""The calendar of a technician as an input: which week, what is made, for every week or a day alone, undo and redo."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QWidget

from app.settings.hours import edits
from app.settings.hours.week import DAYS, Lane, Week, first_week, minutes_of, monday_of
from app.settings.hours.week_view import WeekView
from app.shared.buttons import IconButton
from app.shared.calm import CalmCombo
from app.shared.days import short_day
from app.shared.fields import Field
from app.shared.flow import FlowLayout
from app.shared.kit import Kit
from app.shared.layout import column, label
from domain.language import tr
from domain.workforce.timesheet import Timesheet

LANES = tuple(Lane)
HOUR = 60


class HoursField(Field):
    """The value is a `Timesheet`."""

    def __init__(self, name: str, title: str, kit: Kit, today: date) -> None:
        whole = QWidget()
        super().__init__(name, title, whole)
        theme, self._number = kit.theme, kit.times.number
        self._today = today
        self._monday = monday_of(today)
        self._zone = ZoneInfo("UTC")
        self._closed: Callable[[int], frozenset[date]] | None = None
        self._sheet = Timesheet()
        self._before: list[Timesheet] = []
        self._after: list[Timesheet] = []
        self.view = WeekView(theme, today)
        self.back_button = IconButton("chevron-left", tr("The week before  (PgUp)"), theme)
        self.today_button = QPushButton(tr("This week"))
        self.on_button = IconButton("chevron-right", tr("The week after  (PgDown)"), theme)
        self.undo_button = IconButton("undo-2", tr("Undo  (Ctrl+Z)"), theme)
        self.redo_button = IconButton("redo-2", tr("Redo  (Ctrl+Y)"), theme)
        self.usual_button = QPushButton(tr("As every week"))
        self.tool_choice, self.scope_choice = CalmCombo(), CalmCombo()
        self._span, self._total = label("", "strong"), label("", "muted")
        self._told = label("", "hint", wrap=True)
        self._arrange(whole)
        self._connect()

    def value(self) -> Timesheet:
        return self._sheet

    def set_value(self, value: Any) -> None:
        sheet = value if isinstance(value, Timesheet) else Timesheet()
        if sheet != self._sheet:
            self._sheet, self._before, self._after = sheet, [], []
        self._show()

    def show_zone(self, zone: str, closed: Callable[[int], frozenset[date]] | None) -> None:
        """Show the hours as they are meant in a zone, and which days are closed."""
        self._zone, self._closed = ZoneInfo(zone), closed
        self._show()

    def _arrange(self, whole: QWidget) -> None:
        self.tool_choice.addItems([tr("Shift"), tr("Absence"), tr("On call")])
        self.tool_choice.setAccessibleName(tr("What is made on empty ground"))
        self.tool_choice.setToolTip(tr("What is made on empty ground"))
        self.scope_choice.addItems([tr("Every week"), tr("This day alone")])
        self.scope_choice.setAccessibleName(tr("For which days shifts are changed"))
        self.scope_choice.setToolTip(tr("For which days shifts are changed"))
        self.usual_button.setToolTip(tr("Give the chosen day the hours of every week again"))
        for each in (self._span, self._total):
            each.setFixedHeight(self.back_button.sizeHint().height())
        bar = QWidget()
        flow = FlowLayout(bar)
        parts = (self.back_button, self.today_button, self.on_button, self._span, self._total, self.tool_choice)
        for widget in (*parts, self.scope_choice, self.usual_button, self.undo_button, self.redo_button):
            flow.addWidget(widget)
        layout = column(whole, spacing=6)
        layout.addWidget(bar)
        layout.addWidget(self.view, 1)
        layout.addWidget(self._told)
        whole.setFocusProxy(self.view)

    def _connect(self) -> None:
        self.view.edited.connect(self._on_wanted)
        self.view.refused.connect(self._told.setText)
        self.view.tried.connect(self._show_total)
        self.view.turned.connect(self._turn)
        self.view.undo_asked.connect(self.undo)
        self.view.redo_asked.connect(self.redo)
        self.view.chosen.connect(self._show_state)
        self.back_button.clicked.connect(self._on_back)
        self.on_button.clicked.connect(self._on_on)
        self.today_button.clicked.connect(self._on_today)
        self.usual_button.clicked.connect(self._on_usual)
        self.undo_button.clicked.connect(self.undo)
        self.redo_button.clicked.connect(self.redo)
        self.tool_choice.currentIndexChanged.connect(self._on_tool)
        self.scope_choice.currentIndexChanged.connect(self._on_scope)

    @Slot()
    def undo(self) -> None:
        """Take the last change back."""
        if self._before:
            self._after.append(self._sheet)
            self._take(self._before.pop())

    @Slot()
    def redo(self) -> None:
        """Make the change again that was taken back last."""
        if self._after:
            self._before.append(self._sheet)
            self._take(self._after.pop())

    def _take(self, sheet: Timesheet) -> None:
        self._sheet = sheet
        self._show()
        self.edited.emit()

    def _show(self) -> None:
        self.view.show_week(self._sheet, Week(self._monday, self._zone, self._closed))
        last = self._monday + timedelta(days=DAYS - 1)
        self._span.setText(f"{short_day(self._monday)} – {short_day(last)}")
        self._show_total(self._sheet)
        self._told.setText(self._hint())
        self._show_state()

    def _hint(self) -> str:
        if self._monday < monday_of(self._today):
            return tr(
                "This week is past. What is changed for every week holds for all of them, past ones too; bookings stay "
                "where they are. “This day alone” changes one day."
            )
        return tr(
            "Drag on empty ground to make, in the middle to move, at an end to resize. Keys: arrows choose and "
            "move, Shift+arrows resize, Ctrl+arrows another day, Insert makes, Delete removes."
        )

    @Slot(object)
    def _show_total(self, sheet: Timesheet) -> None:
        """How long one works every week, also while something is in the hand."""
        self._total.setText(tr("{hours} h every week", hours=self._number(minutes_of(sheet) / HOUR, 1)))

    @Slot()
    def _show_state(self) -> None:
        self.back_button.setEnabled(self._monday > first_week(self._today))
        self.undo_button.setEnabled(bool(self._before))
        self.redo_button.setEnabled(bool(self._after))
        day = self.view.chosen_day()
        self.usual_button.setEnabled(any(each in {day, *self._empty_days()} for each, _ in self._sheet.days))

    def _empty_days(self) -> frozenset[date]:
        """The days of the week shown that were made free: there is nothing on them to be chosen."""
        shown = {self._monday + timedelta(days=place) for place in range(DAYS)}
        return frozenset(day for day, hours in self._sheet.days if day in shown and not hours)

    @Slot(object)
    def _on_wanted(self, sheet: Timesheet) -> None:
        self._before.append(self._sheet)
        self._after.clear()
        self._take(sheet)

    @Slot()
    def _on_usual(self) -> None:
        day = self.view.chosen_day()
        wanted = self._sheet
        for each in {day} if self._sheet.hours_on(day or date.min) is not None else self._empty_days():
            if each is not None:
                wanted = edits.as_every_week(wanted, each)
        if wanted != self._sheet:
            self._on_wanted(wanted)

    @Slot(int)
    def _turn(self, weeks: int) -> None:
        self._monday = max(self._monday + timedelta(days=DAYS * weeks), first_week(self._today))
        self._show()

    @Slot()
    def _on_back(self) -> None:
        self._turn(-1)

    @Slot()
    def _on_on(self) -> None:
        self._turn(1)

    @Slot()
    def _on_today(self) -> None:
        self._monday = monday_of(self._today)
        self._show()

    @Slot(int)
    def _on_tool(self, place: int) -> None:
        self.view.tool = LANES[place]
        self.view.update()

    @Slot(int)
    def _on_scope(self, place: int) -> None:
        self.view.alone = bool(place)
