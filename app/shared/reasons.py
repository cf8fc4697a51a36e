"""Why something is done though a rule speaks against it: typed, or one of the reasons given last."""

from typing import Any

from PySide6.QtWidgets import QComboBox, QWidget

from app.shared.calm import CalmCombo
from app.shared.fields import Field
from app.shared.memory import Memory
from domain.language import tr

KEY = "dispatch/reasons"
MOST = 8


class ReasonBox(CalmCombo):
    """Remembers what was typed, newest first."""

    def __init__(self, memory: Memory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._memory = memory
        self.setObjectName("reason")
        self.setAccessibleName(tr("Reason"))
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.addItems(self._kept())
        self.setEditText("")
        edit = self.lineEdit()
        assert edit is not None
        edit.setPlaceholderText(tr("Such as: agreed with the customer"))

    def reason(self) -> str:
        """What was typed or chosen."""
        return self.currentText().strip()

    def remember(self) -> None:
        """Offer it first the next time."""
        if reason := self.reason():
            others = [one for one in self._kept() if one != reason]
            self._memory.keep_data(KEY, [reason, *others][:MOST])

    def _kept(self) -> list[str]:
        kept = self._memory.data(KEY)
        return [one for one in kept if isinstance(one, str)] if isinstance(kept, list) else []


class ReasonField(Field):
    """A reason, typed or one of the last."""

    def __init__(self, memory: Memory) -> None:
        self.box = ReasonBox(memory)
        super().__init__("reason", tr("Reason"), self.box)
        self.box.editTextChanged.connect(self._on_edited)

    def value(self) -> str:
        return self.box.reason()

    def remember(self) -> None:
        """Offer it first the next time."""
        self.box.remember()

    def set_value(self, value: Any) -> None:
        self.box.setEditText(str(value or ""))
