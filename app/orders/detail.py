"""One order beside the list: where it stands, all that belongs to it, its fields, its timeline."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QScrollArea

from app.orders.assign import Assigning
from app.orders.cards import AlertCard, VisitCard
from app.orders.chips import order_chips
from app.orders.clock_strip import ClockStrip
from app.orders.editor import OrderEditor
from app.orders.facts import OrderFacts
from app.orders.first_tab import first_tab
from app.orders.line_deeds import LineDeeds
from app.orders.lines_tab import LinesTab
from app.orders.needs_card import NeedsCard
from app.orders.next_button import NextStepBar
from app.orders.next_step import next_step
from app.orders.order_actions import paper_actions, tab_actions
from app.orders.order_presenter import OrderPresenter
from app.orders.order_work import OrderWork
from app.orders.pane_deeds import PaneDeeds
from app.orders.papers_tab import PapersTab
from app.orders.reading import OrderView
from app.orders.repairs_tab import RepairsTab
from app.orders.stage_bar import StageBar
from app.orders.tasks_tab import TasksTab
from app.shared.actions import Action, Bound, grouped
from app.shared.desk import Desk
from app.shared.detail import DetailPane
from app.shared.kit import Kit
from app.shared.later import Later
from app.shared.links import Link
from app.shared.timeline import TimelineView
from domain.language import tr
from domain.orders.line_queries import LineRow
from domain.orders.permissions import Permission
from domain.reporting.order_detail import OrderDetail
from domain.reporting.order_steps import StageStep

LEAST_WIDTH = 410


class OrderDetailPane(DetailPane):
    """Shows the order that is looked at, and lets people work on it."""

    shown_changed = Signal()
    """Another order is shown, or something of it is different."""
    notice_asked = Signal(object)
    link_asked = Signal(object)

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(
            kit, tr("No order chosen"), tr("Choose one to see where it stands, or press N to open a new one.")
        )
        self.setMinimumWidth(LEAST_WIDTH)
        self.presenter = OrderPresenter(kit, desk, self)
        self.work = OrderWork(kit, desk, self)
        self._deeds = PaneDeeds(self.work, Assigning(kit, desk, self.work.deeds, self), desk)
        self._view: OrderView | None = None
        self.clocks = ClockStrip(kit)
        self.next_steps = NextStepBar(kit.theme)
        self.stages = StageBar()
        self._editing = Later(self._make_editor)
        self.visits = VisitCard(kit)
        self.needs = NeedsCard(self._deeds.parts)
        self.alert = AlertCard(kit)
        self.facts = OrderFacts(kit.times)
        self.lines = LinesTab(kit, desk)
        self._line_deeds = LineDeeds(self.work, self.lines)
        self.tasks = TasksTab(kit, self._deeds.tasks)
        self.repairs = RepairsTab(kit, self._deeds.repairs)
        self.papers = PapersTab(kit, desk)
        self._timeline = TimelineView(kit)
        self._arrange_tabs()
        self._connect()

    @property
    def shown(self) -> OrderDetail | None:
        """The order that is shown."""
        return self._view.detail if self._view else None

    @property
    def editor(self) -> OrderEditor:
        """The fields of the order, to be changed."""
        return self._editing.content

    def look(self, order_id: int | None) -> None:
        """Show one order, or none."""
        self.presenter.look(order_id)

    def actions_of_order(self) -> tuple[Action, ...]:
        """Everything that can be done with the order."""
        titles = [self.tabs.tabText(at) for at in range(self.tabs.count())]
        line = Action("orders_line", tr("New line"), self.begin_line, "L", "plus", self.work.has_one)
        papers = grouped(tr("Papers and files"), paper_actions(self.papers, self.work))
        onwards = Action("orders_next", tr("Next step"), self.next_steps.do_next, "G", "zap", self.work.has_one)
        lines = grouped(tr("Lines"), (line, *self._line_deeds.actions()))
        tabs = grouped(tr("Tabs of the order"), tab_actions(self.work, titles))
        return (onwards, *self._deeds.actions(), *lines, *papers, *tabs)

    def offer_actions(self, bound: Bound) -> None:
        """Put the actions, made for the page, on the buttons of the order."""
        self.next_steps.set_actions(bound, self._deeds.groups())

    @Slot()
    def focus_tabs(self) -> None:
        """Take the keyboard out of what is in the tabs."""
        self.tabs.tabBar().setFocus(Qt.FocusReason.OtherFocusReason)

    def may_change(self) -> bool:
        """Whether the stage of the order that is shown lets it be changed."""
        return self._view is not None and Permission.MODIFY in self._view.header.allowed

    def begin_line(self) -> None:
        """Begin to type a new line."""
        self.tabs.setCurrentWidget(self.lines)
        self.lines.begin_new()

    def edit(self) -> None:
        """Bring the fields into view and begin."""
        self.tabs.setCurrentWidget(self._editing)
        self.editor.begin()

    def timeline(self) -> list[str]:
        """The sentences of the timeline, newest first."""
        return self._timeline.lines()

    def _arrange_tabs(self) -> None:
        self.add_below(self.clocks)
        self.add_below(self.next_steps)
        self.add_tab(first_tab(self.stages, self.needs, self.visits, self.alert, self.facts), tr("Order"))
        self.add_tab(self.lines, tr("Lines"))
        self.add_tab(self.tasks, tr("Tasks"))
        self.add_tab(self.repairs, tr("Repairs"))
        self.add_tab(self.papers, tr("Papers"))
        self.add_tab(self._editing, tr("Edit"))
        self.add_tab(self._timeline, tr("Timeline"))

    def _connect(self) -> None:
        presenter = self.presenter
        presenter.loaded.connect(self._on_loaded)
        for told in (presenter.told, self.lines.notice_asked, self.papers.presenter.told, self.work.deeds.told):
            told.connect(self.notice_asked)
        for changed in (self.lines.changed, self.papers.presenter.changed, self.work.deeds.changed):
            changed.connect(presenter.reload)
        self.lines.sheet.left.connect(self.focus_tabs)
        self.lines.sheet.cell_changed.connect(self.shown_changed)
        self.lines.reason_asked.connect(self._on_line_reason)
        self.work.field_wanted.connect(self._on_field_wanted)
        self.work.tab_asked.connect(self._on_tab)
        self.work.invoice_issued.connect(self.papers.open_bill)
        self.work.order_asked.connect(self._on_order)
        self.stages.stage_asked.connect(self._on_stage)
        self.alert.open_asked.connect(self._on_alert)
        self.facts.asset_asked.connect(self._on_asset)
        self.facts.order_asked.connect(self._on_order)
        self.visits.board_asked.connect(self.show_on_board)

    def _make_editor(self) -> OrderEditor:
        made = OrderEditor(self._kit.times)
        self.presenter.saved.connect(made.forget_draft)
        self.presenter.refused.connect(made.show_refusal)
        made.save_asked.connect(self.presenter.save)
        if self._view is not None:
            made.show_order(self._view)
        return made

    @Slot(object)
    def _on_loaded(self, view: OrderView | None) -> None:
        before, self._view = self.shown, view
        self.work.show_order(view)
        if view is None:
            self.show_nothing()
        else:
            self._show(view)
            if before is None or before.id != view.detail.id:
                self._to_the_top()
        self.shown_changed.emit()

    def _to_the_top(self) -> None:
        """Another order is read from its beginning."""
        for area in self.tabs.findChildren(QScrollArea):
            area.verticalScrollBar().setValue(0)

    def _show(self, view: OrderView) -> None:
        detail = view.detail
        where = tr("{customer} · {site}", customer=detail.customer, site=detail.site)
        self.show_record(f"{detail.number}  {detail.title}", where, order_chips(view, self._kit))
        self.clocks.show_clocks(view.promises)
        self.next_steps.show_next(next_step(view))
        self.stages.show_stages(view.steps, detail.stage_id)
        self.needs.show_needs(view.needs)
        self.visits.show_visits(detail, needs_booking=view.header.needs_booking)
        self.alert.show_alert(view)
        self.facts.show_order(view)
        if (editor := self._editing.made) is not None:
            editor.show_order(view)
        self._show_lines(view)
        self.tasks.show_tasks(view.tasks)
        self.repairs.show_repairs(view.repairs)
        self.papers.show_order(view)
        self._timeline.show_entries(view.entries)

    def _show_lines(self, view: OrderView) -> None:
        may_change = Permission.MODIFY in view.header.allowed
        self.lines.offer_technicians(view.technicians)
        self.lines.show_lines(view.detail.id, view.lines, view.header.currency, may_change=may_change)

    @Slot(object)
    def _on_stage(self, stage: StageStep) -> None:
        self.work.enter(stage)

    @Slot(object)
    def _on_line_reason(self, row: LineRow) -> None:
        self._line_deeds.cancel_with_reason(row)

    @Slot(str, object)
    def _on_field_wanted(self, field: str, error: Exception) -> None:
        """A stage asks for something: go where it is filled in."""
        places = {"needs": 0, "lines": self.tabs.indexOf(self.lines), "tasks": self.tabs.indexOf(self.tasks)}
        if field in places:
            self.tabs.setCurrentIndex(places[field])
        elif self.editor.show_missing(field, error):
            self.tabs.setCurrentWidget(self._editing)

    @Slot(int)
    def _on_tab(self, at: int) -> None:
        self.tabs.setCurrentIndex(at)
        current = self.tabs.currentWidget()
        if current is not None:
            current.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot(int)
    def _on_order(self, order_id: int) -> None:
        self.link_asked.emit(Link("orders", order_id))

    @Slot(int)
    def _on_alert(self, alert_id: int) -> None:
        self.link_asked.emit(Link("alerts", alert_id))

    @Slot(int)
    def _on_asset(self, asset_id: int) -> None:
        self.link_asked.emit(Link("assets", asset_id))

    @Slot()
    def show_on_board(self) -> None:
        """Go to where the order is planned."""
        if self.shown is not None:
            self.link_asked.emit(Link("dispatch", self.shown.id))
