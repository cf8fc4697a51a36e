"""The page of alerts."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QPoint, Qt, Slot

from app.alerts.actions import alert_actions
from app.alerts.answering_plan import AnsweringPlan
from app.alerts.detail import AlertDetailPane
from app.alerts.folding import AlertTable
from app.alerts.plan_actions import plan_actions
from app.alerts.presenter import AlertsPresenter, AlertView
from app.alerts.questions import ask_to_clear
from app.alerts.sentence import DEFAULT, asked, filters
from app.alerts.shelf import ShelfMenu
from app.alerts.table import LEAST
from app.shared.actions import Action
from app.shared.commands.deeds import CommandDeeds
from app.shared.desk import Desk
from app.shared.filters import Chosen
from app.shared.frame import PageFrame
from app.shared.kit import Kit
from app.shared.maintenance.deeds import MaintenanceDeeds
from app.shared.narrow import NarrowColumns
from app.shared.page import Page
from app.shared.trials.deeds import TrialDeeds
from domain.language import tr
from domain.monitoring.alert_curve import AlertCurve
from domain.monitoring.alert_rows import AlertPage, AlertRow, AlertState

FILTERS_KEY = "pages/alerts/filters"


class AlertsPage(Page):
    """The live list, and one alert beside it."""

    key = "alerts"
    icon = "bell-ring"

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self.presenter = AlertsPresenter(kit, desk, self)
        self.frame = PageFrame(kit, self.key, self.title, filters())
        self.table = AlertTable(kit, self.key, self.title)
        self.detail = AlertDetailPane(kit)
        self.plan = AnsweringPlan(kit, desk, self.detail)
        self.shelf = ShelfMenu(kit.times, self)
        self.maintenance = MaintenanceDeeds(kit, desk, self)
        self.commands = CommandDeeds(kit, desk, self)
        self.trials = TrialDeeds(kit, desk, self)
        self._words = ""
        self._wanted: int | None = None
        self._shown: AlertView | None = None
        self._arrange()
        self._connect()
        if kit.memory.data(FILTERS_KEY) is None:
            self.frame.filters.choose(DEFAULT)
        self._ask()

    @property
    def title(self) -> str:
        return tr("Alerts")

    def page_actions(self) -> Sequence[Action]:
        return (*alert_actions(self), *plan_actions(self.plan.presenter))

    def set_visible_page(self, visible: bool) -> None:
        self.presenter.set_visible(visible)
        self.plan.presenter.set_visible(visible)

    def show_record(self, record_id: int) -> None:
        """Show an alert, in the list where the filters let it in, beside it in any case."""
        self._wanted = record_id
        if not self.table.choose(record_id):
            self.table.clearSelection()
        self.presenter.look(record_id)

    def record_shown(self) -> int | None:
        return self._shown.detail.row.id if self._shown else None

    def step_back(self) -> bool:
        """Clear the search, then go back to what is open and in sight."""
        if self.frame.search.reset():
            return True
        before = self.frame.filters.chosen()
        self.frame.filters.choose(DEFAULT)
        return self.frame.filters.chosen() != before

    def refresh_actions(self) -> None:
        super().refresh_actions()
        self.detail.show_possible()

    def _arrange(self) -> None:
        bound = self.bound_actions()
        shown = ("alerts_acknowledge", "alerts_shelve", "alerts_bring_back", "alerts_clear", "alerts_command")
        self.detail.set_actions([bound[name] for name in shown], primary="alerts_acknowledge")
        self.plan.tab.set_actions(each for name, each in bound.items() if name.startswith("alerts_plan_"))
        self.frame.set_list(self.table)
        self.frame.set_detail(self.detail)
        NarrowColumns(self.table, LEAST)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.table.addActions(list(bound.values()))
        self.table.set_empty(
            tr("No alerts here"),
            tr("When a device breaks a rule, its alert stands here within a second."),
            "bell-off",
        )
        self.set_frame(self.frame)

    def _connect(self) -> None:
        self.presenter.loaded.connect(self._on_loaded)
        self.presenter.detail_loaded.connect(self._on_detail)
        self.presenter.curve_loaded.connect(self._on_curve)
        self.presenter.waiting_changed.connect(self.badge_changed)
        self.presenter.loading.connect(self.frame.set_loading)
        self.presenter.told.connect(self.notice_asked)
        self.frame.searched.connect(self._on_searched)
        self.frame.filtered.connect(self._on_filtered)
        self.table.row_chosen.connect(self._on_chosen)
        self.table.row_opened.connect(self._on_opened)
        self.table.unfolded.connect(self.presenter.unfold)
        self.table.selection_changed.connect(self.refresh_actions)
        self.detail.order_asked.connect(self._on_order)
        self.detail.asset_asked.connect(self._on_asset)
        self.detail.alert_asked.connect(self.show_record)
        self.plan.presenter.told.connect(self.notice_asked)
        self.plan.changed.connect(self.refresh_actions)
        for deeds in (self.maintenance, self.commands):
            deeds.told.connect(self.notice_asked)
        self.commands.link_asked.connect(self.open_asked)
        self.trials.told.connect(self.notice_asked)
        self.trials.link_asked.connect(self.open_asked)
        self.shelf.until_chosen.connect(self._on_until)

    def _ask(self) -> None:
        self.presenter.ask(asked(self._words, self.frame.filters.chosen()))

    def _meant(self) -> list[AlertRow]:
        """The alerts that an action is about: those selected, else the one shown."""
        selected = self.table.selected()
        return selected or ([self._shown.detail.row] if self._shown else [])

    def possible(self, *states: AlertState) -> Callable[[], bool]:
        def possible() -> bool:
            now = self.kit.times.now()
            return any(row.state(now) in states for row in self._meant())

        return possible

    @Slot()
    def acknowledge(self) -> None:
        self.presenter.acknowledge(self._meant())

    @Slot()
    def unacknowledge(self) -> None:
        self.presenter.unacknowledge(self._meant())

    @Slot()
    def shelve(self) -> None:
        index = self.table.currentIndex()
        rect = self.table.visualRect(index)
        self.shelf.popup(self.table.viewport().mapToGlobal(rect.bottomLeft() + QPoint(12, 0)))

    @Slot(object)
    def _on_until(self, until: datetime) -> None:
        self.presenter.shelve(self._meant(), until)

    @Slot()
    def bring_back(self) -> None:
        self.presenter.bring_back(self._meant())

    @Slot()
    def maintain(self) -> None:
        """Of the asset that the first alert is about."""
        self.maintenance.enter(self._meant()[0].asset_id)

    @Slot()
    def send_command(self) -> None:
        self.commands.answer_alerts([row.id for row in self._meant()])

    @Slot()
    def show_maintenance(self) -> None:
        self.maintenance.look_through()

    @Slot()
    def try_rule(self) -> None:
        """The rule that raised the first alert."""
        self.trials.try_rule_of(self._meant()[0].id)

    @Slot()
    def clear(self) -> None:
        meant = self._meant()
        asking = ask_to_clear(self, len(meant))
        asking.accepted.connect(partial(self.presenter.clear, meant))
        asking.open()

    @Slot(str)
    def _on_searched(self, words: str) -> None:
        self._words = words
        self._ask()

    @Slot(object)
    def _on_filtered(self, _chosen: Chosen) -> None:
        self._ask()

    @Slot(object)
    def _on_loaded(self, page: AlertPage) -> None:
        self.table.show_page(page)
        shown = self.kit.times.number(len(page.rows))
        total = self.kit.times.number(page.total)
        self.frame.set_count(shown if shown == total else tr("{shown} of {total}", shown=shown, total=total))
        if self._wanted is not None and self.table.choose(self._wanted):
            self._wanted = None
        self.refresh_actions()

    @Slot(object)
    def _on_chosen(self, row: AlertRow | None) -> None:
        if row is not None:
            self._wanted = None
            self.presenter.look(row.id)
        elif self._wanted is None:
            self.presenter.look(None)

    @Slot(object)
    def _on_detail(self, view: AlertView | None) -> None:
        self._shown = view
        self.detail.show_alert(view)
        self.plan.presenter.look(self.record_shown())
        self.refresh_actions()

    @Slot(object, object)
    def _on_curve(self, view: AlertView, curve: AlertCurve) -> None:
        self.detail.show_curve(view, curve)

    @Slot(object)
    def _on_opened(self, row: AlertRow) -> None:
        if row.order_id is not None:
            self.go("orders", row.order_id)

    @Slot(int)
    def _on_order(self, order_id: int) -> None:
        self.go("orders", order_id)

    @Slot(int)
    def _on_asset(self, asset_id: int) -> None:
        self.go("assets", asset_id)
