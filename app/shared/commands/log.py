"""Commands that were sent, live: how far each is, what its device answered, and what led to it."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QWidget

from app.shared.commands.log_columns import LEAST, log_columns, story
from app.shared.commands.log_presenter import CommandLogPresenter
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.layout import column, label, row
from app.shared.links import Link
from app.shared.narrow import NarrowColumns
from app.shared.table import RowTable
from domain.language import tr
from domain.monitoring.command_queries import SentCommand, Which
from domain.monitoring.response_model import CommandState

EDGE = 12


class CommandLog(QWidget):
    """A table, and below it the whole life of the chosen command."""

    told = Signal(object)
    """A `Notice`."""
    link_asked = Signal(object)
    """The `Link` to the alert that a command answers."""
    send_asked = Signal()

    def __init__(self, kit: Kit, desk: Desk, name: str) -> None:
        super().__init__()
        self._kit = kit
        self._which: Which | None = None
        self.presenter = CommandLogPresenter(kit, desk, self)
        self.table: RowTable[SentCommand] = RowTable(
            log_columns(kit.times), kit, f"commands_{name}", tr("Commands that were sent")
        )
        self.story = label("", "muted", wrap=True)
        self.send_button = QPushButton(tr("Send a command…"))
        self.withdraw_button = QPushButton(tr("Withdraw"))
        self.alert_button = QPushButton(tr("Show the alert"))
        self._arrange()
        self._connect()
        self._show_chosen()

    def look_at(self, which: Which | None) -> None:
        """Show these commands."""
        if which != self._which:
            self._which = which
            self._show(())
        self.presenter.look_at(which)

    def without_sending(self) -> None:
        """Only look."""
        self.send_button.hide()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.presenter.set_visible(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.presenter.set_visible(False)

    def _arrange(self) -> None:
        self.table.setSelectionMode(RowTable.SelectionMode.SingleSelection)
        NarrowColumns(self.table, LEAST)
        self.table.set_empty(
            tr("No command was sent"), tr("What devices are told, and what they answer, is kept here."), "send"
        )
        buttons = row(spacing=6)
        for button, name in (
            (self.send_button, "send"),
            (self.withdraw_button, "withdraw"),
            (self.alert_button, "alert"),
        ):
            button.setObjectName(f"button_command_{name}")
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        below = column(margins=(EDGE, 8, EDGE, EDGE), spacing=8)
        below.addWidget(self.story)
        below.addLayout(buttons)
        whole = column(self)
        whole.addWidget(self.table, 1)
        whole.addLayout(below)

    def _connect(self) -> None:
        self.presenter.loaded.connect(self._show)
        self.presenter.told.connect(self.told)
        self.table.row_chosen.connect(self._show_chosen)
        self.table.row_opened.connect(self._on_alert)
        self.send_button.clicked.connect(self.send_asked)
        self.withdraw_button.clicked.connect(self._on_withdraw)
        self.alert_button.clicked.connect(self._on_alert)

    @Slot(object)
    def _show(self, rows: tuple[SentCommand, ...]) -> None:
        self.table.set_rows(rows)
        if self.table.chosen() is None and rows:
            self.table.choose(rows[0].id)
        self._show_chosen()

    @Slot()
    def _show_chosen(self) -> None:
        chosen = self.table.chosen()
        self.story.setText("" if chosen is None else story(chosen, self._kit.times))
        self.story.setVisible(chosen is not None)
        self.withdraw_button.setEnabled(chosen is not None and chosen.state is CommandState.QUEUED)
        self.alert_button.setVisible(chosen is not None and chosen.alert_id is not None)

    @Slot()
    def _on_withdraw(self) -> None:
        if (chosen := self.table.chosen()) is not None:
            self.presenter.withdraw(chosen)

    @Slot()
    def _on_alert(self) -> None:
        chosen = self.table.chosen()
        if chosen is not None and chosen.alert_id is not None:
            self.link_asked.emit(Link("alerts", chosen.alert_id))
