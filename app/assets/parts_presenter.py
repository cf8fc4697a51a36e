"""Loads the parts of the asset that is looked at, as they are or were, and keeps them fresh."""

from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.shared.changes import Follower, Touched
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.tasks import Latest
from domain.parts.queries import PartsSheet, sheet

SUBJECTS = ("part", "part change", "parts list", "parts template", "order", "agreement")


class PartsPresenter(QObject):
    """Reads for nobody while the tab is not in front."""

    loaded = Signal(object)
    """A `PartsSheet`, or None where there is no asset."""
    failed = Signal(str)

    def __init__(self, kit: Kit, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asset_id: int | None = None
        self._on: date | None = None
        self._visible = False
        self._loading = Latest(kit.tasks, self)
        self._follower = Follower(kit.changes, SUBJECTS, self._on_touched, self)

    def set_visible(self, visible: bool) -> None:
        """Somebody looks, or nobody does any more."""
        self._visible = visible
        self._follower.set_visible(visible)
        self._load()

    def look_at(self, asset_id: int | None) -> None:
        """Another asset, or the same one anew."""
        self._asset_id = asset_id
        self._load()

    def look_back(self, on: date | None) -> None:
        """As it was at the end of that day, or as it is."""
        self._on = on
        self._load()

    def _load(self) -> None:
        self._loading.drop()
        if self._visible and self._asset_id is not None:
            self._loading.run(partial(self._read, self._asset_id, self._on), self.loaded.emit, self._on_failed)

    def _read(self, asset_id: int, on: date | None) -> PartsSheet | None:
        with self._desk.store.read() as session:
            return sheet(session, asset_id, on)

    def _on_touched(self, _touched: Touched) -> None:
        self._load()

    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(str(error))
