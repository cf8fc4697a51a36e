"""The form of one step, wherever it stands in the plan."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QWidget

from app.settings.plans.group_field import GroupField
from app.settings.plans.known import Known
from app.settings.plans.step_fields import step_fields
from app.settings.plans.step_values import OF_KIND, OWN, of_step, place_of, to_step
from app.settings.plans.values_field import ValuesField
from app.settings.source import Choices
from app.shared.fields import ChoiceField, Field
from app.shared.forms import Form
from app.shared.layout import column
from app.shared.theme import Theme
from domain.errors import Refusal
from domain.language import tr
from domain.monitoring.plans.editing import turned
from domain.monitoring.plans.plan import (
    END,
    AnyStep,
    Awaited,
    Notify,
    Office,
    SendCommand,
    Steps,
)


class StepForm(QFrame):
    """Shows one step after the other; `step` is what it asks for."""

    edited = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._known = Known()
        self._step: AnyStep = Notify()
        self.form = Form(step_fields(theme), self)
        column(self).addWidget(self.form)
        self.form.edited.connect(self._on_edited)

    def step(self) -> AnyStep:
        """The step as it stands in the form."""
        return self._step

    def show_step(self, steps: Steps, place: int, known: Known) -> None:
        """Fill in the step at a place; the others are what it may lead to."""
        self._known, self._step = known, steps[place]
        with self.form.filling():
            self._offer(steps, place)
        values = of_step(self._step)
        self._follow(values)
        self.form.fill(values)

    def show_refusal(self, refusal: Refusal, name: str) -> QWidget:
        """Say why not beside the input that `name` of the step stands in; returns it."""
        field, part = place_of(self._step, name)
        shown = self.form.fields[field]
        if isinstance(shown, GroupField):
            shown.mean(part)
        self.form.show_refusal(Refusal(str(refusal), field=field))
        if isinstance(shown, ValuesField):
            shown.show_refusal(Refusal(str(refusal), field=part))
        return shown.part_of(str(refusal))

    def begin(self) -> None:
        """Put the keyboard where a step begins."""
        self.form.fields["kind"].widget.setFocus()

    def _offer(self, steps: Steps, place: int) -> None:
        names, step = self._known.names, self._step
        command = step.command if isinstance(step, SendCommand) else ""
        commands = [(name, label) for name, label in names.commands.items() if name not in {command, ""}]
        known = [(command, names.commands.get(command, tr("{name} (no model has it)", name=command)))]
        self._choice("command").offer([*(known if command else []), *commands])
        only, order = self._group("only"), self._group("order")
        _choices(only, "calendar_id").offer([(None, tr("choose")), *names.calendars.items()])
        _choices(order, "calendar_id").offer([(None, tr("nothing")), *names.calendars.items()])
        _choices(order, "order_type_id").offer([(None, tr("none")), *names.order_types.items()])
        _choices(order, "sla_id").offer([(None, tr("as agreed")), *names.slas.items()])
        for field, choices in (("skills", names.skills), ("articles", names.articles)):
            _offer_to(self.form.fields[field], list(choices.items()))
        for way in ("then", "otherwise"):
            _choices(self._group("ways"), way).offer(_ways(steps, place, getattr(step, way)))

    def _follow(self, values: Mapping[str, Any]) -> None:
        """Show what belongs to the kind of step."""
        own = OF_KIND.get(values["kind"], frozenset())
        for name in OWN:
            self.form.show_field(name, name in own)
        fields = self._known.fields_of(values.get("command") or "") if "values" in own else ()
        field = self.form.fields["values"]
        if isinstance(field, ValuesField):
            field.ask_for(fields)
        self.form.show_field("values", bool(fields))
        if values["kind"] is SendCommand:
            self.form.show_field("seconds", values["awaited"] is not Awaited.NOTHING)
        self._group("only").show_part("calendar_id", shown=values["only"]["office"] is not Office.ANY)

    def _choice(self, name: str) -> ChoiceField:
        field = self.form.fields[name]
        assert isinstance(field, ChoiceField)
        return field

    def _group(self, name: str) -> GroupField:
        field = self.form.fields[name]
        assert isinstance(field, GroupField)
        return field

    @Slot(str)
    def _on_edited(self, name: str) -> None:
        values = self.form.values()
        if name == "kind":
            self._step = turned(self._step, values["kind"])
            values = of_step(self._step)
            self._follow(values)
            self.form.fill(values)
        else:
            self._follow(values)
            self._step = to_step(self.form.values())
        self.edited.emit()


def _choices(group: GroupField, name: str) -> ChoiceField:
    field = group.fields[name]
    assert isinstance(field, ChoiceField)
    return field


def _offer_to(field: Field, choices: Choices) -> None:
    offer = getattr(field, "offer", None)
    if offer is not None:
        offer(choices)


def _ways(steps: Steps, place: int, present: str) -> Choices:
    """The next step, those with a name, the end; and what is said now, though no step may be called so."""
    named = {
        step.name: tr("{name} (step {number})", name=step.name, number=at + 1)
        for at, step in enumerate(steps)
        if step.name and at != place
    }
    gone = {} if present in {"", END, *named} else {present: tr("{name} (no such step)", name=present)}
    return [("", tr("the next step")), *named.items(), *gone.items(), (END, tr("the end"))]
