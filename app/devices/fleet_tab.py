"""The fleet with the device that is looked at beside it: when each metric was heard last, when it came and went."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QSplitter, QWidget

from app.devices.commands_tab import DeviceCommandsTab
from app.devices.fleet import FleetTable
from app.devices.rows import FleetRow, Look
from app.devices.table import clock_text, reading_text, standing_chip
from app.shared.chips import Chip, ChipLabel, Shape
from app.shared.detail import DetailPane, Facts
from app.shared.kit import Kit
from app.shared.layout import column, row
from domain.clock import from_ms
from domain.language import tr
from domain.monitoring.telemetry.connections import Span

_MARGIN = 16


class FleetTab(QWidget):
    """List and detail."""

    watched = Signal(str)
    """The key of the device that is looked at; empty for none."""

    def __init__(self, kit: Kit, table: FleetTable, commands: DeviceCommandsTab) -> None:
        super().__init__()
        self._times = kit.times
        self.table = table
        self.detail = DetailPane(
            kit, tr("No device chosen"), tr("Choose one to see when it was heard, and when it came and went.")
        )
        self.untaken = ChipLabel(kit.theme)
        self.readings = Facts()
        self.connections = Facts()
        self.commands = commands
        self._look = Look()
        self._told: dict[Facts, list[tuple[str, str]]] = {}
        self._arrange()
        table.row_chosen.connect(self._on_chosen)

    def show_look(self, look: Look) -> None:
        """How the device that is looked at stands."""
        self._look = look
        self._fill()

    @Slot(str)
    def show_untaken(self, sentence: str) -> None:
        """Which shares of the fleet no listener takes, if any."""
        if sentence != self.untaken.chip().text:
            self.untaken.set_chip(Chip(sentence, "major", Shape.DOT))
            self.untaken.setVisible(bool(sentence))

    def watch(self) -> None:
        """Ask how the chosen device stands."""
        device = self.table.chosen()
        self.watched.emit("" if device is None else device.key)

    def _arrange(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.table)
        splitter.addWidget(self.detail)
        splitter.setSizes([860, 280])
        splitter.setStretchFactor(0, 1)
        splitter.setChildrenCollapsible(False)
        self.detail.add_tab(self.readings, tr("Readings"))
        self.detail.add_tab(self.connections, tr("Connections"))
        self.detail.add_tab(self.commands, tr("Commands"))
        self.untaken.hide()
        above = row(margins=(_MARGIN, 0, _MARGIN, 0))
        above.addWidget(self.untaken, 0, Qt.AlignmentFlag.AlignLeft)
        lines = column(self)
        lines.addLayout(above)
        lines.addWidget(splitter, 1)

    @Slot(object)
    def _on_chosen(self, _device: FleetRow | None) -> None:
        self._fill()
        self.watch()

    def _fill(self) -> None:
        device = self.table.chosen()
        if device is None:
            self.detail.show_nothing()
            return
        clock = clock_text(device.clock)
        below = tr("{asset}; clock: {clock}; metrics: {count}", asset=device.asset, clock=clock, count=device.metrics)
        self.detail.show_record(device.key, below, [standing_chip(device.standing)])
        look = self._look if self._look.device == device.key else Look(device.key)
        self._tell(self.readings, [(each.metric, reading_text(self._times, each)) for each in look.latest])
        self._tell(self.connections, self._connections(look.spans))

    def _tell(self, facts: Facts, told: list[tuple[str, str]]) -> None:
        """What is the same as a second ago stays, so that it can be selected."""
        if told != self._told.get(facts):
            self._told[facts] = told
            facts.set_facts(told)

    def _connections(self, spans: Sequence[Span]) -> list[tuple[str, str]]:
        """Since when it was there or gone, and until when."""
        return [
            (
                self._times.short(from_ms(span.since)),
                tr("came") if span.online else tr("went, back {when}", when=self._until(span)),
            )
            for span in spans
        ]

    def _until(self, span: Span) -> str:
        return tr("not yet") if span.until is None else self._times.short(from_ms(span.until))
