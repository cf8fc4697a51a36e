"""Knows which proposals are kept, and tells of those that come from runs that nobody asked for."""

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from app.dispatch.optimising.reading import read_kept
from app.dispatch.optimising.values import Kept
from app.shared.changes import Follower, Touched
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.links import Mood, Notice
from app.shared.tasks import Latest
from domain.language import tr, trn
from domain.planning.model import Proposal

#: Only the newest of them is told.
TOPIC = "optimising.came"


class KeptPresenter(QObject):
    """Reads the list once it is asked to, and again whenever something becomes of a proposal."""

    listed = Signal(object)
    """The kept proposals, the newest first, as a tuple of `Kept`."""
    counted = Signal(int)
    """How many of them have something to decide."""
    said = Signal(object)
    """A `Notice`."""
    open_asked = Signal(int)
    """The way that a notice offers was taken: open this proposal."""

    def __init__(self, kit: Kit, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._reading = Latest(kit.tasks, self)
        self._newest: int | None = None
        self._begun = False
        self._follower = Follower(kit.changes, (Proposal.subject,), self._on_touched, self)

    @Slot()
    def begin(self) -> None:
        """Read them, and follow what becomes of them from now on."""
        if not self._begun:
            self._begun = True
            self._follower.set_visible(True)
            self._read()

    def _on_touched(self, _touched: Touched) -> None:
        self._read()

    def _read(self) -> None:
        self._reading.run(self._kept, self._on_read)

    def _kept(self) -> tuple[Kept, ...]:
        with self._desk.store.read() as session:
            return read_kept(session)

    def _on_read(self, kept: tuple[Kept, ...]) -> None:
        known, self._newest = self._newest, max((each.id for each in kept), default=self._newest or 0)
        self.listed.emit(kept)
        self.counted.emit(sum(each.open > 0 for each in kept))
        came = [each for each in kept if each.by_itself and known is not None and each.id > known]
        if came:
            self._tell(came[0])

    def _tell(self, came: Kept) -> None:
        """Nobody is torn away from what they do: a sentence, and a way."""
        show, who = partial(self.open_asked.emit, came.id), came.origin.by
        if came.open:
            words = trn("{who} proposes {count} change.", "{who} proposes {count} changes.", came.open, who=who)
            self.said.emit(Notice(words, Mood.INFO, show, tr("Open the proposal"), TOPIC))
        elif came.accepted:
            words = trn(
                "{who} has made {count} change by itself.",
                "{who} has made {count} changes by itself.",
                came.accepted,
                who=who,
            )
            self.said.emit(Notice(words, Mood.INFO, show, tr("Show"), TOPIC))
