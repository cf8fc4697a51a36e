"""A condition as lines under each other, each part indented below what it belongs to."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.settings.rules.condition_line import ConditionLine
from app.settings.rules.metric_inputs import Known
from app.shared.layout import column
from app.shared.theme import Theme
from domain.errors import Refusal
from domain.monitoring.definitions.checking import check
from domain.monitoring.definitions.condition import Above, Condition
from domain.monitoring.definitions.definition import Definition
from domain.monitoring.definitions.editing import (
    Path,
    Place,
    added,
    moved,
    part_at,
    parts_of,
    places,
    removed,
    replaced,
    turned,
    unwrapped,
    wrapped,
)
from domain.monitoring.definitions.looking import leaves, metric_of
from domain.monitoring.definitions.measure import Measure

FRESH: Condition = Above(Measure(""), float("nan"))


class ConditionEditor(QWidget):
    """Holds a condition, and lets people change each part of it and the whole of its shape.

    A line has many inputs: each is made in a turn of its own, or when it is asked for.
    """

    edited = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._known = Known()
        self._condition: Condition = FRESH
        self._lines: list[ConditionLine] = []
        self._waiting: list[Place] = []
        self._unfolded: set[Path] = set()
        self._making = QTimer(self, interval=0)
        self._making.timeout.connect(self._on_making)
        self._layout = column(self, spacing=4)

    def lines(self) -> tuple[ConditionLine, ...]:
        """The lines, from the first to the last."""
        while self._waiting:
            self._on_making()
        return tuple(self._lines)

    def value(self) -> Condition:
        return self._condition

    def set_value(self, condition: Condition) -> None:
        if repr(condition) == repr(self._condition) and (self._lines or self._waiting):
            return
        self._condition = condition
        found = list(places(condition))
        shown = [line.place for line in self._lines] + self._waiting
        if list(map(_shape, found)) == list(map(_shape, shown)):
            for line, place in zip(self._lines, found, strict=False):
                line.show_place(place)
            self._waiting = found[len(self._lines) :]
        else:
            self._rebuild()

    def set_known(self, known: Known) -> None:
        """What can be chosen; what was chosen before stays."""
        if known != self._known or not (self._lines or self._waiting):
            self._known = known
            self._rebuild()

    def wrong_part(self, sentence: str) -> QWidget | None:
        """The input that a refusal of the whole condition speaks of; None where it is none alone."""
        for line in self.lines():
            if not parts_of(line.place.part) and _refusal(part_at(self._condition, line.place.path)) == sentence:
                return line.wrong_input()
        return None

    def _rebuild(self) -> None:
        self._unfolded = {line.place.path for line in self._lines if line.more.isChecked()}
        for line in self._lines:
            self._layout.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = []
        self._waiting = list(places(self._condition))
        self._making.start()

    def _go_to(self, path: Path) -> None:
        """The keyboard stays with the part that something was done with."""
        line = next((line for line in self.lines() if line.place.path == path), self._lines[0])
        line.kind.setFocus(Qt.FocusReason.OtherFocusReason)

    def _done(self, line: ConditionLine, deed: str, kind: type[Condition] | None) -> tuple[Condition, Path]:
        whole, path = self._condition, line.place.path
        if deed == "add":
            metric = metric_of(next(leaves(part_at(whole, path)))) or ""
            return added(whole, path, Above(Measure(metric), float("nan")))
        if deed == "remove":
            return removed(whole, path), path[:-1]
        if deed in {"up", "down"}:
            return moved(whole, path, -1 if deed == "up" else 1)
        if deed == "unwrap":
            return unwrapped(whole, path), path
        assert kind is not None
        if deed == "wrap":
            return wrapped(whole, path, kind), path
        return replaced(whole, path, turned(part_at(whole, path), kind)), path

    @Slot()
    def _on_making(self) -> None:
        place = self._waiting.pop(0)
        line = ConditionLine(place, self._condition, self._known, self._theme)
        line.edited.connect(self._on_edited)
        line.asked.connect(self._on_asked)
        self._layout.addWidget(line)
        line.show()  # else the keyboard could not go there at once
        line.unfold(shown=place.path in self._unfolded)
        self._lines.append(line)
        self.setFocusProxy(self._lines[0].kind)
        if not self._waiting:
            self._making.stop()

    @Slot(object)
    def _on_edited(self, line: ConditionLine) -> None:
        path = line.place.path
        self._condition = replaced(self._condition, path, line.part(part_at(self._condition, path)))
        self.edited.emit()

    @Slot(object, str, object)
    def _on_asked(self, line: ConditionLine, deed: str, kind: type[Condition] | None) -> None:
        self._condition, path = self._done(line, deed, kind)
        self._rebuild()
        self._go_to(path)
        self.edited.emit()


def _shape(place: Place) -> tuple[Path, type[Condition]]:
    """Places of one shape are shown by the same line."""
    return place.path, type(place.part)


def _refusal(condition: Condition) -> str:
    """Why a condition could not stand alone."""
    try:
        check(Definition(condition))
    except Refusal as refusal:
        return str(refusal)
    return ""
