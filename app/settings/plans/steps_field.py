"""The steps of a plan as a field: cards below each other, the form of the chosen one below its card."""

from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from app.settings.plans.known import Known
from app.settings.plans.step_card import StepCard
from app.settings.plans.step_form import StepForm
from app.settings.plans.ways_drawing import WaysDrawing
from app.settings.source import Choices
from app.shared.fields import Field
from app.shared.layout import column, label
from app.shared.theme import Theme
from domain.errors import Refusal
from domain.language import tr
from domain.monitoring.plans.checking import check
from domain.monitoring.plans.editing import added, followed, moved, removed, replaced
from domain.monitoring.plans.plan import Steps
from domain.monitoring.plans.wording import describe


class StepsField(Field):
    """Its value is the tuple of steps."""

    def __init__(self, name: str, title: str, theme: Theme) -> None:
        whole = QWidget()
        super().__init__(name, title, whole)
        self._theme = theme
        self._known = Known()
        self._steps: Steps = ()
        self._open: int | None = None
        self._led = ""
        self._cards: list[StepCard] = []
        self._form: StepForm | None = None
        self.drawing = WaysDrawing(theme)
        self.add_button = QPushButton(tr("Add a step"))
        lines = column(whole, spacing=6)
        told = tr("A solid line leads on once a step is done, a dashed one where it is not.")
        lines.addWidget(label(told, "hint", wrap=True))
        lines.addWidget(self.drawing)
        lines.addWidget(self.add_button, alignment=Qt.AlignmentFlag.AlignLeft)
        whole.setFocusProxy(self.add_button)
        self.add_button.clicked.connect(self._on_add)

    @property
    def form(self) -> StepForm:
        """The form of the chosen step, made when it is wanted first."""
        if self._form is None:
            self._form = StepForm(self._theme, self.drawing)
            self._form.edited.connect(self._on_step_edited)
        return self._form

    def cards(self) -> tuple[StepCard, ...]:
        return tuple(self._cards)

    def chosen(self) -> int | None:
        """The place of the step whose form is shown."""
        return self._open

    def offer(self, choices: Choices) -> None:
        """Take over what steps may speak of."""
        for known, _ in choices:
            if isinstance(known, Known) and known != self._known:
                self._known = known
                self._show()

    def value(self) -> Steps:
        return self._steps

    def set_value(self, value: Any) -> None:
        steps: Steps = tuple(value or ())
        if repr(steps) != repr(self._steps):
            self._steps, self._open = steps, None
            self._show()

    def choose(self, place: int | None) -> None:
        """Show the form of a step, or of none."""
        self._open = place
        self._show()

    def part_of(self, sentence: str) -> QWidget:
        """The input of the step that cannot be meant; its form says why."""
        try:
            check(self._steps, self._known.commands)
        except Refusal as refusal:
            place, _, name = (refusal.field or "").partition(".")
            if name:
                self.choose(int(place))
                return self.form.show_refusal(refusal, name)
        return super().part_of(sentence)

    def _show(self) -> None:
        """Cards and form as the steps are now."""
        while len(self._cards) > len(self._steps):
            card = self._cards.pop()
            self.drawing.places.removeWidget(card)
            card.hide()
            card.deleteLater()
        while len(self._cards) < len(self._steps):
            card = StepCard(self._theme)
            self.drawing.places.insertWidget(len(self._cards), card)
            self._cards.append(card)
            card.asked.connect(self._on_asked)
        self._place_form()
        self._tell()

    def _place_form(self) -> None:
        if self._open is None:
            if self._form is not None:
                self._form.hide()
            return
        form = self.form
        self.drawing.places.removeWidget(form)
        self.drawing.places.insertWidget(self._open + 1, form)
        self._led = self._steps[self._open].name
        form.show_step(self._steps, self._open, self._known)
        form.show()

    def _tell(self) -> None:
        for at, (card, step) in enumerate(zip(self._cards, self._steps, strict=True)):
            card.show_step(at + 1, describe(step, self._known.names), step.name)
            card.mark(chosen=at == self._open)
            card.up_button.setEnabled(at > 0)
            card.down_button.setEnabled(at < len(self._cards) - 1)
        self.drawing.show_ways(self._steps, self._cards)

    def _go_to(self, place: int) -> None:
        """The keyboard goes to a card, or to what is left."""
        if self._cards:
            self._cards[max(0, min(place, len(self._cards) - 1))].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, place: int) -> None:
        self._steps, self._open = added(self._steps, place), place
        self._show()
        self.form.begin()
        self.edited.emit()

    def _move(self, place: int, by: int) -> None:
        before = self._steps
        self._steps = moved(before, place, by)
        if self._steps != before:
            self._open = _moved_with(self._open, place, place + by)
            self._show()
            self._go_to(place + by)
            self.edited.emit()

    def _remove(self, place: int) -> None:
        self._steps = removed(self._steps, place)
        if self._open is not None:
            self._open = None if self._open == place else self._open - (self._open > place)
        self._show()
        self._go_to(place)
        self.edited.emit()

    @Slot(object, str)
    def _on_asked(self, card: StepCard, deed: str) -> None:
        place = self._cards.index(card)
        if deed == "open":
            self.choose(None if self._open == place else place)
        elif deed == "add":
            self._add(place + 1)
        elif deed == "remove":
            self._remove(place)
        elif deed in {"up", "down"}:
            self._move(place, -1 if deed == "up" else 1)
        else:
            self._go_to(place + (1 if deed == "after" else -1))

    @Slot()
    def _on_add(self) -> None:
        self._add(len(self._steps))

    @Slot()
    def _on_step_edited(self) -> None:
        if self._open is not None:
            steps = replaced(self._steps, self._open, self.form.step())
            self._steps, self._led = followed(steps, self._open, self._led)
            self._tell()
            self.edited.emit()


def _moved_with(chosen: int | None, place: int, to: int) -> int | None:
    """Where the chosen step is once two neighbours have changed places."""
    return {place: to, to: place}.get(chosen, chosen) if chosen is not None else None
