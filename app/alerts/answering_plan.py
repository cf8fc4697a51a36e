"""The plan of the chosen alert, beside it: shown while there is one, and asked before it is repeated."""

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QMessageBox

from app.alerts.plan_presenter import PlanPresenter
from app.alerts.plan_tab import PlanTab
from app.alerts.questions import ask_to_repeat
from app.shared.desk import Desk
from app.shared.detail import DetailPane
from app.shared.kit import Kit
from domain.language import tr
from domain.monitoring.plan_progress import RunRow


class AnsweringPlan(QObject):
    """A tab of the detail, with what it shows and does."""

    changed = Signal()
    """Other things may be possible with the plan now."""

    def __init__(self, kit: Kit, desk: Desk, detail: DetailPane) -> None:
        super().__init__(detail)
        self.presenter = PlanPresenter(kit, desk, self)
        self.tab = PlanTab(kit)
        self._tabs = detail.tabs
        detail.add_tab(self.tab, tr("Plan"))
        self.presenter.loaded.connect(self._on_loaded)
        self.tab.repeat_asked.connect(self._on_repeat_asked)
        self._show(shown=False)

    def question(self) -> QMessageBox | None:
        """What is asked now."""
        return self.tab.findChild(QMessageBox, "dialog_repeat")

    def _show(self, *, shown: bool) -> None:
        self._tabs.setTabVisible(self._tabs.indexOf(self.tab), shown)

    @Slot(object)
    def _on_loaded(self, run: RunRow | None) -> None:
        if run is not None:
            self.tab.show_run(run)
        self._show(shown=run is not None)
        self.changed.emit()

    @Slot(int, int)
    def _on_repeat_asked(self, run_id: int, place: int) -> None:
        asking = ask_to_repeat(self.tab, place + 1)
        asking.accepted.connect(partial(self.presenter.repeat, run_id, place))
        asking.open()
