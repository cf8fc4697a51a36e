"""The form of a plan, which shows only what makes sense with what was chosen before."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.shared.dialog import FormDialog
from app.shared.fields import Field
from domain.visits.basis import Basis
from domain.visits.window import WindowKind

OF_A_METER = ("every_units", "meter_tolerance")


class PlanDialog(FormDialog):
    """Follows interval, meter, basis and window."""

    def __init__(self, title: str, fields: Sequence[Field], verb: str, parent: QWidget, said: str = "") -> None:
        super().__init__(title, fields, verb, parent, said)
        self.form.edited.connect(self._follow)

    def begin(self, values: Mapping[str, Any] | None = None) -> None:
        known = {name: value for name, value in (values or {}).items() if name in self.form.fields}
        super().begin(known)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        form = self.form
        values = form.values()
        by_meter = values.get("meter") is not None
        floating = by_meter or (values["interval"] is not None and values["basis"] is Basis.FLOATING)
        form.show_field("basis", values["interval"] is not None and not by_meter)
        form.show_field("last_done_on", floating)
        for name in ("before", "after"):
            form.show_field(name, values["window"] is WindowKind.DAYS)
        for name in OF_A_METER:
            if name in form.fields:
                form.show_field(name, by_meter)
