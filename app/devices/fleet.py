"""The fleet: every device of an asset and how it stands, told anew each second."""

from collections.abc import Sequence

from app.devices.rows import FleetRow
from app.devices.table import fleet_columns
from app.shared.kit import Kit
from app.shared.table import RowTable
from domain.language import tr


class FleetTable(RowTable[FleetRow]):
    """The devices that fit search and filter; the selected ones stay selected as the seconds pass."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(fleet_columns(kit.times), kit, "devices_fleet", tr("Fleet"))
        self._all: Sequence[FleetRow] = ()
        self._words: list[str] = []
        self._standings: frozenset[str] = frozenset()
        self._tell_why_empty()

    def show_fleet(self, rows: Sequence[FleetRow]) -> None:
        self._all = rows
        self._tell_why_empty()
        self._show()

    def _tell_why_empty(self) -> None:
        if self._all:
            hint = tr("Claim an unclaimed device, or clear the search and the filter.")
        else:
            hint = tr(
                "Start Callout with --broker mqtt://host:1883. A device that publishes waits under “Unclaimed” by"
                " itself; claim it for its asset, and it stands here."
            )
        self.set_empty(tr("No device here"), hint, "radio-tower")

    def search(self, words: str) -> None:
        self._words = words.casefold().split()
        self._show()

    def filter(self, standings: frozenset[str]) -> None:
        """Show only devices that stand like this; nothing means any."""
        self._standings = standings
        self._show()

    def all_rows(self) -> Sequence[FleetRow]:
        """Also those that search or filter hide."""
        return self._all

    def _show(self) -> None:
        self.set_rows([row for row in self._all if self._fits(row)], mark=False)
        self.row_model().retell()

    def _fits(self, row: FleetRow) -> bool:
        return (not self._standings or row.standing.value in self._standings) and (
            not self._words or all(word in row.words for word in self._words)
        )
