"""The form of a reading, which asks for what was before and after only where the counter began anew."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.assets.meters_forms import ANEW
from app.shared.dialog import FormDialog
from app.shared.fields import Field


class ReadingDialog(FormDialog):
    """Follows what happened to the counter."""

    def __init__(self, title: str, fields: Sequence[Field], verb: str, parent: QWidget, said: str = "") -> None:
        super().__init__(title, fields, verb, parent, said)
        self.form.edited.connect(self._follow)

    def begin(self, values: Mapping[str, Any] | None = None) -> None:
        self.form.fill(values or {})
        self._follow()
        super().begin(values)

    @Slot()
    def _follow(self) -> None:
        anew = self.form.values()["event"] in ANEW
        for name in ("left_at", "began_at"):
            self.form.show_field(name, anew)
