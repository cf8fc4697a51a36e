"""The bookings in view as rows, in step with the board: for the keyboard, for sorting, for screen readers."""

from datetime import datetime

from PySide6.QtCore import QPoint, Qt, Slot

from app.dispatch.panes.listing.table import ListedBooking, columns
from app.dispatch.panes.pane import Pane
from app.dispatch.plan import Plan
from app.shared.kit import Kit
from app.shared.layout import column
from app.shared.table import RowTable
from app.shared.throttle import Throttle
from domain.language import tr
from domain.scheduling.board_rows import BoardBooking

SOON_MS = 150


class ListingPane(Pane):
    """What is current here is selected on the board, and the other way round."""

    key = "listing"
    icon = "rows-3"

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.table: RowTable[ListedBooking] = RowTable(columns(kit.times), kit, "dispatch_bookings", self.title)
        self.table.let_go()
        self.table.set_empty(
            tr("No bookings in view"), tr("The bookings of the time that the board shows stand here."), "rows-3"
        )
        self._plan: Plan | None = None
        self._span: tuple[datetime, datetime] | None = None
        self._following = False
        self._selected: int | None = None
        self._soon = Throttle(SOON_MS, self._list, self)
        column(self).addWidget(self.table)
        self.setFocusProxy(self.table)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._on_menu)
        self.table.row_chosen.connect(self._on_chosen)
        self.table.row_opened.connect(self._on_opened)

    @property
    def title(self) -> str:
        return tr("Bookings")

    def show_plan(self, plan: Plan) -> None:
        self._plan = plan
        self._soon.call()

    def show_span(self, since: datetime, until: datetime) -> None:
        self._span = (since, until)
        self._soon.call()

    def show_selected(self, booking: BoardBooking | None) -> None:
        self._selected = None if booking is None else booking.id
        self._follow()

    def set_shown(self, shown: bool) -> None:
        if not shown:
            self._soon.cancel()

    def focus_first(self) -> None:
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _list(self) -> None:
        if self._plan is None:
            return
        since, until = self._span or (self._plan.since, self._plan.until)
        people = {one.id: one for one in self._plan.technicians}
        rows = [
            ListedBooking(booking.id, booking, people[booking.technician_id].name, people[booking.technician_id].team)
            for booking in self._plan.bookings
            if booking.start < until and booking.finish > since and booking.technician_id in people
        ]
        self._following = True
        self.table.set_rows(rows)
        self._following = False
        self._follow()

    def _follow(self) -> None:
        """Let the booking that is selected on the board be current here."""
        chosen = self.table.chosen()
        if self._selected is None or (chosen is not None and chosen.id == self._selected):
            return
        self._following = True
        self.table.choose(self._selected)
        self._following = False

    @Slot(object)
    def _on_chosen(self, row: ListedBooking | None) -> None:
        if row is not None and not self._following:
            self.booking_chosen.emit(row.id)

    @Slot(object)
    def _on_opened(self, row: ListedBooking) -> None:
        self.open_asked.emit(row.booking.order_id)

    @Slot(QPoint)
    def _on_menu(self, at: QPoint) -> None:
        if self.table.chosen() is not None:
            self.menu_asked.emit(self.table.viewport().mapToGlobal(at))
