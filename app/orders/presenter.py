"""Loads orders, follows them live, and changes them as people ask; holds no widgets."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from app.shared.changes import Follower, Touched
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.links import Mood, Notice
from app.shared.tasks import Latest
from domain.errors import Overtaken
from domain.language import tr
from domain.monitoring import alert_timeline
from domain.monitoring.alert_curve import AlertCurve, alert_curve
from domain.monitoring.explanation import Figures, explain
from domain.monitoring.queries import AlertDetail
from domain.orders import service
from domain.orders.lifecycle import may_follow
from domain.orders.queries import StageChoice, stages
from domain.orders.timeline import Entry, Wording, tell
from domain.reporting import order_detail, order_list
from domain.reporting.order_detail import OrderDetail
from domain.reporting.order_list import PAGE, OrderPage, OrderSearch
from domain.scheduling.service import change_stage
from domain.store.journal import FactRow

SUBJECTS = ("order", "booking", "alert", "stage", "asset", "customer", "site", "contact")
BADGE_MS = 1000
LISTED = {"order", "booking", "stage"}


@dataclass(frozen=True, slots=True)
class OrderView:
    """One order as it is shown beside the list; `curve` belongs to the alert it came from."""

    detail: OrderDetail
    sentences: tuple[str, ...]
    entries: tuple[Entry, ...]
    curve: AlertCurve | None


class OrdersPresenter(QObject):
    """What the page of orders knows and decides."""

    loaded = Signal(object)
    """An `OrderPage`."""
    detail_loaded = Signal(object)
    """An `OrderView`, or None where the order is not there."""
    stages_loaded = Signal(object)
    """All stages."""
    saved = Signal(int)
    """The changes of the order with this id are kept."""
    refused = Signal(int, object)
    """The changes of the order with this id were refused, and why."""
    late_changed = Signal(int)
    """How many open orders are late."""
    loading = Signal(bool)
    told = Signal(object)
    """A `Notice`."""

    def __init__(self, kit: Kit, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._desk = desk
        self._search = OrderSearch()
        self._looked_at: int | None = None
        self._shown: OrderView | None = None
        self._list, self._detail = Latest(kit.tasks), Latest(kit.tasks)
        self._follower = Follower(kit.changes, SUBJECTS, self._on_touched, self)
        self._badge = Follower(kit.changes, ("order",), self._on_any_touched, self, interval_ms=BADGE_MS)
        self._badge.set_visible(True)
        self.count()

    def set_visible(self, visible: bool) -> None:
        """Only a page that somebody sees does any work."""
        if visible:
            self.load()
            self._reload_detail()
            self._kit.tasks.run(self._read_stages, self._on_stages)
        self._follower.set_visible(visible)

    def ask(self, search: OrderSearch) -> None:
        """Show what `search` asks for from now on."""
        self._search = search
        self.load()

    @Slot()
    def more(self) -> None:
        """Show further orders below those that are shown."""
        self._search = replace(self._search, limit=self._search.limit + PAGE)
        self.load()

    @Slot()
    def load(self) -> None:
        self.loading.emit(True)
        self._list.run(partial(self._read_list, self._search), self._on_loaded)

    def look(self, order_id: int | None) -> None:
        """Show one order beside the list, or none."""
        self._looked_at = order_id
        self._shown = None
        if order_id is None:
            self._detail.drop()
            self.detail_loaded.emit(None)
        else:
            self._reload_detail()

    def save(self, order_id: int, version: int, changes: Mapping[str, Any], before: Mapping[str, Any]) -> None:
        """Keep what the user changed; `before` is what undo goes back to."""
        work = partial(self._desk.do, service.edit_order, order_id, version=version, **changes)
        done = partial(self._on_saved, order_id, before)
        self._kit.tasks.run(work, done, partial(self._on_refused, order_id), owner=self)

    def move(self, detail: OrderDetail, stage: StageChoice) -> None:
        """Put the order into another stage."""
        back = next((each for each in detail.stages if each.id == detail.stage_id), None)
        undoable = back is not None and back.meaning in may_follow(stage.meaning)
        work = partial(self._desk.do, change_stage, detail.id, stage.id)
        undo = partial(self._move_back, detail.id, back.id) if back is not None and undoable else None
        words = tr("{number} is now {stage}.", number=detail.number, stage=stage.name)
        done = partial(self._on_moved, Notice(words, Mood.DONE, undo))
        self._kit.tasks.run(work, done, self._on_failed, owner=self)

    def _move_back(self, order_id: int, stage_id: int) -> None:
        work = partial(self._desk.do, change_stage, order_id, stage_id)
        done = partial(self._on_moved, Notice(tr("Moved back.")))
        self._kit.tasks.run(work, done, self._on_failed, owner=self)

    def _on_moved(self, notice: Notice, _nothing: None) -> None:
        self.told.emit(notice)
        self._reload_detail()

    def _on_saved(self, order_id: int, before: Mapping[str, Any], _nothing: None) -> None:
        self.saved.emit(order_id)
        self.told.emit(Notice(tr("Changes saved."), Mood.DONE, partial(self._change_back, order_id, before)))
        self._reload_detail()

    def _change_back(self, order_id: int, before: Mapping[str, Any]) -> None:
        self._kit.tasks.run(
            partial(self._put_back, order_id, before), self._on_changed_back, self._on_failed, owner=self
        )

    def _put_back(self, order_id: int, before: Mapping[str, Any]) -> None:
        with self._desk.store.read() as session:
            now = order_detail.order(session, order_id)
        if now is not None:
            self._desk.do(service.edit_order, order_id, version=now.version, **before)

    def _on_changed_back(self, _nothing: None) -> None:
        self.told.emit(Notice(tr("Changed back.")))
        self._reload_detail()

    def _on_refused(self, order_id: int, error: Exception) -> None:
        if isinstance(error, Overtaken):
            # The form lays the user's draft over what the others have done.
            self._reload_detail()
        self.refused.emit(order_id, error)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.told.emit(Notice(str(error), Mood.ERROR))
        self._reload_detail()

    def count(self) -> None:
        """Count the orders that are late."""
        self._kit.tasks.run(self._read_late, self._on_late)

    def _read_late(self) -> int:
        with self._desk.store.read() as session:
            return order_list.late(session, self._kit.times.now())

    @Slot(int)
    def _on_late(self, late: int) -> None:
        self.late_changed.emit(late)

    def _on_any_touched(self, _touched: Touched) -> None:
        self.count()

    def _read_list(self, search: OrderSearch) -> OrderPage:
        with self._desk.store.read() as session:
            return order_list.orders(session, search, self._kit.times.now())

    @Slot(object)
    def _on_loaded(self, page: OrderPage) -> None:
        self.loading.emit(False)
        self.loaded.emit(page)

    def _read_stages(self) -> list[StageChoice]:
        with self._desk.store.read() as session:
            return stages(session)

    @Slot(object)
    def _on_stages(self, found: list[StageChoice]) -> None:
        self.stages_loaded.emit(found)

    def _reload_detail(self) -> None:
        if self._looked_at is not None:
            self._detail.run(partial(self._read_detail, self._looked_at), self._on_detail)

    def _read_detail(self, order_id: int) -> OrderView | None:
        with self._desk.store.read() as session:
            detail = order_detail.order(session, order_id)
            if detail is None:
                return None
            facts = order_detail.order_facts(session, order_id)
            wording = Wording(order_detail.technician_names(session), self._kit.times.short)
        entries = (Entry(fact.id, fact.at, fact.actor, _told(fact, wording)) for fact in facts)
        told = tuple(entry for entry in entries if entry.text)
        return OrderView(detail, _why(detail.alert), told, self._curve(detail.alert))

    def _curve(self, alert: AlertDetail | None) -> AlertCurve | None:
        if alert is None:
            return None
        with self._desk.telemetry.read() as connection:
            return alert_curve(connection, alert, self._kit.times.now())

    @Slot(object)
    def _on_detail(self, view: OrderView | None) -> None:
        self._shown = view
        self.detail_loaded.emit(view)

    def _on_touched(self, touched: Touched) -> None:
        if any(subject in LISTED for subject, _ in touched):
            self.load()
        if self._concerns_shown(touched):
            self._reload_detail()

    def _concerns_shown(self, touched: Touched) -> bool:
        if self._looked_at is None:
            return False
        alert = self._shown.detail.alert if self._shown else None
        own = {("order", self._looked_at), ("alert", alert.row.id if alert else None)}
        return bool(own & touched) or any(subject not in {"order", "alert"} for subject, _ in touched)


def _told(fact: FactRow, wording: Wording) -> str:
    if fact.subject == "alert":
        return alert_timeline.tell(fact, {}, wording.moment)
    return tell(fact, wording)


def _why(alert: AlertDetail | None) -> tuple[str, ...]:
    if alert is None:
        return ()
    row = alert.row
    return explain(alert.decision, Figures(row.count, alert.first_value, row.last_value, row.peak_value))
