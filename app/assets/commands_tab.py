"""Commands of an asset, and sending one to the assets that were found and chosen."""

from PySide6.QtCore import Slot

from app.shared.actions import Action
from app.shared.commands.tab import CommandsTab
from app.shared.table import RowTable
from domain.assets.queries import AssetRow
from domain.language import tr


class AssetCommandsTab(CommandsTab):
    """Sends to all assets that are chosen among those found, else to the one that is shown."""

    _found: RowTable[AssetRow] | None = None

    def heed(self, found: RowTable[AssetRow]) -> None:
        """The list in which several can be chosen."""
        self._found = found

    def actions_of_commands(self) -> tuple[Action, ...]:
        """What the page can do with commands."""
        return (Action("assets_command", tr("Send a command…"), self.send, "Ctrl+Shift+D", "send", self.can_send),)

    def can_send(self) -> bool:
        return self._which is not None

    @Slot()
    def send(self) -> None:
        """To all that are chosen."""
        several = self._found.selected() if self._found is not None and self._found.isVisible() else []
        if len(several) > 1:
            self.deeds.send_to_assets([row.id for row in several])
        else:
            super().send()
