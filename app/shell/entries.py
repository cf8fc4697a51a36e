"""What the palette offers: pages and actions at once, records as the search finds them."""

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeySequence

from app.shared.actions import BoundAction
from app.shared.links import Hit, Link
from app.shell.fuzzy import fit
from domain.language import tr

ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the palette; `run` is what Enter does."""

    title: str
    detail: str
    hint: str
    icon: str
    run: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Opening:
    """Goes to a link."""

    go: Callable[[Link], None]
    link: Link

    def __call__(self) -> None:
        self.go(self.link)


def action_entries(actions: Iterable[BoundAction], without: Container[str]) -> list[Entry]:
    """The actions that are possible now, but for those whose ids are in `without`."""
    found = [bound for bound in actions if bound.action.id not in without]
    for bound in found:
        bound.refresh()
    return [action_entry(bound) for bound in found if bound.isEnabled()]


def action_entry(bound: BoundAction) -> Entry:
    keys = QKeySequence(bound.action.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
    return Entry(bound.text(), "", keys, bound.action.icon or "command", bound.trigger)


def hit_entry(hit: Hit, go: Callable[[Link], None]) -> Entry:
    return Entry(hit.title, hit.detail, hit.kind, hit.icon, Opening(go, hit.link))


def fitting(typed: str, entries: Iterable[Entry]) -> list[Entry]:
    """The entries that fit, the best first; all of them while nothing is typed."""
    if not typed.strip():
        return list(entries)
    scored = [(score, entry) for entry in entries if (score := fit(typed, entry.title)) is not None]
    return [entry for _, entry in sorted(scored, key=lambda pair: -pair[0])]


def named(typed: str, entry: Entry) -> bool:
    """Whether a word of the title begins with what was typed, so that it goes before any record."""
    wanted = typed.strip().casefold()
    return bool(wanted) and f" {entry.title.casefold()}".find(f" {wanted}") >= 0


class EntryModel(QAbstractListModel):
    """The lines of the palette."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[Entry, ...] = ()

    def set_entries(self, entries: Sequence[Entry]) -> None:
        self.beginResetModel()
        self._entries = tuple(entries)
        self.endResetModel()

    def entry_at(self, index: Index) -> Entry | None:
        return self._entries[index.row()] if index.isValid() else None

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entry_at(index)
        if entry is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return tr(", ").join(part for part in (entry.title, entry.detail, entry.hint) if part)
        return entry if role == ENTRY_ROLE else None
