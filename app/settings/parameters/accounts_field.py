"""The accounts for postings as a grid: a row for each kind of line, and those of subscriptions below."""

from typing import Any

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.shared.fields import Field
from app.shared.layout import label
from domain.catalogue.model import LineKind
from domain.language import tr
from domain.subscriptions.bookkeeping import Account

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
                grid.addWidget(self._line(f"{kind.value}.{entry}", f"{kind.label}, {heads[at - 1]}"), at_row, at)
        grid.addWidget(label(tr("Subscriptions"), "section"), grid.rowCount(), 0, 1, len(ENTRIES))
        for account in Account:
            at_row = grid.rowCount()
            grid.addWidget(label(account.label, "muted"), at_row, 0, 1, len(ENTRIES))
            grid.addWidget(self._line(f"subscription.{account.value}", account.label), at_row, len(ENTRIES))
        whole.setFocusProxy(next(iter(self._lines.values())))

    def _line(self, key: str, name: str) -> QLineEdit:
        line = QLineEdit()
        line.setAccessibleName(name)
        line.textChanged.connect(self._on_edited)
        self._lines[key] = line
        return line

    def value(self) -> dict[str, str]:
        return {key: line.text().strip() for key, line in self._lines.items()}

    def set_value(self, value: Any) -> None:
        for key, line in self._lines.items():
            line.setText((value or {}).get(key, ""))
