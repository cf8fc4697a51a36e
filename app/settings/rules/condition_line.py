"""One part of a condition as a line: its kind, what that kind needs, and what can be done with it."""

import msgspec
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QMenu, QToolButton, QWidget

from app.settings.rules.inputs import ChoiceInput, Input, NumberInput
from app.settings.rules.metric_inputs import Known
from app.settings.rules.parts import needs
from app.settings.rules.words import kinds
from app.shared.buttons import IconButton
from app.shared.flow import FlowLayout
from app.shared.layout import column, label, row
from app.shared.theme import Theme
from domain.language import tr
from domain.monitoring.definitions.condition import Condition
from domain.monitoring.definitions.editing import (
    GROUPS,
    LEAVES,
    Place,
    leaves_at,
    parts_of,
    wraps_at,
)
from domain.monitoring.definitions.looking import metric_of

INDENT = 18


class ConditionLine(QWidget):
    """Shows the part at a place of the `whole`."""

    edited = Signal(object)
    """This line; its inputs say something else."""
    asked = Signal(object, str, object)
    """This line, what is to be done with it, and which kind that needs."""

    def __init__(self, place: Place, whole: Condition, known: Known, theme: Theme) -> None:
        super().__init__()
        self.place = place
        self._known = known
        self._filling = False
        self._inputs: dict[str, Input] = {}
        self._folded: list[QWidget] = []
        self._unit = label("", "muted")
        words = kinds()
        self.kind = ChoiceInput(tr("Kind of condition"), {kind: words[kind] for kind in _kinds(place, whole)})
        self.more = IconButton("sliders-horizontal", tr("More about this condition"), theme)
        self.more.setCheckable(True)
        self.deeds = IconButton("ellipsis", tr("What can be done with this condition"), theme)
        self.add_button = IconButton("plus", tr("Add a condition"), theme)
        self.remove_button = IconButton("x", tr("Remove this condition"), theme)
        self._arrange()
        self._offer_deeds(whole, words)
        self._connect()
        self.kind.set_value(type(place.part))
        self.show_place(place)

    def part(self, before: Condition) -> Condition:
        """The part as the inputs say, around what stands within it."""
        changed: Condition = msgspec.structs.replace(
            before, **{name: each.value() for name, each in self._inputs.items()}
        )
        return changed

    def show_place(self, place: Place) -> None:
        """Put the values of a part of the same kind into the inputs."""
        self.place = place
        self._filling = True  # what is half filled in is nothing that anybody said
        for name, each in self._inputs.items():
            each.set_value(getattr(place.part, name))
        self._filling = False
        self._show_unit()

    def wrong_input(self) -> QWidget:
        """The first input in sight in which nothing is typed; else what is wrong is folded away, and shown."""
        for line in self.findChildren(QLineEdit):
            if line.isVisibleTo(self) and not line.text():
                return line
        self.unfold(shown=True)
        folded = (each for area in self._folded for each in area.findChildren(NumberInput))
        return next((each for each in folded if not each.value() >= 0), self.kind)

    def unfold(self, *, shown: bool) -> None:
        """Show all there is to say, or only what is needed."""
        self.more.setChecked(shown)
        for widget in self._folded:
            widget.setVisible(shown)

    def _arrange(self) -> None:
        beside = row(self, margins=(INDENT * len(self.place.path), 0, 0, 0), spacing=2)
        inner = QWidget()
        beside.addWidget(inner, 1)
        lines = column(inner, spacing=4)
        plain, folded = QWidget(), QWidget()
        flow, below = FlowLayout(plain), FlowLayout(folded)
        lines.addWidget(plain)
        lines.addWidget(folded)
        self._fill(flow, below)
        self._folded.append(folded)
        folded.hide()
        for button in (self.more, self.deeds, self.add_button, self.remove_button):
            beside.addWidget(button, alignment=Qt.AlignmentFlag.AlignTop)
        self.more.setVisible(below.count() > 0)

    def _fill(self, flow: FlowLayout, below: FlowLayout) -> None:
        leading = isinstance(self.place.part, LEAVES)
        if not leading:
            flow.addWidget(self.kind)
        for need in needs(type(self.place.part), self._known):
            made = self._inputs[need.name] = need.make()
            assert isinstance(made, QWidget)
            if need.folded:
                below.addWidget(_titled(need.title, made))
            else:
                flow.addWidget(made)
                if leading and need.name in {"measure", "metric"}:
                    flow.addWidget(self.kind)
            for detail in made.details:
                below.addWidget(detail)
            made.edited.connect(self._on_edited)
        self._unit.setMinimumHeight(self.kind.sizeHint().height())
        flow.addWidget(self._unit)

    def _offer_deeds(self, whole: Condition, words: dict[type[Condition], str]) -> None:
        menu = QMenu(self.deeds)
        self._deed(menu, tr("Add a condition"), "add", "Alt+Ins")
        for kind in wraps_at(whole, self.place.path):
            self._deed(menu, tr("Put into “{kind}”", kind=words[kind]), "wrap", kind=kind)
        if parts_of(self.place.part):
            self._deed(menu, tr("Take out of “{kind}”", kind=words[type(self.place.part)]), "unwrap", "Alt+Left")
        if self.place.path:
            self._deed(menu, tr("Move up"), "up", "Alt+Up")
            self._deed(menu, tr("Move down"), "down", "Alt+Down")
            self._deed(menu, tr("Remove"), "remove", "Alt+Del")
        self.remove_button.setVisible(bool(self.place.path))
        menu.triggered.connect(self._on_deed)
        self.deeds.setMenu(menu)
        self.deeds.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def _deed(self, menu: QMenu, title: str, deed: str, keys: str = "", kind: type[Condition] | None = None) -> None:
        action = QAction(title, self)
        action.setData((deed, kind))
        action.setShortcut(keys)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.addAction(action)
        menu.addAction(action)

    def _connect(self) -> None:
        self.kind.edited.connect(self._on_kind)
        self.more.clicked.connect(self._on_more)
        self.add_button.clicked.connect(self._on_add)
        self.remove_button.clicked.connect(self._on_remove)

    def _show_unit(self) -> None:
        shown = "limit" in self._inputs or "high" in self._inputs or "value" in self._inputs
        unit = self._known.unit(metric_of(self.part(self.place.part)) or "") if shown else ""
        self._unit.setText(unit)
        self._unit.setVisible(bool(unit))

    @Slot()
    def _on_edited(self) -> None:
        if not self._filling:
            self._show_unit()
            self.edited.emit(self)

    @Slot()
    def _on_kind(self) -> None:
        self.asked.emit(self, "turn", self.kind.value())

    @Slot(bool)
    def _on_more(self, shown: bool) -> None:
        self.unfold(shown=shown)

    @Slot()
    def _on_add(self) -> None:
        self.asked.emit(self, "add", None)

    @Slot()
    def _on_remove(self) -> None:
        self.asked.emit(self, "remove", None)

    @Slot(QAction)
    def _on_deed(self, action: QAction) -> None:
        deed, kind = action.data()
        self.asked.emit(self, deed, kind)


def _kinds(place: Place, whole: Condition) -> tuple[type[Condition], ...]:
    """What the part may be turned into by choosing another kind."""
    if isinstance(place.part, LEAVES):
        return leaves_at(whole, place.path)
    inner = parts_of(place.part)
    return GROUPS if len(inner) != 1 else wraps_at(inner[0], ())


def _titled(title: str, widget: QWidget) -> QWidget:
    whole = QWidget()
    beside = row(whole, spacing=4)
    words = label(title, "muted")
    words.setBuddy(widget)
    beside.addWidget(words)
    beside.addWidget(widget)
    return whole
