"""Asks why an invoice or a posting is taken back."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.shared.dialog import FormDialog
from app.shared.fields import ChoiceField, TextField
from domain.language import tr


class ReasonDialog(FormDialog):
    """A reason, a remark, and what will happen; stays open with the refusal if it is refused."""

    answered = Signal(object, str)
    """The id of the reason or None, and the remark."""

    def __init__(self, question: str, hint: str, verb: str, parent: QWidget) -> None:
        fields = (
            ChoiceField("reason", tr("Reason"), [(None, tr("none of the list"))]),
            TextField("remark", tr("Remark"), tr("In your own words")),
        )
        super().__init__(question, fields, verb, parent, hint)
        self.setObjectName("dialog_reason")
        self.submitted.connect(self._on_submitted)

    @Slot(object)
    def offer(self, reasons: Sequence[tuple[int, str]]) -> None:
        """What can be chosen; nothing is chosen by itself."""
        field = self.form.fields["reason"]
        if isinstance(field, ChoiceField):
            field.offer([(None, tr("none of the list")), *reasons])

    @Slot(object)
    def _on_submitted(self, values: dict[str, Any]) -> None:
        self.answered.emit(values["reason"], values["remark"])
