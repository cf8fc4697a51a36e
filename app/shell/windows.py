"""All windows of the console over the same parts."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from app.shared.links import Link
from app.shell.window import Window

MAIN = "main"


class Windows(QObject):
    """Opens windows; each gets pages of its own from `make(name)`."""

    all_closed = Signal()

    def __init__(self, make: Callable[[str], Window], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self._open: dict[str, Window] = {}

    def open(self) -> Window:
        """Show one more window; the first is the main one."""
        name = MAIN if MAIN not in self._open else f"{MAIN}{len(self._open) + 1}"
        while name in self._open:
            name += "+"
        window = self._open[name] = self._make(name)
        window.setObjectName(name)
        window.another_asked.connect(self._on_another_asked)
        window.closed.connect(self._on_closed)
        window.show()
        return window

    def windows(self) -> tuple[Window, ...]:
        return tuple(self._open.values())

    def close_all(self) -> None:
        for window in self.windows():
            window.close()

    @Slot(object)
    def _on_another_asked(self, link: Link) -> None:
        self.open().go(link)

    @Slot()
    def _on_closed(self) -> None:
        gone = self.sender()
        self._open = {name: window for name, window in self._open.items() if window is not gone}
        if not self._open:
            self.all_closed.emit()
