"""The lines of an agreement with when they fall due, and how its visits go together."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.agreements.plans.deeds import PlanDeeds
from app.agreements.plans.paper import PlanPaper
from app.agreements.plans.presenter import Plans, PlansPresenter
from app.agreements.plans.table import LEAST, plan_columns
from app.agreements.plans.year_view import YearView
from app.shared.actions import BoundAction
from app.shared.buttons import ActionButton
from app.shared.desk import Desk
from app.shared.entry import Entry
from app.shared.flow import FlowLayout
from app.shared.kit import Kit
from app.shared.later import Later
from app.shared.layout import column, label
from app.shared.narrow import NarrowColumns
from app.shared.table import RowTable
from domain.language import tr, trn
from domain.visits.plan_service import PlanningDraft
from domain.visits.queries import PlanRow


class PlansTab(QWidget):
    """Shows `Plans`; loads them when somebody looks."""

    told = Signal(object)
    """A `Notice`."""
    changed = Signal()
    """What can be done may have changed."""
    visits_asked = Signal(int)
    """The visits of the agreement with this id are to be shown."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__()
        self._kit = kit
        self._agreement_id: int | None = None
        self._plans: Plans | None = None
        self.presenter = PlansPresenter(kit, desk, self)
        entry = Entry(kit, desk, self)
        self.deeds = PlanDeeds(entry)
        self.papers = PlanPaper(kit, desk, self)
        self.words = label("", "muted", wrap=True)
        self.table: RowTable[PlanRow] = RowTable(plan_columns(), kit, "agreement_plans", tr("Visits"))
        self.table.setSelectionMode(RowTable.SelectionMode.SingleSelection)
        self.table.set_empty(tr("No line yet"), tr("Visits come from lines: press L to enter the first."), "list")
        NarrowColumns(self.table, LEAST)
        self._buttons = FlowLayout(across=6, down=6)
        self._buttons.setContentsMargins(16, 8, 16, 4)
        self.words.setContentsMargins(16, 0, 16, 6)
        whole = column(self)
        whole.addLayout(self._buttons)
        whole.addWidget(self.words)
        self.year: Later[YearView] = Later(partial(YearView, kit, desk))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.year)
        whole.addWidget(self._stack, 1)
        entry.told.connect(self.told)
        self.papers.told.connect(self.told)
        self.presenter.loaded.connect(self._on_loaded)
        self.table.row_chosen.connect(self._on_chosen)
        self.table.row_opened.connect(self._on_opened)

    def set_actions(self, bound: Iterable[BoundAction]) -> None:
        """What can be done here, over the list."""
        for each in bound:
            self._buttons.addWidget(ActionButton(each, self._kit.theme))

    def show_agreement(self, agreement_id: int) -> None:
        """Show the plans of an agreement."""
        if agreement_id != self._agreement_id:
            self._agreement_id, self._plans = agreement_id, None
            self.table.set_rows((), mark=False)
        self.presenter.look_at(agreement_id)
        if self.year.made is not None:
            self.year.made.presenter.look_at(agreement_id)

    # --- what can be done ---

    def set_plan(self) -> None:
        if (row := self.table.chosen()) is not None:
            times = self._kit.times
            self.deeds.set_plan(row, times.local(times.now()).date())

    def remove_plan(self) -> None:
        if (row := self.table.chosen()) is not None:
            self.deeds.remove(row)

    def set_planning(self) -> None:
        if self._plans is not None:
            self.deeds.set_planning(self._plans.agreement_id, self._plans.planning, self._plans.version)

    def show_year(self) -> None:
        """The year of the agreement instead of its lines, or the lines again."""
        if self.is_year_shown():
            self._stack.setCurrentWidget(self.table)
        elif self._agreement_id is not None:
            self.year.content.presenter.look_at(self._agreement_id)
            self._stack.setCurrentWidget(self.year)
        self.changed.emit()

    def is_year_shown(self) -> bool:
        return self._stack.currentWidget() is self.year

    def show_calendar(self) -> None:
        if self._agreement_id is not None:
            self.visits_asked.emit(self._agreement_id)

    def print_plan(self) -> None:
        """The visits of the agreement as a paper for its customer."""
        if self._agreement_id is not None:
            self.papers.ask_days(self._agreement_id)

    def has_line(self) -> bool:
        return not self.is_year_shown() and self.table.chosen() is not None

    def has_plan(self) -> bool:
        row = self.table.chosen()
        return self.has_line() and row is not None and row.draft is not None

    def has_agreement(self) -> bool:
        return self._plans is not None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.presenter.set_visible(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.presenter.set_visible(False)

    @Slot(object)
    def _on_loaded(self, plans: Plans) -> None:
        if plans.agreement_id != self._agreement_id:
            return
        fresh = self._plans is not None
        self._plans = plans
        self.words.setText(planning_words(plans.planning))
        self.table.set_rows(plans.rows, mark=fresh)
        if not fresh and plans.rows:
            self.table.choose(plans.rows[0].id)
        self.changed.emit()

    @Slot(object)
    def _on_chosen(self, _row: object) -> None:
        self.changed.emit()

    @Slot(object)
    def _on_opened(self, _row: object) -> None:
        self.set_plan()


def planning_words(draft: PlanningDraft) -> str:
    """How the visits of an agreement go together, in a sentence."""
    ahead = tr("as many days ahead as the parameters say")
    if draft.days_ahead is not None:
        ahead = trn("{count} day ahead", "{count} days ahead", draft.days_ahead)
    return tr("On one order: {combine}. Orders are made {ahead}.", combine=draft.combine.phrase, ahead=ahead)
