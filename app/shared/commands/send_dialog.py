"""Asks which command goes to some devices, and with which values; says which of them cannot take it, and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from app.shared.calm import CalmCombo
from app.shared.commands.targets_table import TargetRow, target_columns, target_rows
from app.shared.commands.values import CommandValues
from app.shared.kit import Kit
from app.shared.layout import column, grow, label, row
from app.shared.table import RowTable
from domain.errors import Refusal
from domain.language import tr, trn
from domain.monitoring.command_fields import Value
from domain.monitoring.command_targets import Offer, Target, is_dangerous, offers

WIDTH, WIDE = 460, 960
LIST_HEIGHT = 190


@dataclass(frozen=True, slots=True)
class Asked:
    """A command with its values, and where it is to go."""

    offer: Offer
    values: dict[str, Value]
    targets: tuple[Target, ...]

    @property
    def is_dangerous(self) -> bool:
        """Whether somebody has to confirm it."""
        return is_dangerous(self.targets, self.offer)


class SendDialog(QDialog):
    """Stays open until the command is queued; what was typed is never lost."""

    submitted = Signal(object)
    """What was `Asked`."""

    def __init__(self, kit: Kit, targets: Sequence[Target], user: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("dialog_send_command")
        self._user = user
        self._targets = tuple(targets)
        self._offers = offers(targets)
        self.command = CalmCombo()
        self.values = CommandValues()
        self.table: RowTable[TargetRow] = RowTable(target_columns(), kit, "command_targets", tr("Where it goes"))
        self.leave_out_button = QPushButton()
        self.send_button = QPushButton()
        self.cancel_button = QPushButton(tr("Cancel"))
        self._where = label("", "muted", wrap=True)
        self._wrong = label("", "wrong", wrap=True)
        self._arrange()
        self._connect()
        self._offer()

    def rows(self) -> tuple[TargetRow, ...]:
        """Where it is to go, with why not."""
        return target_rows(self._targets, self._chosen(), self._user)

    def refusal(self) -> str:
        """What is said of the whole."""
        return "" if self._wrong.isHidden() else self._wrong.text()

    def show_refusal(self, error: Exception) -> None:
        """Say why not, beside the value that it is about."""
        self.send_button.setEnabled(True)
        if isinstance(error, Refusal) and self.values.asks_for(error.field):
            self.values.show_refusal(error)
        else:
            self._say(str(error))
        grow(self)

    def finish(self, _result: object = None) -> None:
        """It is queued."""
        self.accept()

    @Slot()
    def submit(self) -> None:
        """Say what is to be sent."""
        offer = self._chosen()
        if offer is None or not self.send_button.isEnabled():
            return
        self._say("")
        try:
            values = self.values.checked()
        except Refusal:
            grow(self)
            return
        self.submitted.emit(Asked(offer, values, self._targets))

    def wait(self) -> None:
        """It is being queued."""
        self.send_button.setEnabled(False)

    def _offer(self) -> None:
        """Name the commands; what takes other values elsewhere is named with its model."""
        labels = [offer.label for offer in self._offers]
        for offer in self._offers:
            at = next(t.model for t in self._targets for kind in t.kinds if offer.is_same(kind))
            many = labels.count(offer.label) > 1
            self.command.addItem(tr("{name} ({about})", name=offer.label, about=at) if many else offer.label)
        if not self._offers:
            self._say(tr("No command is known for these models; commands are entered in Settings, Commands."))
        self._show_chosen()

    def _chosen(self) -> Offer | None:
        at = self.command.currentIndex()
        return self._offers[at] if at >= 0 else None

    @Slot()
    def _show_chosen(self) -> None:
        offer = self._chosen()
        self.values.show_fields(() if offer is None else offer.fields)
        self._show_targets()

    def _show_targets(self) -> None:
        rows, offer = self.rows(), self._chosen()
        hindered = [row for row in rows if row.why_not]
        several = len(rows) > 1
        self.table.set_rows(rows, mark=False)
        self.table.setVisible(several)
        self._where.setVisible(not several)
        if not several:
            self._where.setText(_one(rows))
        self.leave_out_button.setText(
            trn("Leave out the one that cannot", "Leave out the {count} that cannot", len(hindered))
        )
        self.leave_out_button.setVisible(several and bool(hindered) and len(hindered) < len(rows))
        self.send_button.setText(trn("Send to {count} device", "Send to {count} devices", len(rows)))
        self.send_button.setEnabled(offer is not None and bool(rows) and not hindered)
        if offer is not None:
            self._say(self._why_not(hindered, several=several))

    def _why_not(self, hindered: Sequence[TargetRow], *, several: bool) -> str:
        if not hindered:
            return ""
        if not several:
            return hindered[0].why_not
        return trn(
            "It goes to all of them or to none, and {count} cannot take it.",
            "It goes to all of them or to none, and {count} cannot take it.",
            len(hindered),
        )

    def _say(self, sentence: str) -> None:
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))

    @Slot()
    def _on_leave_out(self) -> None:
        self._targets = tuple(row.target for row in sorted(self.rows(), key=lambda row: row.id) if not row.why_not)
        self._show_targets()

    def _connect(self) -> None:
        self.command.currentIndexChanged.connect(self._show_chosen)
        self.leave_out_button.clicked.connect(self._on_leave_out)
        self.send_button.clicked.connect(self.submit)
        self.cancel_button.clicked.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.submit)

    def _arrange(self) -> None:
        self.setWindowTitle(tr("Send a command"))
        self.setMinimumWidth(WIDE if len(self._targets) > 1 else WIDTH)
        self.command.setAccessibleName(tr("Command"))
        self.table.setFixedHeight(LIST_HEIGHT)
        self.table.setSelectionMode(RowTable.SelectionMode.SingleSelection)
        self.send_button.setProperty("role", "primary")
        self.send_button.setDefault(True)
        for button in (self.cancel_button, self.leave_out_button):
            button.setAutoDefault(False)
        asked = label(tr("Command"), "section")
        asked.setBuddy(self.command)
        buttons = row(spacing=6)
        buttons.addWidget(self.leave_out_button)
        buttons.addWidget(label(tr("Ctrl+Enter"), "hint"), 1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.send_button)
        whole = column(self, margins=(20, 16, 20, 16), spacing=8)
        for widget in (label(tr("Send a command"), "heading"), self._where, asked, self.command, self.values):
            whole.addWidget(widget)
        whole.addWidget(self.table)
        whole.addWidget(self._wrong)
        whole.addStretch(1)
        whole.addLayout(buttons)


def _one(rows: Sequence[TargetRow]) -> str:
    return " · ".join(filter(None, (each for row in rows for each in (row.target.asset, row.target.device))))
