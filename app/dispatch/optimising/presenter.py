"""Decides for the optimiser on the board: what is searched, what is proposed, what is accepted."""

from functools import partial

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.dispatch.optimising.deeds import accepted
from app.dispatch.optimising.following import Following
from app.dispatch.optimising.kept_presenter import KeptPresenter
from app.dispatch.optimising.newer import with_newer
from app.dispatch.optimising.reading import read_profiles, read_proposal
from app.dispatch.optimising.search import Search
from app.dispatch.optimising.values import Line, Progress, Proposed
from app.dispatch.presenter import DispatchPresenter
from app.shared.changes import Follower, Touched
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.links import Mood, Notice
from app.shared.tasks import Latest
from domain.errors import CalloutError
from domain.language import tr
from domain.planning import proposals
from domain.planning.model import Proposal
from domain.planning.proposing import Wanted


class OptimisingPresenter(QObject):
    """Runs one search at a time and keeps to one proposal; knows no widget."""

    profiles_offered = Signal(object)
    """The goals to choose from, as (id, name)."""
    progressed = Signal(object)
    """A `Progress`."""
    proposed = Signal(object)
    """A new `Proposed`."""
    renewed = Signal(object)
    """The same `Proposed` as it is now."""
    ended = Signal()
    """There is nothing to decide any more."""
    accepting_changed = Signal(int)
    """So many changes are being made on the board; 0 once that is over."""
    refused = Signal(object)
    """Why nothing was searched, as an exception."""
    said = Signal(object)
    """A `Notice`."""
    _heard = Signal(object, object)
    """A `Search` and its `Progress`, from the thread of the search."""

    def __init__(self, kit: Kit, desk: Desk, board: DispatchPresenter, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._times = kit.tasks, kit.times
        self._desk, self._board = desk, board
        self._search: Search | None = None
        self._proposal: int | None = None
        self._shown: Proposed | None = None
        self._accepting = 0
        self._over = self._settled = False
        self.kept = KeptPresenter(kit, desk, self)
        self.following = Following(kit, desk, board, self)
        self._reading = Latest(kit.tasks, self)
        self._follower = Follower(kit.changes, (Proposal.subject,), self._on_touched, self)
        self._follower.set_visible(True)
        self._heard.connect(self._on_heard, Qt.ConnectionType.QueuedConnection)
        self.kept.said.connect(self.said)
        board.settled.connect(self._on_settled)

    @property
    def searching(self) -> bool:
        """Whether a search is under way."""
        return self._search is not None

    def offer(self) -> None:
        """Tell which goals there are."""
        self._tasks.run(self._read_profiles, self.profiles_offered.emit, owner=self)

    @Slot(object)
    def run(self, wanted: Wanted) -> None:
        """Search a better plan; what was proposed before is out of the way."""
        search = Search(self._desk, self._is_awaited, wanted, self._times, self._heard.emit)
        self._search = search
        self._let_go()
        done, failed = partial(self._on_found, search), partial(self._on_failed, search)
        self._tasks.run(search.find, done, failed, owner=self, lasting=True)

    def show(self, proposal_id: int) -> None:
        """Let this proposal be decided on."""
        self._let_go()
        self._proposal = proposal_id
        self._reading.run(partial(self._read, proposal_id), self._on_read, self._on_unread)

    @Slot()
    def stop(self) -> None:
        """End the search with the best plan so far."""
        if self._search is not None:
            self._search.stop()

    @Slot()
    def cancel(self) -> None:
        """End the search, whatever it has found; what it has kept already is not looked at."""
        if self._search is not None:
            self._search.cancel()
        self._search = None
        self._let_go()
        self.said.emit(Notice(tr("The search was cancelled; the plan is as it was."), Mood.INFO))
        self.ended.emit()

    @Slot(object)
    def accept(self, lines: tuple[Line, ...]) -> None:
        """Make these changes on the board, as one step that can be undone; one such step at a time."""
        if self._proposal is not None and lines and not self._accepting:
            self._work_on(len(lines))
            deed = accepted(self._proposal, [line.id for line in lines], self._times.zone)
            self._board.do(deed, tr("Accepted what was proposed"))

    @Slot()
    def discard(self) -> None:
        """Leave the plan as it is."""
        if self._proposal is not None and self._shown is not None and self._shown.open:
            work = partial(self._desk.do, proposals.discard, self._proposal)
            self._tasks.run(work, self._on_discarded, self._on_not_discarded, owner=self)
        self.leave()

    @Slot()
    def leave(self) -> None:
        """Decide later: it is kept as it is."""
        self._let_go()
        self.ended.emit()

    def _is_awaited(self) -> bool:
        """Whether the window is still there, asked from the thread of the search."""
        return self._tasks.open and shiboken6.isValid(self)

    def _let_go(self) -> None:
        """Nothing is looked at."""
        self._proposal = self._shown = None
        self._settled = False
        self._reading.drop()
        self.following.follow(None)
        self._work_on(0)

    def _work_on(self, changes: int) -> None:
        self._over = False
        if changes != self._accepting:
            self._accepting = changes
            self.accepting_changed.emit(changes)

    def _read_profiles(self) -> tuple[tuple[int, str], ...]:
        with self._desk.store.read() as session:
            return read_profiles(session)

    def _read(self, proposal_id: int) -> Proposed | None:
        with self._desk.store.read() as session:
            proposed = read_proposal(session, proposal_id)
            return None if proposed is None else with_newer(session, proposed)

    def _on_heard(self, search: Search, progress: Progress) -> None:
        if search is self._search:
            self.progressed.emit(progress)

    def _on_found(self, search: Search, proposal_id: int | None) -> None:
        """The newest search has ended; of one that was cancelled nobody hears."""
        if search is not self._search:
            return
        self._search = None
        if proposal_id is None:
            self.ended.emit()
        else:
            self.show(proposal_id)

    def _on_failed(self, search: Search, error: Exception) -> None:
        if search is not self._search:
            return
        self._search = None
        if not isinstance(error, CalloutError):
            self._tasks.failed.emit(error)
            self.ended.emit()
            return
        self.refused.emit(error)

    def _on_read(self, proposed: Proposed | None) -> None:
        self._shown = proposed
        if proposed is None:
            self.leave()
        else:
            self.proposed.emit(proposed)
            self.following.follow(proposed.id)

    def _on_unread(self, error: Exception) -> None:
        """What was kept could not be read; a new search can be asked for."""
        self._tasks.failed.emit(error)
        self.leave()

    def _on_touched(self, touched: Touched) -> None:
        """Somebody has decided on the proposal: here, elsewhere, or by undoing."""
        if self._proposal is not None and (Proposal.subject, self._proposal) in touched:
            self._read_again()

    @Slot()
    def _on_settled(self) -> None:
        """What was accepted is on the board, or was refused: the truth is read, and then it can be gone on with."""
        if self._accepting and self._proposal is not None:
            self._over = True
            self._read_again()

    def _read_again(self) -> None:
        if self._proposal is not None:
            self._reading.run(partial(self._read, self._proposal), self._on_read_again, self._on_unread)

    def _on_read_again(self, proposed: Proposed | None) -> None:
        """Once it is settled it is out of sight; undone, it comes back."""
        before, self._shown = self._shown, proposed
        if self._over:
            self._work_on(0)
        if before is None:
            self._on_read(proposed)
        elif proposed is None or self._is_over(before, proposed):
            self._settled = True
            self.following.follow(None)
            self.ended.emit()
        else:
            self._settled = False
            self.renewed.emit(proposed)
            self.following.follow(proposed.id)

    def _is_over(self, before: Proposed, now: Proposed) -> bool:
        """Whether it is out of sight; what others have discarded is told where it stood."""
        return now.settled and not now.discarded_by and (self._settled or not before.settled)

    def _on_discarded(self, _result: None) -> None:
        self.said.emit(Notice(tr("Discarded what was proposed; the plan is as it was."), Mood.INFO))

    def _on_not_discarded(self, error: Exception) -> None:
        if isinstance(error, CalloutError):
            self.said.emit(Notice(str(error), Mood.WARNING))
        else:
            self._tasks.failed.emit(error)
