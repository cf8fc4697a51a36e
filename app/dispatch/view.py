"""The dispatch page: the board, the orders that wait beside it, the selected booking under it."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Slot
from PySide6.QtWidgets import QFrame, QWidget

from app.dispatch.actions import going, undoing
from app.dispatch.assign import AssignDialog
from app.dispatch.bar import DispatchBar
from app.dispatch.board.board import BoardView
from app.dispatch.confirm import ConfirmDialog
from app.dispatch.detail import DetailStrip
from app.dispatch.kept import KeptSplitter
from app.dispatch.plan import Plan
from app.dispatch.presenter import DispatchPresenter, Wish
from app.dispatch.records import Unassign
from app.dispatch.waiting.carried import CarriedCard
from app.dispatch.waiting.panel import UnassignedPanel
from app.shared.actions import Action
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.layout import column, line
from app.shared.links import Mood, Notice
from app.shared.loading import LoadingVeil
from app.shared.page import Page
from app.shared.waiting import WaitingCount
from domain.language import tr
from domain.scheduling.board_rows import BoardBooking, UnassignedOrder
from domain.scheduling.checks import Finding
from domain.scheduling.queries import count_unassigned

TICK_MS = 30_000


class DispatchPage(Page):
    """Puts the parts together and passes their wishes on."""

    key = "dispatch"
    icon = "calendar-range"

    def __init__(self, kit: Kit, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(kit, parent)
        self.presenter = DispatchPresenter(kit, desk, self)
        self.board = BoardView(kit.theme, kit.times)
        self.unassigned = UnassignedPanel(kit.theme, kit.times)
        bound = self.bound_actions()
        self._bar = DispatchBar(kit, self.title, bound)
        self._detail = DetailStrip(kit, [bound["dispatch.open"], bound["dispatch.unassign"]])
        self._splitter = KeptSplitter(kit.memory)
        self._card = CarriedCard(self)
        self._veil = LoadingVeil(kit.theme, self.board)
        self._ticking = QTimer(self, interval=TICK_MS)
        self._waiting = WaitingCount(kit, desk, ("order", "booking", "stage"), count_unassigned, self)
        self._plan: Plan | None = None
        self._arrange()
        self._connect_board()
        self._connect_list()
        self._connect_presenter()

    @property
    def title(self) -> str:
        return tr("Dispatch")

    def page_actions(self) -> Sequence[Action]:
        return (
            *going(self.board, self.kit.times),
            *undoing(self.presenter),
            Action("dispatch.open", tr("Open order"), self._open, "", "external-link", self._has_selected),
            Action("dispatch.unassign", tr("Unassign"), self._unassign, "", "", self._has_selected),
            Action(
                "dispatch.assign",
                tr("Assign…"),
                self._assign,
                "N",
                "user-plus",
                self._can_assign,
                tr("Choose technician and time for the selected order"),
            ),
        )

    def show_record(self, record_id: int) -> None:
        """Bring an order into view, on the board or in the list."""
        if self.unassigned.choose(record_id):
            self.unassigned.list.setFocus()
            return
        booking = next((b for b in self.board.scene.rows.bookings.values() if b.order_id == record_id), None)
        if booking is not None:
            self.board.select(booking.id)
            self.board.reveal(booking.id)
            self.board.setFocus()

    def set_visible_page(self, visible: bool) -> None:
        self.presenter.set_visible(visible)
        if visible:
            self.board.set_now(self.kit.times.now())
            self._ticking.start()
            if self.board.placed:
                self.presenter.look(*self.board.visible())
        else:
            self._ticking.stop()

    def focus_first(self) -> None:
        self.board.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_search(self) -> None:
        self.unassigned.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def step_back(self) -> bool:
        if self.unassigned.list.cancel() or self.board.cancel() or self.unassigned.search.reset():
            return True
        had = self.board.selected is not None
        self.board.select(None)
        return had

    def record_shown(self) -> int | None:
        return self.board.selected.order_id if self.board.selected is not None else None

    def _arrange(self) -> None:
        left = QFrame()
        inside = column(left)
        inside.addWidget(self.board, 1)
        inside.addWidget(line())
        inside.addWidget(self._detail)
        self._splitter.hold(left, self.unassigned)
        whole = column(self)
        whole.addWidget(self._bar)
        whole.addWidget(line())
        whole.addWidget(self._splitter, 1)

    def _connect_board(self) -> None:
        board, presenter = self.board, self.presenter
        board.place_asked.connect(presenter.place)
        board.move_asked.connect(presenter.move)
        board.resize_asked.connect(presenter.resize)
        board.unassign_asked.connect(presenter.unassign)
        board.open_asked.connect(self._on_open)
        board.refused.connect(self._on_refused)
        board.selection_changed.connect(self._on_selected)
        board.looked_at.connect(presenter.look)
        board.looked_at.connect(self._bar.set_day)

    def _connect_list(self) -> None:
        cards = self.unassigned.list
        cards.carry_began.connect(self.board.carry_in)
        cards.carry_began.connect(self._card.carry)
        cards.carried.connect(self._on_carried)
        cards.carry_dropped.connect(self._on_carry_dropped)
        cards.carry_cancelled.connect(self._on_carry_cancelled)
        cards.assign_asked.connect(self._on_assign)
        cards.selectionModel().currentChanged.connect(self.refresh_actions)
        self._bar.teams_chosen.connect(self._on_teams)
        self._ticking.timeout.connect(self._on_tick)

    def _connect_presenter(self) -> None:
        presenter = self.presenter
        self._waiting.counted.connect(self.badge_changed)
        presenter.plan_changed.connect(self._on_plan)
        presenter.loading_changed.connect(self._veil.set_loading)
        presenter.said.connect(self.say)
        presenter.confirm_asked.connect(self._on_confirm)
        presenter.settled.connect(self.board.settle)
        presenter.history_changed.connect(self.refresh_actions)

    @Slot(object, bool)
    def _on_plan(self, plan: Plan, fade: bool) -> None:
        before, self._plan = self._plan, plan
        if before is None or before.technicians != plan.technicians:
            self._bar.offer_teams(sorted({one.team for one in plan.technicians}))
        self._show_plan(fade=fade)
        self.unassigned.set_orders(plan.orders)
        self._bar.set_count(len(plan.orders))
        self._on_selected(self.board.selected)

    def _show_plan(self, *, fade: bool) -> None:
        assert self._plan is not None
        teams = self._bar.teams()
        shown = [one for one in self._plan.technicians if not teams or one.team in teams]
        self.board.set_plan(shown, self._plan.bookings, fade=fade)

    @Slot(object)
    def _on_teams(self, _teams: frozenset[str]) -> None:
        if self._plan is not None:
            self._show_plan(fade=False)

    @Slot(object)
    def _on_selected(self, booking: BoardBooking | None) -> None:
        row = self.board.scene.rows.of(booking.technician_id) if booking is not None else None
        self._detail.tell(booking, row.technician.name if row is not None and row.technician else "")
        self.refresh_actions()

    @Slot(QPoint, bool)
    def _on_carried(self, at: QPoint, free: bool) -> None:
        over = self.board.carry_over(at, free=free)
        self._card.follow(at, shown=not over)

    @Slot()
    def _on_carry_dropped(self) -> None:
        self._card.hide()
        self.board.carry_drop()

    @Slot()
    def _on_carry_cancelled(self) -> None:
        self._card.hide()
        self.board.cancel()

    @Slot(object)
    def _on_assign(self, order: UnassignedOrder) -> None:
        if self._plan is None or not self._plan.technicians:
            return
        after = max(self.kit.times.now(), self.board.visible()[0])
        dialog = AssignDialog(order, self._plan, after, self.kit.times, self)
        dialog.decided.connect(self.presenter.place)
        dialog.open()

    @Slot(object, object)
    def _on_confirm(self, wish: Wish, findings: Sequence[Finding]) -> None:
        dialog = ConfirmDialog(wish, findings, self)
        dialog.confirmed.connect(self.presenter.confirm)
        dialog.rejected.connect(self.presenter.decline)
        dialog.open()

    def _has_selected(self) -> bool:
        return self.board.selected is not None

    def _can_assign(self) -> bool:
        return self.unassigned.list.current is not None and bool(self._plan and self._plan.technicians)

    def _assign(self) -> None:
        if self.unassigned.list.current is not None:
            self._on_assign(self.unassigned.list.current)

    def _open(self) -> None:
        if self.board.selected is not None:
            self._on_open(self.board.selected.order_id)

    def _unassign(self) -> None:
        if (booking := self.board.selected) is not None:
            self.presenter.unassign(Unassign(booking.id, booking.version))

    @Slot(str)
    def _on_refused(self, sentence: str) -> None:
        self.say(Notice(sentence, Mood.WARNING))

    @Slot(int)
    def _on_open(self, order_id: int) -> None:
        self.go("orders", order_id)

    @Slot()
    def _on_tick(self) -> None:
        self.board.set_now(self.kit.times.now())
