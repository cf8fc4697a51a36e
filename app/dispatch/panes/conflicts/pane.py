"""What is wrong in the plan now: found away from the window, listed by weight, one key away from its booking."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent

from app.dispatch.panes.conflicts.finding import Found, found
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
from domain.scheduling.board_rows import BoardBooking

#: Reckoning takes the processor from what shows the moves themselves: it waits until they rest, but not for ever.
REST_MS, MOST_MS = 1_000, 10_000
KIND, WHEN, LOADED = "kind", "when", "loaded"


class ConflictsPane(Pane):
    """Hears of every plan while the page is in front, so that its tab can tell how much is wrong.

    The tab and the list speak of the same days whatever the board shows, unless all that it shows is asked for. The
    list is filled while somebody looks at it, for that of a large board has thousands of rows.
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
        self._found = self._listed = Found()
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
        self._catch_up()
        self._following = True
        if booking is None or not self.table.choose(booking.id):
            self.table.clearSelection()
        self._following = False

    def focus_first(self) -> None:
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def step_back(self) -> bool:
        return self.filters.reset()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._catch_up()

    def _find(self) -> None:
        if self._plan is not None:
            times = self.kit.times
            work = partial(found, self._store, self._plan, times.now(), times.zone, self._found)
            self._finding.run(work, self._on_found)

    def _on_found(self, now: Found) -> None:
        self._found = now
        self.filters.offer(KIND, [(kind.value, kind.label) for kind in now.kinds])
        if self.isVisible():
            self._list()
        self.badge_changed.emit(len(now.soon))

    def _catch_up(self) -> None:
        """List what was found while nobody looked; that is no news any more."""
        if self._listed is not self._found:
            self._list(mark=False)

    def _list(self, *, mark: bool = True) -> None:
        self._listed = self._found
        chosen = self.filters.chosen()
        wanted = chosen[KIND]
        asked = self._found.rows if chosen[WHEN] else self._found.soon
        rows = [each for each in asked if not wanted or any(one.kind.value in wanted for one in each.conflict.findings)]
        self._following = True
        self.table.set_rows(rows, mark=mark)
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
