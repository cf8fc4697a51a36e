"""Commands of a device, and sending one to the devices that are chosen."""

from PySide6.QtCore import Slot

from app.devices.fleet import FleetTable
from app.devices.rows import FleetRow
from app.shared.actions import Action
from app.shared.commands.tab import CommandsTab
from app.shared.desk import Desk
from app.shared.kit import Kit
from domain.language import tr
from domain.monitoring.command_queries import Which


class DeviceCommandsTab(CommandsTab):
    """Follows the device that is chosen in the fleet."""

    def __init__(self, kit: Kit, desk: Desk, fleet: FleetTable) -> None:
        super().__init__(kit, desk, "device")
        self._fleet = fleet
        fleet.row_chosen.connect(self._on_chosen)

    def action(self) -> Action:
        """What the page can do with commands."""
        return Action("devices.command", tr("Send a command…"), self.send, "Ctrl+Shift+D", "send", self.can_send)

    def can_send(self) -> bool:
        return self._fleet.isVisible() and bool(self._fleet.selected())

    @Slot()
    def send(self) -> None:
        """To all that are chosen."""
        self.deeds.send_to_devices([row.id for row in self._fleet.selected()])

    @Slot(object)
    def _on_chosen(self, device: FleetRow | None) -> None:
        self.look_at(None if device is None else Which(device_id=device.id))
