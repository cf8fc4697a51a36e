"""Where a window stood and what it showed."""

from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QMainWindow

from app.shared.links import Link
from app.shared.memory import Memory

FIRST_SIZE = QSize(1366, 768)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a window shows: a place, and how much of its own around it."""

    link: Link
    narrow: bool
    alone: bool


class WindowMemory:
    """Keeps geometry, navigation, page and record of one window."""

    def __init__(self, window: QMainWindow, memory: Memory, name: str) -> None:
        self._window = window
        self._memory = memory
        self._key = f"windows/{name}"

    def restore(self) -> Shown:
        """Put the window where it was; returns what it showed."""
        geometry = self._memory.blob(f"{self._key}/geometry")
        if geometry is None or not self._window.restoreGeometry(geometry):
            self._window.resize(FIRST_SIZE)
        record = self._memory.number(f"{self._key}/record", -1)
        return Shown(
            Link(self._memory.text(f"{self._key}/page"), None if record < 0 else record),
            narrow=self._memory.flag(f"{self._key}/narrow"),
            alone=self._memory.flag(f"{self._key}/alone"),
        )

    def keep(self, shown: Shown) -> None:
        self._memory.keep(f"{self._key}/geometry", self._window.saveGeometry())
        self._memory.keep(f"{self._key}/narrow", shown.narrow)
        self._memory.keep(f"{self._key}/alone", shown.alone)
        self._memory.keep(f"{self._key}/page", shown.link.page)
        self._memory.keep(f"{self._key}/record", -1 if shown.link.id is None else shown.link.id)
        self._memory.save()
