"""The dispatch page: the board, what stands around it, and who hears whom."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QFrame, QWidget

from app.dispatch.actions import going, of_records, undoing
from app.dispatch.board.board import BoardView
from app.dispatch.bringing import BringingBack
from app.dispatch.carrying import Carrying
from app.dispatch.detail import DetailStrip
from app.dispatch.fetching import WayFetcher
from app.dispatch.moving.actions import keep_to_board, moving
from app.dispatch.moving.menu import BookingMenu
from app.dispatch.moving.moves import Moves
from app.dispatch.moving.questions import Questions
from app.dispatch.panes.all_panes import PaneParts, all_panes
from app.dispatch.panes.around import PanesAround
from app.dispatch.panes.pane import Pane
from app.dispatch.papers.actions import Printing
from app.dispatch.plan import Plan
from app.dispatch.presenter import DispatchPresenter
from app.dispatch.tabs.bar import DispatchBar
from app.dispatch.tabs.shown_board import ShownBoard
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
        self.shown = ShownBoard(kit, desk, self.board, self)
        self.unassigned = UnassignedPanel(kit)
        self._under = QFrame()
        panes = all_panes(PaneParts(kit, desk, self.presenter, self.unassigned, self.board))
        self.panes = PanesAround(kit, self._under, panes)
        self._moves = Moves(kit, self.board, self.presenter, self)
        self._questions = Questions(kit, self.board, self.presenter, desk, self)
        self.papers = Printing(kit, desk, self.board, self)
        bound = self.bound_actions()
        keep_to_board(bound, self.board)
        self._menu = BookingMenu(self._moves, bound, self.unassigned.list, self)
        self.panes.offer(bound)
        self._bar = DispatchBar(kit, self.title, bound)
        self._detail = DetailStrip(kit, [bound["dispatch.open"]], [bound["dispatch.unassign"]])
        self._detail.stand_for(self.panes, "details")
        self._carrying = Carrying(kit, desk, self, self.board)
        self._veil = LoadingVeil(kit.theme, self.board)
        self._ticking = QTimer(self, interval=TICK_MS)
        self._waiting = WaitingCount(kit, desk, ("order", "booking", "stage"), count_unassigned, self)
        self._ways = WayFetcher(kit, desk, self.presenter)
        self._bringing = BringingBack(kit, desk, self.presenter, self.shown, self.board)
        self._plan: Plan | None = None
        self._arrange()
        self._connect_board()
        self._connect_presenter()
        for pane, _ in panes:
            self._connect_pane(pane)

    @property
    def title(self) -> str:
        return tr("Dispatch")

    def page_actions(self) -> Sequence[Action]:
        return (
            *going(self.board, self.kit.times),
            *undoing(self.presenter),
            *of_records(self),
            *moving(self._moves),
            *self.papers.actions(),
            *self.shown.actions(),
            *self.panes.actions_of_panes(),
        )

    def show_record(self, record_id: int) -> None:
        """Bring an order into view, on the board or in the list."""
        if self._choose_waiting(record_id):
            self.unassigned.list.setFocus()
        else:
            self.shown.seek_order(record_id)
            self.board.setFocus()

    @Slot(int)
    def show_booking(self, booking_id: int) -> None:
        """Select a booking on the board and bring it into view."""
        self.board.select(booking_id)
        self.board.reveal(booking_id)

    def set_visible_page(self, visible: bool) -> None:
        self.presenter.set_visible(visible)
        self.shown.set_visible(visible)
        self.panes.set_visible_page(visible)
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
        self.panes.open(self.unassigned.key)
        self.unassigned.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def step_back(self) -> bool:
        if self.board.cancel() or self.panes.step_back():
            return True
        stays = self.board.selected is not None or self.board.hasFocus()
        self.board.select(None)
        return stays

    def record_shown(self) -> int | None:
        return self.board.selected.order_id if self.board.selected is not None else None

    def has_selected(self) -> bool:
        """Whether a booking is selected on the board."""
        return self.board.selected is not None

    def can_assign(self) -> bool:
        """Whether an order is chosen, and there is somebody to do it."""
        return self.unassigned.list.current is not None and bool(self._plan and self._plan.technicians)

    def assign(self) -> None:
        """Ask who does the chosen order, and when."""
        if self.unassigned.list.current is not None:
            self._questions.assign(self.unassigned.list.current)

    def open_order(self) -> None:
        """Go to the order of the selected booking."""
        if self.board.selected is not None:
            self._on_open(self.board.selected.order_id)

    def unassign(self) -> None:
        """Let the order of the selected booking wait again."""
        self.board.take_off()

    def _arrange(self) -> None:
        inside = column(self._under)
        inside.addWidget(self.board, 1)
        inside.addWidget(self._detail)
        whole = column(self)
        whole.addWidget(self._bar)
        whole.addWidget(self.shown.strip)
        whole.addWidget(line())
        whole.addWidget(self.panes, 1)

    def _connect_board(self) -> None:
        board, presenter = self.board, self.presenter
        board.edits_asked.connect(presenter.rearrange)
        board.open_asked.connect(self._on_open)
        board.menu_asked.connect(self._menu.open)
        board.set_outside(self.unassigned)
        board.refused.connect(self._on_refused)
        board.selection_changed.connect(self._on_selected)
        board.looked_at.connect(presenter.look)
        board.looked_at.connect(self._bar.set_day)
        board.looked_at.connect(self.panes.show_span)
        self.shown.said.connect(self.say)
        self.shown.order_sought.connect(self.show_record, Qt.ConnectionType.QueuedConnection)
        self.shown.people_changed.connect(self.panes.show_people)
        self._ticking.timeout.connect(self._on_tick)

    def _connect_pane(self, pane: Pane) -> None:
        self._carrying.follow(pane)
        pane.booking_chosen.connect(self.show_booking)
        pane.booking_sought.connect(self.shown.seek)
        pane.menu_asked.connect(self._menu.open)
        pane.order_chosen.connect(self.show_record)
        pane.open_asked.connect(self._on_open)
        pane.edits_asked.connect(self.presenter.rearrange)
        pane.slot_shown.connect(self.board.show_slot)
        pane.said.connect(self.say)

    def _connect_presenter(self) -> None:
        presenter = self.presenter
        self._waiting.counted.connect(self.badge_changed)
        self.unassigned.list.assign_asked.connect(self._questions.assign)
        self.unassigned.current_changed.connect(self._on_order)
        presenter.plan_changed.connect(self._on_plan)
        presenter.loading_changed.connect(self._veil.set_loading)
        presenter.said.connect(self.say)
        self.papers.told.connect(self.say)
        presenter.confirm_asked.connect(self._questions.confirm)
        presenter.placed.connect(self.board.choose_soon)
        presenter.settled.connect(self.board.settle)
        presenter.settled.connect(self.board.choose_awaited)
        presenter.history_changed.connect(self.refresh_actions)

    def _choose_waiting(self, order_id: int) -> bool:
        """Choose an order in the list of those that wait, if it does."""
        if self._plan is None or all(order.id != order_id for order in self._plan.orders):
            return False
        self.panes.open(self.unassigned.key)
        return self.unassigned.choose(order_id)

    @Slot(object, bool)
    def _on_plan(self, plan: Plan, fade: bool) -> None:
        self._plan = plan
        self._carrying.check(plan)
        self.shown.show_plan(plan, fade=fade)
        self.panes.show_plan(plan)
        self._bar.set_count(len(plan.orders))
        self._on_selected(self.board.selected)

    @Slot(object)
    def _on_selected(self, booking: BoardBooking | None) -> None:
        self._detail.tell(booking, self.board.whose(booking), self.board.chosen)
        self.panes.show_selected(booking)
        self.refresh_actions()

    @Slot(object)
    def _on_order(self, order: UnassignedOrder | None) -> None:
        self.panes.show_order(order)
        self.refresh_actions()

    @Slot(str)
    def _on_refused(self, sentence: str) -> None:
        self.say(Notice(sentence, Mood.WARNING))

    @Slot(int)
    def _on_open(self, order_id: int) -> None:
        self.go("orders", order_id)

    @Slot()
    def _on_tick(self) -> None:
        self.board.set_now(self.kit.times.now())
