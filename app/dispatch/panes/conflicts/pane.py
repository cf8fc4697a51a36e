"""What is wrong in the plan now: found away from the window, listed by weight, one key away from its booking."""

from collections.abc import Mapping
from datetime import datetime, timedelta, tzinfo
from functools import partial

from PySide6.QtCore import Qt, Slot

from app.dispatch.panes.conflicts.table import ConflictRow, columns
from app.dispatch.panes.pane import Pane
from app.dispatch.plan import Plan
from app.shared.desk import Desk
from app.shared.filters import Filter, FilterBar
from app.shared.kit import Kit
from app.shared.layout import column, row
from app.shared.rest import Rest
from app.shared.table import RowTable
from app.shared.tasks import Latest
from domain.language import tr
from domain.parameters.placement_rules import Kind
from domain.scheduling.board_rows import BoardBooking
from domain.scheduling.conflicts import Conflict, conflicts, never_begun, of_bookings, of_waiting, ranked
from domain.store.store import Store

#: Reckoning takes the processor from what shows the moves themselves: it waits until they rest, but not for ever.
REST_MS, MOST_MS = 1_000, 10_000
HORIZON = timedelta(days=7)
KIND, WHEN, LOADED = "kind", "when", "loaded"


class ConflictsPane(Pane):
    """Hears of every plan while the page is in front, so that its tab can tell how much is wrong.

    The tab and the list speak of the same days whatever the board shows, unless all that it shows is asked for.
    """

    key = "conflicts"
    icon = "triangle-alert"
    attentive = True

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self._store = desk.store
        self._finding = Latest(kit.tasks, self)
        self._soon = Rest(REST_MS, MOST_MS, self._find, self)
        self._plan: Plan | None = None
        self._rows: tuple[ConflictRow, ...] = ()
        self._until = kit.times.now()
        self._following = False
        loaded = (LOADED, tr("as far as the board is loaded"))
        when = Filter(WHEN, tr("in the next 7 days"), (loaded,), several=False)
        self.filters = FilterBar([Filter(KIND, tr("everything that is wrong"), ()), when])
        self.table: RowTable[ConflictRow] = RowTable(columns(kit.times), kit, "dispatch_conflicts", self.title)
        self.table.let_go()
        self.table.set_empty(tr("Nothing is wrong"), tr("What breaks a rule in the plan stands here."), "circle-check")
        head = row(margins=(8, 4, 8, 4))
        head.addWidget(self.filters)
        whole = column(self)
        whole.addLayout(head)
        whole.addWidget(self.table, 1)
        self.setFocusProxy(self.table)
        self.filters.changed.connect(self._on_filtered)
        self.table.row_chosen.connect(self._on_chosen)
        self.table.row_opened.connect(self._on_opened)

    @property
    def title(self) -> str:
        return tr("Conflicts")

    def show_plan(self, plan: Plan) -> None:
        if plan is self._plan:
            return
        first, self._plan = self._plan is None, plan
        if first:
            self._find()
        else:
            self._soon.call()

    def show_selected(self, booking: BoardBooking | None) -> None:
        self._following = True
        if booking is None or not self.table.choose(booking.id):
            self.table.clearSelection()
        self._following = False

    def focus_first(self) -> None:
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def step_back(self) -> bool:
        return self.filters.reset()

    def _find(self) -> None:
        if self._plan is not None:
            now = self.kit.times.now()
            work = partial(found, self._store, self._plan, now, self.kit.times.zone)
            self._finding.run(work, partial(self._on_found, now + HORIZON))

    def _on_found(self, until: datetime, conflicts: tuple[Conflict, ...]) -> None:
        self._until = until
        people = {one.id: one.name for one in self._plan.technicians} if self._plan is not None else {}
        self._rows = tuple(
            ConflictRow(each.booking_id or -each.order_id, each, people.get(each.technician_id or 0, ""))
            for each in conflicts
        )
        kinds = {finding.kind for each in conflicts for finding in each.findings}
        self.filters.offer(KIND, [(kind.value, kind.label) for kind in Kind if kind in kinds])
        self._list()
        self.badge_changed.emit(len(self._soon_wrong()))

    def _soon_wrong(self) -> tuple[ConflictRow, ...]:
        return tuple(each for each in self._rows if each.conflict.at < self._until)

    def _list(self) -> None:
        chosen = self.filters.chosen()
        wanted = chosen[KIND]
        asked = self._rows if chosen[WHEN] else self._soon_wrong()
        rows = [each for each in asked if not wanted or any(one.kind.value in wanted for one in each.conflict.findings)]
        self._following = True
        self.table.set_rows(rows)
        self._following = False

    @Slot(object)
    def _on_filtered(self, _chosen: Mapping[str, frozenset[str]]) -> None:
        self._list()

    @Slot(object)
    def _on_chosen(self, chosen: ConflictRow | None) -> None:
        if chosen is not None and not self._following:
            self._jump(chosen)

    @Slot(object)
    def _on_opened(self, opened: ConflictRow) -> None:
        self._jump(opened)

    def _jump(self, to: ConflictRow) -> None:
        if to.conflict.booking_id is not None:
            self.booking_sought.emit(to.conflict.booking_id, to.conflict.at)
        else:
            self.order_chosen.emit(to.conflict.order_id)


def found(store: Store, plan: Plan, now: datetime, zone: tzinfo | None) -> tuple[Conflict, ...]:
    """What is wrong in the plan and the days ahead, the heaviest first.

    What is past cannot be put right any more, but what was to be begun and was not must not be lost.
    """
    known = _in_plan(plan, now, zone)
    loaded = plan.since <= now and now + HORIZON <= plan.until
    with store.read() as session:
        if loaded:
            return ranked((*known, *never_begun(session, plan.terms.at(now), zone)))
        ahead = conflicts(session, now, now + HORIZON, now=now, zone=zone)
    return ranked({(each.booking_id, each.order_id): each for each in (*ahead, *known)}.values())


def _in_plan(plan: Plan, now: datetime, zone: tzinfo | None) -> tuple[Conflict, ...]:
    bookings = of_bookings(plan.technicians, plan.bookings, plan.terms, zone)
    finish = {booking.id: booking.finish for booking in plan.bookings}
    ahead = (each for each in bookings if each.booking_id is not None and finish[each.booking_id] > now)
    return ranked((*ahead, *of_waiting(plan.orders, now, plan.until, zone)))
