"""One order beside the list: where it stands, all that belongs to it, its fields, its timeline."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QScrollArea, QWidget

from app.orders.cards import AlertCard, VisitCard
from app.orders.editor import OrderEditor
from app.orders.facts import OrderFacts
from app.orders.lines_tab import LinesTab
from app.orders.order_presenter import OrderPresenter
from app.orders.reading import OrderView
from app.orders.stage_bar import StageBar
from app.orders.table import MEANING_TONES
from app.shared.chips import Chip, priority_chip, stage_chip
from app.shared.desk import Desk
from app.shared.detail import DetailPane
from app.shared.kit import Kit
from app.shared.layout import column
from app.shared.links import Link
from app.shared.timeline import TimelineView
from app.shared.times import duration
from domain.language import tr
from domain.orders.permissions import Permission
from domain.orders.queries import StageChoice
from domain.reporting.order_detail import OrderDetail

EDGE = 16
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
        self._view: OrderView | None = None
        self.stages = StageBar()
        self.editor = OrderEditor()
        self.visits = VisitCard(kit)
        self.alert = AlertCard(kit)
        self.facts = OrderFacts(kit.times)
        self.lines = LinesTab(kit, desk)
        self._timeline = TimelineView(kit)
        self.add_tab(self._first_tab(), tr("Order"))
        self.add_tab(self.lines, tr("Lines"))
        self.add_tab(self.editor, tr("Edit"))
        self.add_tab(self._timeline, tr("Timeline"))
        self._connect()

    @property
    def shown(self) -> OrderDetail | None:
        """The order that is shown."""
        return self._view.detail if self._view else None

    def look(self, order_id: int | None) -> None:
        """Show one order, or none."""
        self.presenter.look(order_id)

    def edit(self) -> None:
        """Bring the fields into view and begin."""
        self.tabs.setCurrentWidget(self.editor)
        self.editor.begin()

    def timeline(self) -> list[str]:
        """The sentences of the timeline, newest first."""
        return self._timeline.lines()

    def _first_tab(self) -> QWidget:
        content = QWidget()
        content.setProperty("role", "plain")
        layout = column(content, margins=(EDGE, 12, EDGE, 12), spacing=12)
        layout.addWidget(self.stages)
        layout.addWidget(self.visits)
        layout.addWidget(self.alert)
        layout.addWidget(self.facts)
        layout.addStretch(1)
        area = QScrollArea()
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area

    def _connect(self) -> None:
        presenter = self.presenter
        presenter.loaded.connect(self._on_loaded)
        presenter.saved.connect(self.editor.forget_draft)
        presenter.refused.connect(self.editor.show_refusal)
        presenter.told.connect(self.notice_asked)
        self.lines.changed.connect(presenter.reload)
        self.lines.notice_asked.connect(self.notice_asked)
        self.editor.save_asked.connect(presenter.save)
        self.stages.stage_asked.connect(self._on_stage)
        self.alert.open_asked.connect(self._on_alert)
        self.facts.asset_asked.connect(self._on_asset)
        self.visits.board_asked.connect(self.show_on_board)

    @Slot(object)
    def _on_loaded(self, view: OrderView | None) -> None:
        self._view = view
        if view is None:
            self.show_nothing()
        else:
            self._show(view)
        self.shown_changed.emit()

    def _show(self, view: OrderView) -> None:
        detail = view.detail
        where = tr("{customer} · {site}", customer=detail.customer, site=detail.site)
        self.show_record(f"{detail.number}  {detail.title}", where, _chips(detail, self._kit))
        self.stages.show_stages(detail.stages, detail.stage_id)
        self.visits.show_visits(detail)
        self.alert.show_alert(view)
        self.facts.show_order(detail)
        self.editor.show_order(detail)
        self._show_lines(view)
        self._timeline.show_entries(view.entries)

    def _show_lines(self, view: OrderView) -> None:
        may_change = Permission.MODIFY in view.header.allowed
        self.lines.offer_technicians(view.technicians)
        self.lines.show_lines(view.detail.id, view.lines, view.header.currency, may_change=may_change)

    @Slot(object)
    def _on_stage(self, stage: StageChoice) -> None:
        if self.shown is not None:
            self.presenter.move(self.shown, stage)

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


def _chips(detail: OrderDetail, kit: Kit) -> list[Chip]:
    chips = [priority_chip(detail.priority), stage_chip(detail.stage, MEANING_TONES[detail.meaning])]
    if detail.is_open and detail.due is not None:
        late = detail.due < kit.times.now()
        span = duration(abs(kit.times.now() - detail.due))
        told = tr("{span} late", span=span) if late else tr("Due in {span}", span=span)
        chips.append(Chip(told, "critical" if late else "neutral", soft=True))
    return chips
