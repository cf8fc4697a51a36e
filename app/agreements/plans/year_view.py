"""A year of the visits of one agreement: made, to be made, and skipped with the reason."""

from datetime import timedelta

from PySide6.QtCore import Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from app.agreements.plans.year_presenter import YearPresenter
from app.shared.desk import Desk
from app.shared.due.calendar_pane import CalendarPane
from app.shared.kit import Kit
from app.shared.layout import column
from app.shared.year_calendar import MONTHS, month_after
from domain.visits.outlook import Outlook
from domain.visits.plan import Period


class YearView(QScrollArea):
    """Shows the twelve months from this one on; loads them when somebody looks."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__()
        self.pane = CalendarPane(kit)
        whole = QWidget()
        whole.setProperty("role", "plain")
        layout = column(whole)
        layout.addWidget(self.pane)
        layout.addStretch(1)
        self.setWidget(whole)
        self.setWidgetResizable(True)
        first = kit.times.local(kit.times.now()).date().replace(day=1)
        period = Period(first, month_after(first, MONTHS) - timedelta(days=1))
        self.presenter = YearPresenter(kit, desk, period, self)
        self.pane.begin(first)
        self.presenter.loaded.connect(self._on_loaded)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.presenter.set_visible(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.presenter.set_visible(False)

    @Slot(object)
    def _on_loaded(self, found: Outlook) -> None:
        self.pane.show_outlook(found)
