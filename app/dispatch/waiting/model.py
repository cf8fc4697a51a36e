"""The orders that wait for a technician, as a model: most urgent first, searched by words."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from app.shared.times import Times, duration
from domain.language import tr
from domain.scheduling.board_rows import UnassignedOrder

ORDER = int(Qt.ItemDataRole.UserRole)
NEVER = datetime.max.replace(tzinfo=UTC)
Index = QModelIndex | QPersistentModelIndex


class WaitingModel(QAbstractListModel):
    """Holds all orders that wait and shows those that the words find."""

    def __init__(self, times: Times) -> None:
        super().__init__()
        self._times = times
        self._all: list[UnassignedOrder] = []
        self._shown: list[UnassignedOrder] = []
        self._words: list[str] = []

    def set_orders(self, orders: Sequence[UnassignedOrder]) -> None:
        ordered = sorted(orders, key=urgency)
        if ordered != self._all:
            self._all = ordered
            self._find()

    def search(self, words: str) -> None:
        self._words = words.casefold().split()
        self._find()

    @property
    def total(self) -> int:
        """How many wait, found or not."""
        return len(self._all)

    def order(self, index: Index) -> UnassignedOrder | None:
        return self._shown[index.row()] if index.isValid() else None

    def index_of(self, order_id: int) -> QModelIndex:
        """Where an order stands; invalid if it is not shown."""
        row = next((i for i, order in enumerate(self._shown) if order.id == order_id), -1)
        return self.index(row) if row >= 0 else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        order = self.order(index)
        if order is None:
            return None
        if role == ORDER:
            return order
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{order.number} {order.title}, {order.customer}, {order.priority.label}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(waiting_told(order, self._times))
        return None

    def _find(self) -> None:
        self.beginResetModel()
        self._shown = [order for order in self._all if _matches(order, self._words)]
        self.endResetModel()


def urgency(order: UnassignedOrder) -> tuple[int, datetime, datetime, int]:
    """What sorts the list: priority, then due, then how long it waits."""
    return order.priority.rank, order.due or NEVER, order.opened, order.id


def waiting_told(order: UnassignedOrder, times: Times) -> list[str]:
    """All that the list knows of an order, line by line."""
    lines = [
        f"{order.number} · {order.title}",
        " · ".join(part for part in (order.customer, order.site, order.asset) if part),
        tr("{priority} priority, {stage}", priority=order.priority.label, stage=order.stage),
        tr("Takes about {span}", span=duration(timedelta(minutes=order.minutes))),
        tr("Opened {ago}", ago=times.ago(order.opened)),
    ]
    if order.due is not None:
        lines.append(tr("Due {due}", due=times.full(order.due)))
    if order.skills:
        lines.append(tr("Needs {skills}", skills=", ".join(sorted(order.skills))))
    if order.from_alert:
        lines.append(tr("Raised by an alert"))
    return lines


def due_words(order: UnassignedOrder, times: Times) -> tuple[str, bool]:
    """When it is due, in few words, and whether that is past."""
    if order.due is None:
        return tr("no due time"), False
    if order.due < times.now():
        return tr("late by {span}", span=duration(times.now() - order.due)), True
    return tr("due {due}", due=times.short(order.due)), False


def _matches(order: UnassignedOrder, words: Sequence[str]) -> bool:
    parts = (order.number, order.title, order.customer, order.site, order.asset, order.stage, *order.skills)
    text = " ".join(parts).casefold()
    return all(word in text for word in words)
