"""The commands of an asset or a device as a tab beside it; its table is made when somebody looks."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.shared.commands.deeds import CommandDeeds
from app.shared.commands.log import CommandLog
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.later import Later
from app.shared.layout import column
from domain.monitoring.command_queries import Which


class CommandsTab(QWidget):
    """What was sent and what came of it; `send` is what the page means by sending."""

    told = Signal(object)
    """A `Notice`."""
    link_asked = Signal(object)
    """A `Link`."""

    def __init__(self, kit: Kit, desk: Desk, name: str) -> None:
        super().__init__()
        self._kit, self._desk, self._name = kit, desk, name
        self._which: Which | None = None
        self.deeds = CommandDeeds(kit, desk, self)
        self.place: Later[CommandLog] = Later(self._make)
        column(self).addWidget(self.place)
        self.deeds.told.connect(self.told)
        self.deeds.link_asked.connect(self.link_asked)

    def look_at(self, which: Which | None) -> None:
        """Show the commands of another record, or of the same one anew."""
        self._which = which
        if self.place.made is not None:
            self.place.made.look_at(which)

    @Slot()
    def send(self) -> None:
        """Send a command to what is shown."""
        if self._which is not None and self._which.device_id is not None:
            self.deeds.send_to_devices((self._which.device_id,))
        elif self._which is not None and self._which.asset_id is not None:
            self.deeds.send_to_assets((self._which.asset_id,))

    def _make(self) -> CommandLog:
        made = CommandLog(self._kit, self._desk, self._name)
        made.told.connect(self.told)
        made.link_asked.connect(self.link_asked)
        made.send_asked.connect(self.send)
        made.look_at(self._which)
        return made
