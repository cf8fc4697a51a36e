"""What the form of a meter and its tariff asks, with a line for each price tier."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QLineEdit

from app.shared.fields import ChoiceField, Field, TextField
from app.shared.numbers import typed, written
from app.shared.rows_field import Line, RowsField
from app.shared.search_choice import SearchChoiceField
from app.shared.theme import Theme
from domain.language import tr
from domain.subscriptions.tiers import TierMethod
from domain.subscriptions.usage_service import TierDraft, UsageDraft

Values = Mapping[str, Any]


class TierLine(Line):
    """Up to how many units, and what each of them costs; the last one has no end."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._up_to = _input(tr("Up to, empty for no end"))
        self._price = _input(tr("Price of a unit"))
        for widget in (self._up_to, self._price):
            self.inputs.addWidget(widget, 1)
            widget.textChanged.connect(self.tell)

    def value(self) -> TierDraft:
        return TierDraft(typed(self._up_to.text()) or None, typed(self._price.text()))

    def set_value(self, value: Any) -> None:
        if isinstance(value, TierDraft) and value != self.value():
            self._up_to.setText(written(value.up_to))
            self._price.setText(written(value.price))


def usage_fields(meters: Sequence[tuple[int, str]], theme: Theme) -> tuple[Field, ...]:
    """By which meter and at which prices usage is billed."""
    return (
        SearchChoiceField("meter", tr("Meter"), meters, keeps=True),
        RowsField("tiers", tr("Price tiers"), partial(TierLine, theme), tr("Add a tier")),
        ChoiceField("method", tr("What a price is for"), [(each, each.label) for each in TierMethod]),
        TextField("included", tr("Included units of a period")),
        TextField("minimum", tr("Minimum of a period, without tax")),
    )


def usage_values(usage: UsageDraft | None) -> dict[str, Any]:
    """Those of the form; from the start one tier without end."""
    shown = UsageDraft(None, (TierDraft(None, ""),)) if usage is None else usage
    return {
        "meter": shown.meter_id,
        "tiers": shown.tiers,
        "method": shown.method,
        "included": written(shown.included),
        "minimum": written(shown.minimum),
    }


def usage_draft(values: Values) -> UsageDraft:
    """The tariff that is asked for."""
    included, minimum = typed(values["included"]), typed(values["minimum"])
    return UsageDraft(values["meter"], values["tiers"], values["method"], included or 0, minimum or 0)


def _input(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setPlaceholderText(name)
    made.setAccessibleName(name)
    return made
