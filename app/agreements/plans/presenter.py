"""Loads the plans of the agreement that is looked at; holds no widgets."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.shared.changes import Follower, Touched
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.tasks import Latest
from domain.visits.plan_service import PlanningDraft
from domain.visits.queries import PlanRow, planning, plans

SUBJECTS = ("agreement line", "asset", "service interval", "service task", "visit plan", "visit planning")


@dataclass(frozen=True, slots=True)
class Plans:
    """The lines of an agreement with their plans; `version` is that of how its visits go together."""

    agreement_id: int
    rows: tuple[PlanRow, ...]
    planning: PlanningDraft
    version: int | None


class PlansPresenter(QObject):
    """Keeps them fresh while somebody sees them."""

    loaded = Signal(object)
    """`Plans`."""

    def __init__(self, kit: Kit, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._agreement_id: int | None = None
        self._loading = Latest(kit.tasks, self)
        self._follower = Follower(kit.changes, SUBJECTS, self._on_touched, self)

    def set_visible(self, visible: bool) -> None:
        """Only what somebody sees does any work."""
        self._follower.set_visible(visible)
        self.load()

    def look_at(self, agreement_id: int) -> None:
        """Load those of an agreement."""
        self._agreement_id = agreement_id
        self.load()

    def load(self) -> None:
        """Read them anew."""
        if self._agreement_id is not None and self._follower.visible:
            self._loading.run(partial(self._read, self._agreement_id), self.loaded.emit)

    def _read(self, agreement_id: int) -> Plans:
        with self._desk.store.read() as session:
            draft, version = planning(session, agreement_id)
            return Plans(agreement_id, tuple(plans(session, agreement_id)), draft, version)

    def _on_touched(self, _touched: Touched) -> None:
        self.load()
