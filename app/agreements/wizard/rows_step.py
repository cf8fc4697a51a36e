"""A page of the assistant with rows at the left and the form of the current one beside them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QListWidget, QPushButton

from app.agreements.wizard.step import Step
from app.shared.fields import Field
from app.shared.forms import Form, scrolled
from app.shared.layout import column, label, row
from domain.language import tr

LIST_WIDTH = 210
ROOM = 4
Values = Mapping[str, Any]


class RowsStep(Step):
    """Rows are added, filled and taken away; each is what its form says."""

    def __init__(self, title: str, said: str, fields: Sequence[Field], first: Callable[[], Values], verb: str) -> None:
        super().__init__(title, said)
        self.form = Form(fields)
        self.list = QListWidget()
        self.add_button = QPushButton(verb)
        self.remove_button = QPushButton(tr("Take away"))
        self._first = first
        self._rows: list[dict[str, Any]] = []
        self._shown = -1
        self._arrange()
        self.list.currentRowChanged.connect(self._on_row)
        self.form.edited.connect(self._on_edited)
        self.add_button.clicked.connect(self.add)
        self.remove_button.clicked.connect(self.remove)
        QShortcut(QKeySequence("Ctrl+Insert"), self).activated.connect(self.add)
        QShortcut(QKeySequence("Ctrl+Delete"), self).activated.connect(self.remove)
        self._show_row()

    def row_name(self, values: Values) -> str:
        """What stands for a row at the left."""
        raise NotImplementedError

    def shape(self) -> None:
        """Show the fields that belong to what the current row says."""

    def begin(self) -> None:
        there = next(iter(self.form.fields.values())).widget if self._rows else self.add_button
        there.setFocus()

    def rows(self) -> list[dict[str, Any]]:
        """All of them, as they are filled."""
        self._keep()
        return list(self._rows)

    def set_rows(self, rows: Sequence[Values]) -> None:
        """Begin with these."""
        self._rows, self._shown = [dict(each) for each in rows], -1
        self.list.blockSignals(True)
        self.list.clear()
        self.list.addItems([self.row_name(each) for each in self._rows])
        self.list.setCurrentRow(0 if rows else -1)
        self.list.blockSignals(False)
        self._on_row(self.list.currentRow())

    def show_refusal(self, error: Exception, row: int = 0) -> None:
        self.list.setCurrentRow(row)
        self.form.show_refusal(error)

    @Slot()
    def add(self) -> None:
        """A further row, to be filled."""
        self._rows.append(dict(self._first()))
        self.list.addItem(self.row_name(self._rows[-1]))
        self.list.setCurrentRow(len(self._rows) - 1)
        self.begin()

    @Slot()
    def remove(self) -> None:
        """The current row goes."""
        at = self.list.currentRow()
        if at < 0:
            return
        self._shown = -1
        del self._rows[at]
        self.list.blockSignals(True)
        self.list.takeItem(at)
        self.list.blockSignals(False)
        self._on_row(self.list.currentRow())

    def _arrange(self) -> None:
        self.list.setFixedWidth(LIST_WIDTH)
        self.list.setSpacing(ROOM)
        self.list.setAccessibleName(self.title)
        self.add_button.setToolTip(tr("Ctrl+Insert"))
        self.remove_button.setToolTip(tr("Ctrl+Delete"))
        left = column(spacing=6)
        left.addWidget(self.list, 1)
        for button in (self.add_button, self.remove_button):
            button.setAutoDefault(False)
            left.addWidget(button)
        self._none = label(tr("Nothing yet: add one at the left, or go on."), "muted", wrap=True)
        self._area = scrolled(self.form)
        beside = row(spacing=8)
        beside.addLayout(left)
        beside.addWidget(self._area, 1)
        beside.addWidget(self._none, 1)
        self.place.addLayout(beside, 1)

    def _keep(self) -> None:
        if 0 <= self._shown < len(self._rows):
            self._rows[self._shown].update(self.form.values())

    @Slot(int)
    def _on_row(self, at: int) -> None:
        self._keep()
        self._shown = at
        if 0 <= at < len(self._rows):
            values = self._rows[at]
            self.form.fill({name: values[name] for name in self.form.fields if name in values})
            self.shape()
        self._show_row()

    def _show_row(self) -> None:
        one = 0 <= self._shown < len(self._rows)
        self._area.setVisible(one)
        self._none.setVisible(not one)
        self.remove_button.setEnabled(one)

    @Slot(str)
    def _on_edited(self, _name: str) -> None:
        self.shape()
        self._keep()
        if 0 <= self._shown < len(self._rows):
            self.list.item(self._shown).setText(self.row_name(self._rows[self._shown]))
