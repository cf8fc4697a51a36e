"""The tab of cover: what the customer pays for what, and under it how much of each limit is used."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.agreements.table import CoverLine, cover_columns
from app.agreements.used_bars import UsedBars
from app.shared.kit import Kit
from app.shared.layout import column
from app.shared.narrow import NarrowColumns
from app.shared.table import RowTable
from domain.language import tr

#: The columns that give way to narrow windows; the bars say what is used, tooltips what for.
LEAST = {"about": 660, "used": 800, "left": 860}


class CoverTab(QWidget):
    """A table, and bars below it."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.table: RowTable[CoverLine] = RowTable(cover_columns(kit.times), kit, "agreement_covers", tr("Cover"))
        self.table.set_empty(tr("Nothing is covered"), tr("Press C to say what is included."), "badge-check")
        self.bars = UsedBars(kit.times)
        self.setFocusProxy(self.table)
        NarrowColumns(self.table, LEAST)
        layout = column(self)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.bars)

    def show_covers(self, covers: Sequence[CoverLine], *, mark: bool) -> None:
        """Fill both."""
        self.table.set_rows(covers, mark=mark)
        self.bars.show_covers(covers)
