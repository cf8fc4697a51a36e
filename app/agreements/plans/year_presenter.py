"""Loads what a year brings of the agreement that is looked at; holds no widgets."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from app.agreements.plans.presenter import SUBJECTS
from app.shared.changes import Follower, Touched
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.tasks import Latest
from domain.visits.outlook import Outlook, outlook
from domain.visits.plan import Period
from domain.visits.preview import preview


class YearPresenter(QObject):
    """Keeps it fresh while somebody sees it."""

    loaded = Signal(object)
    """An `Outlook`."""

    def __init__(self, kit: Kit, desk: Desk, period: Period, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._period = desk, period
        self._agreement_id: int | None = None
        self._loading = Latest(kit.tasks, self)
        self._follower = Follower(kit.changes, (*SUBJECTS, "agreement", "order", "visit"), self._on_touched, self)

    def set_visible(self, visible: bool) -> None:
        """Only what somebody sees does any work."""
        self._follower.set_visible(visible)
        self.load()

    def look_at(self, agreement_id: int) -> None:
        """Load the year of an agreement."""
        self._agreement_id = agreement_id
        self.load()

    def load(self) -> None:
        """Read it anew."""
        if self._agreement_id is not None and self._follower.visible:
            self._loading.run(partial(self._read, self._agreement_id), self.loaded.emit)

    def _read(self, agreement_id: int) -> Outlook:
        with self._desk.store.read() as session:
            return outlook(preview(session, self._period, agreement_id=agreement_id))

    def _on_touched(self, _touched: Touched) -> None:
        self.load()
