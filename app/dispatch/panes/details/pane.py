"""Everything about the selected booking, or about the order chosen among those that wait."""

from functools import partial

from PySide6.QtCore import Slot

from app.dispatch.panes.details.against import against
from app.dispatch.panes.details.asked import asked
from app.dispatch.panes.details.facts import chips_of, facts_of
from app.dispatch.panes.details.points import Points
from app.dispatch.panes.listing.table import ListedBooking
from app.dispatch.panes.pane import Pane
from app.dispatch.plan import Plan
from app.shared.actions import Bound
from app.shared.columns import Column
from app.shared.desk import Desk
from app.shared.detail import DetailPane, Facts
from app.shared.kit import Kit
from app.shared.layout import column
from app.shared.table import RowTable
from app.shared.tasks import Latest
from app.shared.times import Times
from domain.language import tr
from domain.scheduling import job_queries
from domain.scheduling.board_rows import BoardBooking, BoardTechnician, UnassignedOrder
from domain.scheduling.job_queries import JobRow


class DetailsPane(Pane):
    """Facts, what is asked, and the other bookings of the order."""

    key = "details"
    icon = "info"

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self._desk = desk
        self._loading = Latest(kit.tasks, self)
        self._plan: Plan | None = None
        self._booking: BoardBooking | None = None
        self._order: UnassignedOrder | None = None
        self._job: JobRow | None = None
        self._pane = DetailPane(
            kit, tr("Nothing selected"), tr("Select a booking on the board, or an order in the list.")
        )
        self.facts = Facts()
        self.points = Points()
        self.bookings: RowTable[ListedBooking] = RowTable(
            _columns(kit.times), kit, "dispatch_job", tr("Bookings of this order")
        )
        for widget, title in ((self.facts, tr("Facts")), (self.points, tr("Needs")), (self.bookings, tr("Bookings"))):
            self._pane.add_tab(widget, title)
        column(self).addWidget(self._pane)
        self.bookings.set_empty(tr("Not booked yet"), "", "calendar")
        self.bookings.row_opened.connect(self._on_opened)

    @property
    def title(self) -> str:
        return tr("Details")

    def offer(self, bound: Bound) -> None:
        """What can be done with what is shown."""
        names = ("dispatch.open", "dispatch.assign", "dispatch.unassign")
        self._pane.set_actions([bound[name] for name in names if name in bound])

    def show_plan(self, plan: Plan) -> None:
        self._plan = plan
        if self._booking is not None:
            kept = self._booking.id
            self._booking = next((each for each in plan.bookings if each.id == kept), None)
        elif self._order is not None:
            waiting = self._order.id
            self._order = next((each for each in plan.orders if each.id == waiting), None)
        self._show()

    def show_selected(self, booking: BoardBooking | None) -> None:
        if booking is not None or self._booking is not None:
            self._booking = booking
            self._show()

    def show_order(self, order: UnassignedOrder | None) -> None:
        self._order = order
        if self._booking is None:
            self._show()

    def set_shown(self, shown: bool) -> None:
        if not shown:
            self._loading.drop()

    @property
    def _subject(self) -> BoardBooking | UnassignedOrder | None:
        return self._booking or self._order

    def _order_id(self) -> int | None:
        if self._booking is not None:
            return self._booking.order_id
        return None if self._order is None else self._order.id

    def _show(self) -> None:
        subject, order_id = self._subject, self._order_id()
        if subject is None or order_id is None:
            self._loading.drop()
            self._job = None
            self._pane.show_nothing()
            return
        place = " · ".join(part for part in (subject.customer, subject.site, subject.asset) if part)
        self._pane.show_record(f"{subject.number} · {subject.title}", place, chips_of(subject))
        if self._job is not None and self._job.order_id != order_id:
            self._job = None
        self._fill()
        self._loading.run(partial(self._read, order_id), self._on_read)

    def _fill(self) -> None:
        subject = self._subject
        if subject is None:
            return
        booking, technician, times = self._booking, self._technician(), self.kit.times
        self.facts.set_facts(facts_of(subject, technician, self._job, times))
        start = None if booking is None else booking.start
        findings = None
        if self._plan is not None and booking is not None and technician is not None:
            findings = against(booking, technician, self._plan, times.zone)
        self.points.tell(asked(subject.need, technician, start, times), findings)
        job = self._job
        rows = job.bookings if job is not None else ()
        names = {} if job is None else job.technicians
        self.bookings.set_rows([ListedBooking(each.id, each, names.get(each.technician_id, ""), "") for each in rows])

    def _technician(self) -> BoardTechnician | None:
        if self._plan is None or self._booking is None:
            return None
        wanted = self._booking.technician_id
        return next((one for one in self._plan.technicians if one.id == wanted), None)

    def _read(self, order_id: int) -> JobRow | None:
        with self._desk.store.read() as session:
            return job_queries.job(session, order_id)

    def _on_read(self, job: JobRow | None) -> None:
        self._job = job
        self._fill()

    @Slot(object)
    def _on_opened(self, row: ListedBooking) -> None:
        self.booking_chosen.emit(row.id)


def _columns(times: Times) -> tuple[Column[ListedBooking], ...]:
    return (
        Column(
            "start",
            tr("Start"),
            lambda row: times.short(row.booking.start),
            sort=lambda row: row.booking.start,
            tip=lambda row: times.full(row.booking.start),
            ticking=True,
        ),
        Column("technician", tr("Technician"), lambda row: row.technician, stretch=True),
        Column("status", tr("Status"), lambda row: row.booking.status.label, width=90),
    )
