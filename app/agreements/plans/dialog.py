"""The form of a plan, which shows only what makes sense with what was chosen before."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.agreements.plans.condition_forms import OF_A_VALUE
from app.shared.dialog import FormDialog
from app.shared.fields import Field
from domain.visits.basis import Basis
from domain.visits.window import WindowKind

OF_A_METER = ("every_units", "meter_tolerance", "units_at_last")


class PlanDialog(FormDialog):
    """Follows interval, meter, value, basis and window."""

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
        by_value = values.get("metric") is not None
        asked = by_meter or by_value
        floating = asked or (values["interval"] is not None and values["basis"] is Basis.FLOATING)
        form.show_field("basis", values["interval"] is not None and not asked)
        form.show_field("last_done_on", floating)
        for name in ("before", "after"):
            form.show_field(name, values["window"] is WindowKind.DAYS)
        for names, shown in ((OF_A_METER, by_meter), (OF_A_VALUE, by_value)):
            for name in names:
                if name in form.fields:
                    form.show_field(name, shown)
