"""Decides for the dispatch page: what is loaded, what is asked of the services, what the user is told."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from app.dispatch.changing import Changing
from app.dispatch.moving.wish import Wish
from app.dispatch.plan import SUBJECTS, Plan, load, renew, widen
from app.dispatch.undo import Deed, History
from app.dispatch.wording import told
from app.shared.changes import Follower, Touched
from app.shared.desk import Desk
from app.shared.kit import Kit
from domain.scheduling.board_rows import Span
from domain.scheduling.placing.edit_values import Edit

MARGIN = timedelta(days=7)
#: When less of the margin than this is left, more is loaded.
ENOUGH = 0.5
SOON_MS = 60


class DispatchPresenter(QObject):
    """Loads plans, follows changes, asks services; knows no widget."""

    plan_changed = Signal(object, bool)
    """A `Plan`, and whether what is new in it shall catch the eye."""
    loading_changed = Signal(bool)
    said = Signal(object)
    """A `Notice`."""
    confirm_asked = Signal(object, object)
    """A `Wish` and the findings that speak against it; answer with `confirm` or `decline`."""
    placed = Signal(object)
    """The ids of bookings that were made just now; the next plan has them."""
    settled = Signal()
    """What was asked for is answered and shows in the plan, or was refused."""
    history_changed = Signal()
    taken_back = Signal(object)
    """The ids of bookings that were undone or done again just now, or that could not be."""

    def __init__(self, kit: Kit, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = kit.tasks
        self._desk = desk
        self.plan: Plan | None = None
        self._changing = Changing(kit, desk, self)
        self._changing.said.connect(self.said)
        self._changing.confirm_asked.connect(self.confirm_asked)
        self._changing.placed.connect(self.placed)
        self._changing.history_changed.connect(self.history_changed)
        self._changing.taken_back.connect(self.taken_back)
        self._changing.answered.connect(self._on_answered)
        self._busy = False
        self._view: Span | None = None
        self._touched: set[tuple[str, int]] = set()
        self._answered = 0
        # Only what was touched is renewed, one load at a time: dispatchers see each other at once.
        self._follower = Follower(kit.changes, SUBJECTS, self.refresh, self, interval_ms=SOON_MS)

    @property
    def history(self) -> History:
        return self._changing.history

    def set_visible(self, visible: bool) -> None:
        """Hidden pages load nothing."""
        self._follower.set_visible(visible)

    def look(self, since: datetime, until: datetime) -> None:
        """This span is in view: make sure that it is loaded, and then some time around it."""
        self._view = (since, until)
        self._next()

    def refresh(self, touched: Touched) -> None:
        """These records changed."""
        self._touched |= touched
        self._next()

    @Slot()
    def judge_anew(self) -> None:
        """The terms are others now, and so may be all that follows from them."""
        self.refresh(frozenset((("parameter", 0),)))

    def rearrange(self, edits: Sequence[Edit], words: str = "") -> None:
        """Place, move and take off, all together; asks back where only warnings speak against it."""
        self.ask(Wish(tuple(edits), words))

    def ask(self, wish: Wish) -> None:
        """Do what is wished for; nothing is done and all is settled where there is nothing to do."""
        if not wish.edits:
            self.settled.emit()
            return
        self._changing.ask(replace(wish, words=wish.words or told(wish.edits, self.plan)))

    def do(self, deed: Deed, words: str) -> None:
        """Do anything else that can be undone; `words` tell of it."""
        self._changing.do(deed, words)

    def confirm(self, wish: Wish) -> None:
        """The user has seen the warnings and wants it all the same."""
        self._changing.confirm(wish)

    def decline(self) -> None:
        """The user has seen the warnings and leaves it."""
        self._changing.decline()

    def undo(self) -> None:
        self._changing.undo()

    def redo(self) -> None:
        self._changing.redo()

    def _on_answered(self, touched: Touched) -> None:
        """Show the truth at once, before the journal comes round."""
        if touched:
            self._answered += 1
            self.refresh(touched)
        elif not self._busy and not self._changing.busy:
            self.settled.emit()

    def _next(self) -> None:
        """Load what is wanted, one load at a time so that no older one overtakes a newer."""
        work = None if self._busy else self._work()
        if work is None:
            return
        self._busy = True
        self.loading_changed.emit(not self._widens_unseen(work))
        done = partial(self._on_loaded, self._answered, not self._touched, work.func is renew)
        self._tasks.run(work, done, self._on_load_failed, owner=self)

    def _work(self) -> "partial[Plan] | None":
        """What is in view comes first; time around it is loaded before what is in view comes near to its end."""
        store, plan, view = self._desk.store, self.plan, self._view
        if view is not None and (plan is None or not plan.meets(*view)):
            self._touched.clear()
            return partial(load, store, *view, worked=_around(view, 1))
        if plan is None or view is None:
            return None
        least = _around(view, ENOUGH)
        if not plan.covers(*least):
            return partial(widen, store, plan, *(_laid_out(plan, least) or _around(view, 1)))
        if self._touched:
            touched = frozenset(self._touched)
            self._touched.clear()
            return partial(renew, store, plan, touched)
        return None

    def _widens_unseen(self, work: "partial[Plan]") -> bool:
        """Whether all that is in view stands there already."""
        return work.func is widen and self.plan is not None and self._view is not None and self.plan.covers(*self._view)

    def _on_loaded(self, answered: int, newest: bool, fade: bool, plan: Plan) -> None:
        self._busy = False
        self.plan = plan
        self.loading_changed.emit(False)
        self.plan_changed.emit(plan, fade)
        if newest and answered == self._answered and not self._changing.busy:
            self.settled.emit()
        self._next()

    def _on_load_failed(self, error: Exception) -> None:
        self._busy = False
        self.loading_changed.emit(False)
        self._changing.fail(error)


def _around(view: Span, share: float) -> Span:
    """A span with this share of the margin that is loaded around it."""
    since, until = view
    margin = max(MARGIN, until - since) * share
    return since - margin, until + margin


def _laid_out(plan: Plan, least: Span) -> Span | None:
    """The time that technicians are laid out for already, if that is enough."""
    worked = plan.worked
    return worked if worked is not None and worked[0] <= least[0] and least[1] <= worked[1] else None
