"""The console on a screen, which tells whoever started it where things are on its board. Usage: PROFILE"""

import json
import sys
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, QPoint, QRectF, QSocketNotifier, Qt, Signal, Slot

from app.commands.console import Console, open_desk
from app.commands.screen import application
from app.dispatch.view import DispatchPage
from app.shared.links import Link
from domain.settings import load


class Teller(QObject):
    """Answers one question for each line it is given, with one line."""

    ended = Signal()

    def __init__(self, page: DispatchPage) -> None:
        super().__init__()
        self.page = page
        self.answers: Mapping[str, Callable[[dict[str, Any]], object]] = {
            "bar": self._bar,
            "place": self._place,
            "ready": self._ready,
            "show": self._show,
            "span": self._span,
            "chosen": self._chosen,
            "quit": self._quit,
        }
        self._asked = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._asked.activated.connect(self._on_asked)

    @Slot()
    def _on_asked(self) -> None:
        line = sys.stdin.readline()
        if not line:
            self._quit({})
            return
        question = json.loads(line)
        sys.stdout.write(json.dumps(self.answers[question["ask"]](question)) + "\n")
        sys.stdout.flush()

    def _bar(self, question: dict[str, Any]) -> list[int] | None:
        """Left, top, width and height of a booking on the screen."""
        found = self.page.board.scene.rows.bar(question["booking"])
        return None if found is None else self._on_screen(self.page.board.scene.rect(*found))

    def _place(self, question: dict[str, Any]) -> list[int] | None:
        """Where a moment lies in the row of a technician."""
        scene = self.page.board.scene
        row = scene.rows.of(question["technician"])
        if row is None:
            return None
        left, top, _, _ = self._on_screen(QRectF(scene.x(question["at"]), scene.y(row) + row.height / 2, 1, 1))
        return [left, top]

    def _ready(self, _question: dict[str, Any]) -> bool:
        """Whether the board shows its technicians and nothing is asked of the database."""
        scene = self.page.board.scene
        return bool(scene.rows.technicians) and scene.proposal is None

    def _show(self, question: dict[str, Any]) -> bool:
        """Go to the day of a moment, shown whole."""
        board = self.page.board
        board.fit_days(1)
        board.go_to_day(self.page.kit.times.now().fromtimestamp(question["at"], self.page.kit.times.now().tzinfo))
        return True

    def _span(self, _question: dict[str, Any]) -> list[float]:
        since, until = self.page.board.visible()
        return [since.timestamp(), until.timestamp()]

    def _chosen(self, _question: dict[str, Any]) -> list[int]:
        return sorted(self.page.board.scene.chosen)

    def _quit(self, _question: dict[str, Any]) -> bool:
        self.ended.emit()
        return True

    def _on_screen(self, rect: QRectF) -> list[int]:
        corner = self.page.board.viewport().mapToGlobal(QPoint(round(rect.x()), round(rect.y())))
        return [corner.x(), corner.y(), round(rect.width()), round(rect.height())]


def main(profile: str, telling: Callable[[DispatchPage], Teller] = Teller) -> int:
    """Show the board and answer until asked to quit."""
    qt = application(headless=False)
    console = Console(qt, open_desk(load({"profile": profile}, {})), None)
    window = console.open()
    window.move(0, 0)
    window.resize(1500, 900)
    window.go(Link("dispatch"))
    page = window.places.pages["dispatch"]
    assert isinstance(page, DispatchPage)
    teller = telling(page)
    teller.ended.connect(qt.quit, Qt.ConnectionType.QueuedConnection)
    status = qt.exec()
    console.close()
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
