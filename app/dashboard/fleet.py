"""How the fleet stands: one strip of all devices, and the counts behind it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.dashboard.bars import Segment, Strip
from app.dashboard.figure import CountLine
from app.dashboard.live import Live
from app.shared.kit import Kit
from app.shared.layout import column
from domain.language import tr


class FleetSection(QWidget):
    """Devices heard, silent, offline and unclaimed, and messages rejected."""

    opened = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.strip = Strip(kit.theme, tr("Devices by how they stand"))
        self.heard = CountLine(kit.theme, tr("Heard in the last 2 minutes"), "good")
        self.silent = CountLine(kit.theme, tr("Silent"), "major")
        self.offline = CountLine(kit.theme, tr("Offline"), "critical")
        self.unclaimed = CountLine(kit.theme, tr("Unclaimed"), "info")
        self.rejected = CountLine(kit.theme, tr("Rejected in 10 minutes"), "neutral")
        layout = column(self, spacing=0)
        strip = column(margins=(8, 6, 8, 6))
        strip.addWidget(self.strip)
        layout.addLayout(strip)
        for each in (self.heard, self.silent, self.offline, self.unclaimed, self.rejected):
            each.clicked.connect(self.opened)
            layout.addWidget(each)
        layout.addStretch(1)

    def show_live(self, live: Live) -> None:
        health = live.health
        self._tell(self.heard, health.heard)
        self._tell(self.silent, health.silent)
        self._tell(self.offline, health.offline)
        ever = tr("{count} messages were rejected since the beginning", count=self._kit.times.number(health.rejected))
        self._tell(self.rejected, live.rejected_lately, ever if health.rejected else "")
        parts = (
            Segment(health.heard, "good"),
            Segment(health.silent, "major"),
            Segment(health.offline, "critical"),
        )
        tip = tr(
            "{heard} heard, {silent} silent, {offline} offline",
            heard=health.heard,
            silent=health.silent,
            offline=health.offline,
        )
        self.strip.show_segments(parts, tip)

    def show_unclaimed(self, count: int) -> None:
        self._tell(self.unclaimed, count)

    def _tell(self, target: CountLine, count: int, tip: str = "") -> None:
        target.tell(count, self._kit.times.number(count), tip)
