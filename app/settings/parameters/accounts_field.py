"""The accounts for postings as a grid: a row for each kind of line."""

from typing import Any

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.shared.fields import Field
from app.shared.layout import label
from domain.catalogue.model import LineKind
from domain.language import tr

ENTRIES = ("cost.debit", "cost.credit", "revenue.debit", "revenue.credit")


class AccountsField(Field):
    """All accounts at once, by the keys of the parameter."""

    def __init__(self, name: str, title: str) -> None:
        whole = QWidget()
        super().__init__(name, title, whole)
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, 0)
        self._lines: dict[str, QLineEdit] = {}
        heads = (tr("Cost, debit"), tr("Cost, credit"), tr("Revenue, debit"), tr("Revenue, credit"))
        for at, head in enumerate(heads, 1):
            grid.addWidget(label(head, "section"), 0, at)
        for at_row, kind in enumerate(LineKind, 1):
            grid.addWidget(label(kind.label, "muted"), at_row, 0)
            for at, entry in enumerate(ENTRIES, 1):
                line = QLineEdit()
                line.setAccessibleName(f"{kind.label}, {heads[at - 1]}")
                line.textChanged.connect(self._on_edited)
                self._lines[f"{kind.value}.{entry}"] = line
                grid.addWidget(line, at_row, at)
        whole.setFocusProxy(next(iter(self._lines.values())))

    def value(self) -> dict[str, str]:
        return {key: line.text().strip() for key, line in self._lines.items()}

    def set_value(self, value: Any) -> None:
        for key, line in self._lines.items():
            line.setText((value or {}).get(key, ""))
