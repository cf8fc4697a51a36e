"""The status line: is everything reachable, how much comes in, how fluent is the window."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.shared.chips import Chip, ChipLabel, Shape
from app.shared.layout import row
from app.shared.theme import Theme
from domain.language import tr

#: There is always room for a latency as long as this one: it changes every second, and the line stays as it is.
LONG_MS = 9999


@dataclass(frozen=True, slots=True)
class State:
    """How one thing stands: a word or two, a tone ("good", "major", "critical"; "" shows no mark), the whole."""

    text: str
    tone: str = ""
    tip: str = ""


class Status(QObject):
    """What the status lines of all windows show, by key, in the order in which the keys were first told."""

    changed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._states: dict[str, State] = {}

    def tell(self, key: str, state: State) -> None:
        if self._states.get(key) != state:
            self._states[key] = state
            self.changed.emit(key)

    def states(self) -> dict[str, State]:
        return dict(self._states)

    @Slot(float)
    def on_heartbeat(self, longest_ms: float) -> None:
        """Show how long the window was deaf at worst in the last second."""
        text = _latency(longest_ms)
        tip = tr("Longest time the window did not answer in the last second")
        self.tell("heartbeat", State(text, "", tip))


def _latency(longest_ms: float) -> str:
    return tr("{ms} ms", ms=round(longest_ms))


class StatusLine(QWidget):
    """One window's view of the `Status`."""

    def __init__(self, status: Status, theme: Theme) -> None:
        super().__init__()
        self._status = status
        self._theme = theme
        self._items: dict[str, ChipLabel] = {}
        self.setProperty("role", "status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("Status"))
        self.setFixedHeight(26)
        self._layout = row(self, margins=(12, 0, 12, 0), spacing=18)
        self._layout.addStretch(1)
        for key in status.states():
            self._show(key)
        status.changed.connect(self._show)

    @Slot(str)
    def _show(self, key: str) -> None:
        state = self._status.states()[key]
        chip = Chip(state.text, state.tone or "neutral", Shape.DOT if state.tone else Shape.NONE)
        if key not in self._items:
            self._items[key] = ChipLabel(self._theme, quiet=True)
            self._items[key].setObjectName(f"status_{key}")
            left = sum(each != "heartbeat" for each in self._items)
            at = self._layout.count() if key == "heartbeat" else left - 1
            self._layout.insertWidget(at, self._items[key])
            if key == "heartbeat":
                self._items[key].set_chip(Chip(_latency(LONG_MS), "neutral", Shape.NONE))
                self._items[key].setMinimumWidth(self._items[key].sizeHint().width())
        self._items[key].set_chip(chip)
        self._items[key].setToolTip(state.tip or state.text)
