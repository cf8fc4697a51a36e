"""Pictures of the window: `python -m tests.app.gallery FOLDER`, offscreen, with QT_SCALE_FACTOR as wished."""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from app.shared.changes import Changes
from app.shared.kit import Kit
from app.shared.links import Hit, Link, Mood, Notice
from app.shared.memory import Memory
from app.shared.tasks import InlineTasks
from app.shared.theme import Look, Theme
from app.shell.status import State, Status
from app.shell.window import Window
from tests.app.sample_pages import SampleAlerts, SampleOrders, fixed_times


def settle(ms: int = 60) -> None:
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def sample_window(theme: Theme) -> Window:
    kit = Kit(theme, InlineTasks(), Changes(), Memory(), fixed_times())
    status = Status()
    status.tell("database", State("Database", "good", "SQLite"))
    status.tell("broker", State("Broker", "good", "mqtt://localhost"))
    status.tell("listener", State("Listener restarting", "major", "Ended with 1"))
    status.tell("rate", State("1,024 messages/s"))
    status.on_heartbeat(12)
    return Window([SampleOrders(kit), SampleAlerts(kit)], kit, status, _search)


def _search(_words: str) -> list[Hit]:
    return [Hit("SO-10412 Door does not close", "Hotel Bellevue", "Order", "clipboard-list", Link("orders", 12))]


def _take(window: Window, folder: Path, name: str) -> None:
    settle()
    window.grab().save(str(folder / f"{name}.png"))


def main(folder: Path, width: int, height: int) -> None:
    application = QApplication([])
    theme = Theme(application)
    window = sample_window(theme)
    window.resize(width, height)
    window.show()
    window.rail.set_badge("alerts", 7)
    for look in (Look.LIGHT, Look.DARK, Look.HIGH_CONTRAST):
        theme.set_look(look)
        window.go(Link("orders", 5))
        _take(window, folder, f"orders-{look.value}")
    theme.set_look(Look.LIGHT)
    page = window.places.current
    assert isinstance(page, SampleOrders)
    page.detail.tabs.setCurrentIndex(1)
    window.show_notice(Notice("Order SO-10499 assigned to Kim", Mood.DONE, undo=settle))
    window.show_notice(Notice("The broker refused the password. Check it in the settings.", Mood.ERROR))
    _take(window, folder, "notices")
    page.detail.tabs.setCurrentIndex(2)
    window.show_palette()
    _take(window, folder, "palette")
    window.step_back()
    window.show_sheet()
    _take(window, folder, "sheet")
    window.step_back()
    window.go(Link("alerts"))
    window.rail.set_narrow(True)
    theme.set_look(Look.DARK)
    _take(window, folder, "empty")
    window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
