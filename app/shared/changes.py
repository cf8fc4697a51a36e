"""How a page hears of what was committed, by this console or any other."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Signal, Slot

from app.shared.throttle import Throttle
from domain.store.journal import FactRow

#: Which records changed: (subject, id), such as ("order", 17).
Touched = frozenset[tuple[str, int]]


class Changes(QObject):
    """Carries committed facts onto the window's thread."""

    arrived = Signal(object)
    """A tuple of `FactRow`, in the order of the journal."""

    _published = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._published.connect(self._pass_on)

    def publish(self, facts: tuple[FactRow, ...]) -> None:
        """Tell every page, from any thread."""
        self._published.emit(facts)

    @Slot(object)
    def _pass_on(self, facts: tuple[FactRow, ...]) -> None:
        self.arrived.emit(facts)


class Follower(QObject):
    """Calls `refresh(touched)` for records of its subjects: throttled while visible, once when shown."""

    def __init__(
        self,
        changes: Changes,
        subjects: Iterable[str],
        refresh: Callable[[Touched], None],
        parent: QObject | None = None,
        *,
        interval_ms: int = 250,
    ) -> None:
        super().__init__(parent)
        self._subjects = frozenset(subjects)
        self._refresh = refresh
        self._visible = False
        self._touched: set[tuple[str, int]] = set()
        self._throttle = Throttle(interval_ms, self._flush, self)
        changes.arrived.connect(self._on_facts)

    @property
    def dirty(self) -> bool:
        """Whether something changed that was not shown yet."""
        return bool(self._touched)

    @property
    def visible(self) -> bool:
        """Whether anybody can see what is refreshed."""
        return self._visible

    def set_visible(self, visible: bool) -> None:
        """Whether anybody can see what is refreshed; a dirty page is refreshed on becoming visible."""
        self._visible = visible
        if visible and self.dirty:
            self._flush()

    @Slot(object)
    def _on_facts(self, facts: tuple[FactRow, ...]) -> None:
        concerned = {(fact.subject, fact.subject_id) for fact in facts if fact.subject in self._subjects}
        self._touched |= concerned
        if concerned and self._visible:
            self._throttle.call()

    def _flush(self) -> None:
        if not self._visible or not self._touched:
            return
        touched = frozenset(self._touched)
        self._touched.clear()
        self._refresh(touched)
