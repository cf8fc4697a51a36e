"""The orders that wait for a technician, as a model: sorted, sifted, searched by words."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import timedelta

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from app.dispatch.waiting.sifting import Chosen, passes
from app.dispatch.waiting.sorting import Key as SortKey
from app.dispatch.waiting.sorting import urgency
from app.shared.times import Times, duration
from domain.language import tr
from domain.scheduling.board_rows import UnassignedOrder

ORDER = int(Qt.ItemDataRole.UserRole)
#: Changes beyond which the list is made anew.
MANY = 100
Index = QModelIndex | QPersistentModelIndex
#: An order, and which part of it, if it stands once for each.
Key = tuple[int, int | None]


class WaitingModel(QAbstractListModel):
    """Holds all orders that wait and shows those that words and filters find."""

    going = Signal(object)
    """The keys of orders that are about to leave the list."""

    def __init__(self, times: Times) -> None:
        super().__init__()
        self._times = times
        self._all: tuple[UnassignedOrder, ...] = ()
        self._texts: dict[Key, str] = {}
        self._shown: list[UnassignedOrder] = []
        self._words: list[str] = []
        self._chosen: Chosen = {}
        self._key: SortKey = urgency

    def set_orders(self, orders: Sequence[UnassignedOrder]) -> None:
        """Hold these; rows come, go and change where something differs, all others stay."""
        if orders is self._all:
            return
        before, self._all = self._all, tuple(orders)
        left, there = set(map(id, self._all)), set(map(id, before))
        gone = {key_of(order): order for order in before if id(order) not in left}
        come = {key_of(order): order for order in self._all if id(order) not in there}
        for key in gone:
            del self._texts[key]
        self._texts |= {key: words_of(order) for key, order in come.items()}
        if len(gone) + len(come) > MANY:
            self._find()
            return
        self.going.emit(gone.keys() - come.keys())
        for key, order in gone.items():
            self._change(order, come.pop(key, None))
        for order in come.values():
            self._change(None, order)

    def search(self, words: str) -> None:
        self._words = words.casefold().split()
        self._find()

    def sift(self, chosen: Chosen) -> None:
        """Show only what the filters let through."""
        self._chosen = chosen
        self._find()

    def sort_by(self, key: SortKey) -> None:
        """List them in this order."""
        self._key = key
        self._find()

    @property
    def total(self) -> int:
        """How many wait, found or not."""
        return len(self._all)

    def waits(self, order_id: int) -> bool:
        """Whether this order waits, found or not."""
        return any(order.id == order_id for order in self._all)

    def order(self, index: Index) -> UnassignedOrder | None:
        return self._shown[index.row()] if index.isValid() else None

    def index_of(self, order_id: int) -> QModelIndex:
        """Where an order stands; invalid if it is not shown."""
        row = next((i for i, order in enumerate(self._shown) if order.id == order_id), -1)
        return self.index(row) if row >= 0 else QModelIndex()

    def indexes_of(self, keys: Iterable[Key]) -> list[QModelIndex]:
        """Where these stand, by order and requirement, as far as they are shown."""
        wanted = set(keys)
        return [self.index(at) for at, order in enumerate(self._shown) if key_of(order) in wanted]

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
        self._shown = sorted(filter(self._found, self._all), key=self._key)
        self.endResetModel()

    def _found(self, order: UnassignedOrder) -> bool:
        text = self._texts[key_of(order)]
        return all(word in text for word in self._words) and passes(order, self._chosen, self._times)

    def _change(self, was: UnassignedOrder | None, now: UnassignedOrder | None) -> None:
        """Let an order take the place of another, or of none."""
        nowhere = QModelIndex()
        old = self._place(was) if was is not None else None
        new = bisect_left(self._shown, self._key(now), key=self._key) if now is not None and self._found(now) else None
        if old is None and new is not None and now is not None:
            self.beginInsertRows(nowhere, new, new)
            self._shown.insert(new, now)
            self.endInsertRows()
        elif old is not None and (new is None or now is None):
            self.beginRemoveRows(nowhere, old, old)
            del self._shown[old]
            self.endRemoveRows()
        elif old is not None and new is not None and now is not None:
            moves = new not in (old, old + 1)
            if moves:
                self.beginMoveRows(nowhere, old, old, nowhere, new)
            del self._shown[old]
            at = new - 1 if new > old else new
            self._shown.insert(at, now)
            if moves:
                self.endMoveRows()
            self.dataChanged.emit(self.index(at), self.index(at))

    def _place(self, order: UnassignedOrder) -> int | None:
        """In which row an order stands."""
        at = bisect_left(self._shown, self._key(order), key=self._key)
        return at if at < len(self._shown) and self._shown[at] is order else None


def key_of(order: UnassignedOrder) -> Key:
    """What tells an order apart in the list, where one stands once for each requirement."""
    return order.id, order.requirement_id


def waiting_told(order: UnassignedOrder, times: Times) -> list[str]:
    """All that the list knows of an order, line by line."""
    lines = [
        f"{order.number} · {order.title}",
        " · ".join(part for part in (order.customer, order.site, order.asset) if part),
        tr("{priority} priority, {stage}", priority=order.priority.label, stage=order.stage),
        tr("Takes about {span}", span=length_words(order)),
        tr("Opened {ago}", ago=times.ago(order.opened)),
    ]
    if order.due is not None:
        lines.append(tr("Due {due}", due=times.full(order.due)))
    if order.skills:
        lines.append(tr("Needs {skills}", skills=", ".join(sorted(order.skills))))
    if order.requirement:
        lines.append(tr("Part of the order: {name}", name=order.requirement))
    if order.need.place is None:
        lines.append(tr("Nobody knows where it is: ways to it are not reckoned."))
    if order.from_alert:
        lines.append(tr("Raised by an alert"))
    return lines


def length_words(order: UnassignedOrder) -> str:
    """How long it takes; of a job that is placed in part, what is left of the whole."""
    left = duration(timedelta(minutes=order.minutes))
    if order.minutes >= order.whole:
        return left
    return tr("{left} of {whole}", left=left, whole=duration(timedelta(minutes=order.whole)))


def due_words(order: UnassignedOrder, times: Times) -> tuple[str, bool]:
    """When it is due, in few words, and whether that is past."""
    if order.due is None:
        return tr("no due time"), False
    if order.due < times.now():
        return tr("late by {span}", span=duration(times.now() - order.due)), True
    return tr("due {due}", due=times.short(order.due)), False


def words_of(order: UnassignedOrder) -> str:
    """All words by which it is found."""
    parts = (order.number, order.title, order.customer, order.site, order.asset, order.stage, order.order_type)
    words = (*parts, order.requirement, order.need.territory, order.priority.label, *order.skills)
    return " ".join(words).casefold()
