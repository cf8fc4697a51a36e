"""One order beside the list: where it stands, all that belongs to it, its fields, its timeline."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QScrollArea, QWidget

from app.orders.cards import AlertCard, VisitCard
from app.orders.editor import OrderEditor
from app.orders.facts import OrderFacts
from app.orders.presenter import OrderView
from app.orders.stage_bar import StageBar
from app.orders.table import MEANING_TONES
from app.shared.chips import Chip, priority_chip, stage_chip
from app.shared.detail import DetailPane
from app.shared.kit import Kit
from app.shared.layout import column
from app.shared.timeline import TimelineView
from app.shared.times import duration
from domain.language import tr
from domain.reporting.order_detail import OrderDetail

EDGE = 16
LEAST_WIDTH = 410


class OrderDetailPane(DetailPane):
    """Shows an `OrderView`; says what somebody wants to see or to change."""

    alert_asked = Signal(int)
    asset_asked = Signal(int)
    board_asked = Signal(int)

    def __init__(self, kit: Kit) -> None:
        super().__init__(
            kit, tr("No order chosen"), tr("Choose one to see where it stands, or press N to open a new one.")
        )
        self.setMinimumWidth(LEAST_WIDTH)
        self._order: OrderDetail | None = None
        self.stages = StageBar()
        self.editor = OrderEditor()
        self.visits = VisitCard(kit)
        self.alert = AlertCard(kit)
        self.facts = OrderFacts(kit.times)
        self._timeline = TimelineView(kit)
        self.add_tab(self._first_tab(), tr("Order"))
        self.add_tab(self.editor, tr("Edit"))
        self.add_tab(self._timeline, tr("Timeline"))
        self.alert.open_asked.connect(self.alert_asked)
        self.facts.asset_asked.connect(self.asset_asked)
        self.visits.board_asked.connect(self._on_board)

    def show_order(self, view: OrderView | None) -> None:
        """Show it, or that none is chosen."""
        if view is None:
            self._order = None
            self.show_nothing()
            return
        self._order = detail = view.detail
        where = tr("{customer} · {site}", customer=detail.customer, site=detail.site)
        self.show_record(f"{detail.number}  {detail.title}", where, _chips(detail, self._kit))
        self.stages.show_stages(detail.stages, detail.stage_id)
        self.visits.show_visits(detail)
        self.alert.show_alert(view)
        self.facts.show_order(detail)
        self.editor.show_order(detail)
        self._timeline.show_entries(view.entries)

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

    @Slot()
    def _on_board(self) -> None:
        if self._order is not None:
            self.board_asked.emit(self._order.id)


def _chips(detail: OrderDetail, kit: Kit) -> list[Chip]:
    chips = [priority_chip(detail.priority), stage_chip(detail.stage, MEANING_TONES[detail.meaning])]
    if detail.is_open and detail.due is not None:
        late = detail.due < kit.times.now()
        span = duration(abs(kit.times.now() - detail.due))
        told = tr("{span} late", span=span) if late else tr("Due in {span}", span=span)
        chips.append(Chip(told, "critical" if late else "neutral", soft=True))
    return chips
