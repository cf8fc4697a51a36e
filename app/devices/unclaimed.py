"""The devices that wait to be claimed, and what the one looked at measures right now."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QSplitter, QWidget

from app.devices.rows import Look, UnclaimedRow
from app.devices.table import reading_text, standing_chip, unclaimed_columns
from app.shared.actions import BoundAction
from app.shared.detail import DetailPane, Facts
from app.shared.kit import Kit
from app.shared.layout import column
from app.shared.table import RowTable
from domain.language import tr
from domain.monitoring.telemetry.history import Latest


class UnclaimedTab(QWidget):
    """List and detail."""

    watched = Signal(str)
    """The key of the device whose readings are wanted; empty for none."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._times = kit.times
        self._rows: Sequence[UnclaimedRow] = ()
        self._words: list[str] = []
        self._latest: dict[str, Latest] = {}
        self.table: RowTable[UnclaimedRow] = RowTable(
            unclaimed_columns(kit.times), kit, "devices_unclaimed", tr("Unclaimed devices")
        )
        self.detail = DetailPane(
            kit, tr("No device chosen"), tr("Choose one to see what it measures, and claim it for an asset.")
        )
        self._facts = Facts()
        self._told: tuple[tuple[str, str], ...] = ()
        self._arrange()
        self.table.row_chosen.connect(self._on_chosen)

    def set_actions(self, claim: BoundAction) -> None:
        self.detail.set_actions([claim], primary=claim.action.id)

    def show_rows(self, rows: Sequence[UnclaimedRow]) -> None:
        self._rows = rows
        self._show()

    def show_look(self, look: Look) -> None:
        """The newest readings of the device that is looked at."""
        device = self.table.chosen()
        if device is not None and device.key == look.device:
            self._latest = {reading.metric: reading for reading in look.latest}
            self._fill()

    def watch(self) -> None:
        """Ask for the readings of the device that is chosen."""
        device = self.table.chosen()
        self.watched.emit("" if device is None else device.key)

    def search(self, words: str) -> None:
        self._words = words.casefold().split()
        self._show()

    def _arrange(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.table)
        splitter.addWidget(self.detail)
        splitter.setSizes([640, 400])
        splitter.setStretchFactor(0, 1)
        splitter.setChildrenCollapsible(False)
        self.detail.add_tab(self._facts, tr("Latest readings"))
        self.table.set_empty(
            tr("No device waits to be claimed"),
            tr("A device that publishes and that nobody knows appears here; its readings are kept from the first on."),
            "circle-check",
        )
        column(self).addWidget(splitter)

    def _show(self) -> None:
        self.table.set_rows([row for row in self._rows if all(word in row.words for word in self._words)], mark=False)
        self.table.row_model().retell()
        self._fill()

    @Slot(object)
    def _on_chosen(self, _device: UnclaimedRow | None) -> None:
        self._latest = {}
        self._fill()
        self.watch()

    def _fill(self) -> None:
        device = self.table.chosen()
        if device is None:
            self.detail.show_nothing()
            return
        below = tr(
            "First seen {first}, {count} messages since",
            first=self._times.short(device.first_seen),
            count=self._times.number(device.messages),
        )
        self.detail.show_record(device.key, below, [standing_chip(device.standing)])
        facts = tuple(
            (metric.name, reading_text(self._times, self._latest.get(metric.name))) for metric in device.metrics
        )
        if facts != self._told:
            self._told = facts
            self._facts.set_facts(facts)
