"""The colours that the service centre chose, on the theme of this console and renewed when anybody changes them."""

from collections.abc import Mapping

from PySide6.QtCore import QObject

from app.shared.changes import Follower, Touched
from app.shared.kit import Kit
from app.shared.tasks import Latest
from domain.parameters.service import read
from domain.store.store import Store


class ChosenColours(QObject):
    """Reads them once and whenever a parameter was changed."""

    def __init__(self, kit: Kit, store: Store, parent: QObject) -> None:
        super().__init__(parent)
        self._theme, self._store = kit.theme, store
        self._reading = Latest(kit.tasks, self)
        self._follower = Follower(kit.changes, ("parameter",), self._on_touched, self)

    def start(self) -> None:
        """Show them from now on."""
        self._follower.set_visible(True)
        self._reading.run(self._read, self._theme.set_colours)

    def _on_touched(self, _touched: Touched) -> None:
        self._reading.run(self._read, self._theme.set_colours)

    def _read(self) -> Mapping[str, str]:
        with self._store.read() as session:
            return read(session).colours
