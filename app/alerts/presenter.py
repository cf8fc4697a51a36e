"""Loads alerts, follows them live, and does what people ask for; holds no widgets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.alerts import deeds
from app.alerts.deeds import Outcome, Step, Verb
from app.shared.changes import Follower, Touched
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.links import Mood, Notice
from app.shared.tasks import Latest
from domain.monitoring import alert_timeline, queries
from domain.monitoring.alert_curve import AlertCurve, alert_curve
from domain.monitoring.alert_rows import AlertPage, AlertRow, AlertSearch, everything_under
from domain.monitoring.explanation import Figures, explain
from domain.monitoring.queries import AlertDetail
from domain.orders.timeline import Entry
from domain.store.history import facts_of

LIVE_MS = 1000
SHELF_MS = 30_000
BADGE_MS = 1000


@dataclass(frozen=True, slots=True)
class AlertView:
    """One alert as it is shown beside the list."""

    detail: AlertDetail
    sentences: tuple[str, ...]
    entries: tuple[Entry, ...]
    gathered: AlertPage
    """Those that stand under it, as far as they are read."""


class AlertsPresenter(QObject):
    """What the page of alerts knows and decides."""

    loaded = Signal(object)
    """An `AlertPage`."""
    detail_loaded = Signal(object)
    """An `AlertView`, or None where the alert is not there."""
    curve_loaded = Signal(object, object)
    """The `AlertView` it belongs to, and its `AlertCurve`."""
    waiting_changed = Signal(int)
    """How many alerts wait for somebody."""
    loading = Signal(bool)
    told = Signal(object)
    """A `Notice`."""

    def __init__(self, kit: Kit, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._desk = desk
        self._search = AlertSearch()
        self._unfolded: frozenset[int] = frozenset()
        self._shown: AlertView | None = None
        self._looked_at: int | None = None
        self._visible = False
        self._drawing = False
        self._list, self._detail = Latest(kit.tasks), Latest(kit.tasks)
        self._live = QTimer(self, interval=LIVE_MS)
        self._shelf = QTimer(self, interval=SHELF_MS)
        self._follower = Follower(kit.changes, ("alert", "order", "booking"), self._on_touched, self)
        self._badge = Follower(kit.changes, ("alert",), self._on_any_touched, self, interval_ms=BADGE_MS)
        self._live.timeout.connect(self._draw)
        self._shelf.timeout.connect(self.load)
        self._badge.set_visible(True)
        self.count()

    def set_visible(self, visible: bool) -> None:
        """Only a page that somebody sees does any work; the number of waiting alerts is always kept."""
        self._visible = visible
        if visible:
            self.load()
            self._shelf.start()
            self._live.start()
            self._reload_detail()
        else:
            self._shelf.stop()
            self._live.stop()
        self._follower.set_visible(visible)

    def ask(self, search: AlertSearch) -> None:
        """Show what `search` asks for from now on."""
        self._search = search
        self.load()

    @Slot(object)
    def unfold(self, heads: frozenset[int]) -> None:
        """Show what stands under these heads from now on."""
        self._unfolded = heads
        self.load()

    @Slot()
    def load(self) -> None:
        self.loading.emit(True)
        self._list.run(partial(self._read_list, self._search, self._unfolded), self._on_loaded)

    def look(self, alert_id: int | None) -> None:
        """Show one alert beside the list, or none."""
        self._looked_at = alert_id
        self._shown = None
        self._drawing = False
        if alert_id is None:
            self._detail.drop()
            self.detail_loaded.emit(None)
        else:
            self._reload_detail()

    def count(self) -> None:
        """Count the alerts that wait."""
        self._kit.tasks.run(self._read_waiting, self._on_waiting)

    def acknowledge(self, rows: Sequence[AlertRow]) -> None:
        self._perform(Verb.ACKNOWLEDGE, deeds.acknowledge(rows))

    def unacknowledge(self, rows: Sequence[AlertRow]) -> None:
        self._perform(Verb.UNACKNOWLEDGE, deeds.unacknowledge(rows))

    def shelve(self, rows: Sequence[AlertRow], until: datetime) -> None:
        self._perform(Verb.SHELVE, deeds.shelve(rows, until, self._kit.times.now()))

    def bring_back(self, rows: Sequence[AlertRow]) -> None:
        self._perform(Verb.BRING_BACK, deeds.bring_back(rows, self._kit.times.now()))

    def clear(self, rows: Sequence[AlertRow]) -> None:
        self._perform(Verb.CLEAR, deeds.clear(rows))

    def _perform(self, verb: Verb, steps: tuple[Step, ...]) -> None:
        self._kit.tasks.run(partial(_performed, self._desk, verb, steps), self._on_performed)

    def _take_back(self, steps: tuple[Step, ...]) -> None:
        self._perform(Verb.TAKE_BACK, steps)

    @Slot(object)
    def _on_performed(self, performed: tuple[Verb, Outcome]) -> None:
        verb, outcome = performed
        inverse = () if verb is Verb.TAKE_BACK else outcome.inverse()
        words = deeds.told(deeds.saying_of(verb), outcome)
        undo = partial(self._take_back, inverse) if inverse else None
        self.told.emit(Notice(words, Mood.DONE if outcome.done else Mood.WARNING, undo))

    def _read_list(self, search: AlertSearch, heads: frozenset[int]) -> AlertPage:
        with self._desk.store.read() as session:
            return queries.unfolded(session, search, heads, self._kit.times.now())

    @Slot(object)
    def _on_loaded(self, page: AlertPage) -> None:
        self.loading.emit(False)
        self.loaded.emit(page)

    def _read_waiting(self) -> int:
        with self._desk.store.read() as session:
            return queries.waiting(session, self._kit.times.now())

    @Slot(int)
    def _on_waiting(self, waiting: int) -> None:
        self.waiting_changed.emit(waiting)

    def _reload_detail(self) -> None:
        if self._looked_at is not None:
            self._detail.run(partial(self._read_detail, self._looked_at), self._on_detail)

    def _read_detail(self, alert_id: int) -> AlertView | None:
        with self._desk.store.read() as session:
            detail = queries.alert(session, alert_id)
            facts = facts_of(session, "alert", [alert_id]) if detail else []
            gathered = queries.alerts(session, everything_under(alert_id), self._kit.times.now())
        if detail is None:
            return None
        row = detail.row
        figures = Figures(row.count, detail.first_value, row.last_value, row.peak_value)
        told = ((fact, alert_timeline.tell(fact, detail.decision, self._kit.times.short)) for fact in facts)
        entries = tuple(Entry(fact.id, fact.at, fact.actor, text) for fact, text in told if text)
        return AlertView(detail, explain(detail.decision, figures, row.gathered), entries, gathered)

    @Slot(object)
    def _on_detail(self, view: AlertView | None) -> None:
        self._shown = view
        self.detail_loaded.emit(view)
        self._drawing = False
        self._draw(even_over=True)

    @Slot()
    def _draw(self, *, even_over: bool = False) -> None:
        """Read the curve again; an alert that is over does not change any more."""
        view = self._shown
        if view is None or self._drawing or not self._visible:
            return
        if view.detail.row.cleared is None or even_over:
            self._drawing = True
            self._kit.tasks.run(partial(self._read_curve, view), self._on_curve, self._on_no_curve)

    def _read_curve(self, view: AlertView) -> tuple[AlertView, AlertCurve]:
        with self._desk.telemetry.read() as connection:
            return view, alert_curve(connection, view.detail, self._kit.times.now())

    @Slot(object)
    def _on_curve(self, found: tuple[AlertView, AlertCurve]) -> None:
        view, curve = found
        if view is self._shown:
            self._drawing = False
            self.curve_loaded.emit(view, curve)

    @Slot(object)
    def _on_no_curve(self, error: Exception) -> None:
        self._live.stop()
        self.told.emit(Notice(str(error), Mood.ERROR))

    def _on_touched(self, touched: Touched) -> None:
        if any(subject == "alert" for subject, _ in touched):
            self.load()
        if self._concerns_shown(touched):
            self._reload_detail()

    def _concerns_shown(self, touched: Touched) -> bool:
        if ("alert", self._looked_at) in touched:
            return True
        if self._shown and any(("alert", row.id) in touched for row in self._shown.gathered.rows):
            return True
        order = self._shown.detail.order if self._shown else None
        return order is not None and any(subject in {"order", "booking"} for subject, _ in touched)

    def _on_any_touched(self, _touched: Touched) -> None:
        self.count()


def _performed(desk: Desk, verb: Verb, steps: tuple[Step, ...]) -> tuple[Verb, Outcome]:
    return verb, deeds.perform(desk, steps)
