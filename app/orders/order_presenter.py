"""One order: loaded, followed live, and changed as people ask; holds no widgets."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from app.orders.reading import OrderView, read_order
from app.shared.changes import Follower, Touched
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.links import Mood, Notice
from app.shared.tasks import Latest
from domain.errors import Overtaken
from domain.language import tr
from domain.orders import service
from domain.reporting import order_detail

SUBJECTS = (
    "order",
    "part change",
    "booking",
    "requirement",
    "order link",
    "alert",
    "stage",
    "asset",
    "customer",
    "site",
    "contact",
    "order line",
    "order task",
    "task check",
    "order address",
    "attachment",
    "repair line",
    "invoice",
)


class OrderPresenter(QObject):
    """What the page knows of the order that is looked at."""

    loaded = Signal(object)
    """An `OrderView`, or None where the order is not there."""
    saved = Signal(int)
    """The changes of the order with this id are kept."""
    refused = Signal(int, object)
    """The changes of the order with this id were refused, and why."""
    told = Signal(object)
    """A `Notice`."""

    def __init__(self, kit: Kit, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._desk = desk
        self._looked_at: int | None = None
        self._shown: OrderView | None = None
        self._reading = Latest(kit.tasks)
        self._follower = Follower(kit.changes, SUBJECTS, self._on_touched, self)

    def set_visible(self, visible: bool) -> None:
        """Only an order that somebody sees is followed."""
        if visible:
            self.reload()
        self._follower.set_visible(visible)

    def look(self, order_id: int | None) -> None:
        """Show one order, or none."""
        self._looked_at = order_id
        self._shown = None
        if order_id is None:
            self._reading.drop()
            self.loaded.emit(None)
        else:
            self.reload()

    @Slot()
    def reload(self) -> None:
        """Read again what is looked at."""
        if self._looked_at is not None:
            work = partial(read_order, self._desk, self._kit.times, self._looked_at)
            self._reading.run(work, self._on_loaded)

    def save(self, order_id: int, version: int, changes: Mapping[str, Any], before: Mapping[str, Any]) -> None:
        """Keep what the user changed; `before` is what undo goes back to."""
        work = partial(self._desk.do, service.edit_order, order_id, version=version, **changes)
        done = partial(self._on_saved, order_id, before)
        self._kit.tasks.run(work, done, partial(self._on_refused, order_id), owner=self)

    def _on_done(self, notice: Notice, _result: object) -> None:
        self.told.emit(notice)
        self.reload()

    def _on_saved(self, order_id: int, before: Mapping[str, Any], _nothing: None) -> None:
        self.saved.emit(order_id)
        self.told.emit(Notice(tr("Changes saved."), Mood.DONE, partial(self._change_back, order_id, before)))
        self.reload()

    def _change_back(self, order_id: int, before: Mapping[str, Any]) -> None:
        work = partial(self._put_back, order_id, before)
        done = partial(self._on_done, Notice(tr("Changed back.")))
        self._kit.tasks.run(work, done, self._on_failed, owner=self)

    def _put_back(self, order_id: int, before: Mapping[str, Any]) -> None:
        with self._desk.store.read() as session:
            now = order_detail.order(session, order_id)
        if now is not None:
            self._desk.do(service.edit_order, order_id, version=now.version, **before)

    def _on_refused(self, order_id: int, error: Exception) -> None:
        if isinstance(error, Overtaken):
            # The form lays the user's draft over what the others have done.
            self.reload()
        self.refused.emit(order_id, error)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.told.emit(Notice(str(error), Mood.ERROR))
        self.reload()

    @Slot(object)
    def _on_loaded(self, view: OrderView | None) -> None:
        self._shown = view
        self.loaded.emit(view)

    def _on_touched(self, touched: Touched) -> None:
        if self._looked_at is None:
            return
        alert = self._shown.detail.alert if self._shown else None
        own = {("order", self._looked_at), ("alert", alert.row.id if alert else None)}
        if own & touched or any(subject not in {"order", "alert"} for subject, _ in touched):
            self.reload()
