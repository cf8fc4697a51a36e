"""Finds out, while a proposal is looked at, which of its changes others have made impossible."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from app.dispatch.plan import SUBJECTS
from app.dispatch.presenter import DispatchPresenter
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.throttle import Throttle
from domain.planning.overtaking import concerns, overtaken
from domain.store.journal import FactRow

INTERVAL_MS = 1_000
#: By the id of a change, why it does not fit now.
Obstacles = Mapping[int, str]


class Following(QObject):
    """Looks whenever the board shows something new, once a second at most; reads only, and holds nobody up."""

    looked = Signal(object)
    """`Obstacles`: all that there are now."""

    def __init__(self, kit: Kit, desk: Desk, board: DispatchPresenter, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._times = kit.tasks, kit.times
        self._desk = desk
        self._proposal: int | None = None
        self._touched: set[tuple[str, int]] = set()
        self._fresh = self._busy = False
        self._throttle = Throttle(INTERVAL_MS, self._next, self)
        kit.changes.arrived.connect(self._on_facts)
        board.plan_changed.connect(self._on_plan)

    def follow(self, proposal_id: int | None) -> None:
        """Look at this proposal from now on, and at once; at None no more."""
        self._proposal = proposal_id
        self._touched.clear()
        self._fresh = proposal_id is not None
        self._next()

    @Slot(object)
    def _on_facts(self, facts: tuple[FactRow, ...]) -> None:
        if self._proposal is not None:
            self._touched |= {(fact.subject, fact.subject_id) for fact in facts if fact.subject in SUBJECTS}

    @Slot()
    def _on_plan(self) -> None:
        """A page that nobody sees shows nothing new, and is looked at for nobody."""
        if self._touched:
            self._throttle.call()

    def _next(self) -> None:
        if self._busy or self._proposal is None or not (self._fresh or self._touched):
            return
        touched = None if self._fresh else frozenset(self._touched)
        self._busy, self._fresh = True, False
        self._touched.clear()
        work = partial(self._look, self._proposal, touched)
        self._tasks.run(work, partial(self._on_looked, self._proposal), self._on_failed, owner=self)

    def _look(self, proposal_id: int, touched: frozenset[tuple[str, int]] | None) -> Obstacles | None:
        """What does not fit any more; None where nothing that was touched matters."""
        store = self._desk.store
        with store.read() as session:
            if touched is not None and not concerns(session, proposal_id, touched):
                return None
            return overtaken(session, proposal_id, store.clock.now(), self._times.zone)

    def _on_looked(self, proposal_id: int, found: Obstacles | None) -> None:
        self._busy = False
        if proposal_id == self._proposal and found is not None:
            self.looked.emit(found)
        if self._fresh:
            self._next()
        elif self._touched:
            self._throttle.call()

    def _on_failed(self, error: Exception) -> None:
        """The next change asks again, and a proposal opened meanwhile is looked at; accepting asks in any case."""
        self._busy = False
        self._tasks.failed.emit(error)
        if self._fresh:
            self._next()
