"""A dialog that books a slot; what only warnings speak against is booked with a reason, by the same button."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.shared.dialog import FormDialog
from app.shared.fields import Field
from app.shared.memory import Memory
from app.shared.reasons import ReasonField
from app.shared.slots.chooser import SlotChooser
from domain.language import tr
from domain.scheduling.assistant.values import Slot as FreeSlot
from domain.scheduling.rules.checks import NeedsConfirmation


class SlotDialog(FormDialog):
    """Whatever is changed in it takes back that it shall be all the same."""

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        verb: str,
        chooser: SlotChooser,
        memory: Memory,
        parent: QWidget,
        said: str = "",
        *,
        beside: bool = False,
    ) -> None:
        self.chooser = chooser
        self._verb = verb
        self._override = False
        self._asked: FreeSlot | None = None
        self._reason = ReasonField(memory)
        super().__init__(title, (*fields, self._reason), verb, parent, said, beside=chooser if beside else None)
        if not beside:
            self.middle.addWidget(chooser)
        self.form.show_field(self._reason.name, False)
        chooser.failed.connect(self.show_refusal)
        chooser.chosen.connect(self._on_chosen)
        chooser.opened.connect(self.submit)
        self.form.edited.connect(self._on_edited)

    def despite(self) -> dict[str, Any]:
        """Whether it is booked in spite of the warnings, and why, as the services take it."""
        return {"override": self._override, "reason": self._reason.value()}

    @Slot()
    def submit(self) -> None:
        """Say what was typed, for the slot that is chosen now."""
        self._asked = self.chooser.slot
        super().submit()

    def show_refusal(self, error: Exception) -> None:
        """What only has to be confirmed can be, with the same button."""
        super().show_refusal(error)
        if isinstance(error, NeedsConfirmation) and self._asked == self.chooser.slot:
            self._set_override(True)
            self._reason.widget.setFocus()

    def finish(self, result: object = None) -> None:
        """It is booked."""
        self._reason.remember()
        super().finish(result)

    def _set_override(self, override: bool) -> None:
        self._override = override
        self.form.show_field(self._reason.name, override)
        self.submit_button.setText(tr("Book all the same") if override else self._verb)

    @Slot(object)
    def _on_chosen(self, chosen: FreeSlot | None) -> None:
        self._set_override(False)
        self.submit_button.setEnabled(chosen is not None)

    @Slot(str)
    def _on_edited(self, name: str) -> None:
        if name != self._reason.name:
            self._set_override(False)
