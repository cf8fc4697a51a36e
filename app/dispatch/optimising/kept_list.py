"""The proposals that are kept: when, by whom, how many changes wait for a decision, and what they would save."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from app.dispatch.optimising.values import Kept
from app.shared.columns import RIGHT, Column
from app.shared.kit import Kit
from app.shared.layout import column, label, row
from app.shared.narrow import NarrowColumns
from app.shared.table import RowTable
from app.shared.times import Times
from domain.language import tr
from domain.planning.model import ProposalStatus

LEAST = {"goals": 680, "cost": 560, "status": 430}
LEAST_HEIGHT = 120


class KeptList(QWidget):
    """Any of them is opened by Enter, a double click or the button."""

    open_asked = Signal(int)
    """The id of a proposal."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.table = RowTable(columns(kit.times), kit, "optimising_kept", tr("Proposals"))
        self.open_button = QPushButton(tr("Open the proposal"))
        self.open_button.setObjectName("optimise_open")
        NarrowColumns(self.table, LEAST)
        self.table.set_empty(tr("No proposals"), tr("What the optimiser finds is kept here for 30 days."))
        self.table.setMinimumHeight(LEAST_HEIGHT)
        head = row(margins=(12, 8, 12, 4), spacing=8)
        head.addWidget(label(tr("Proposals"), "heading"))
        head.addStretch(1)
        head.addWidget(self.open_button)
        whole = column(self)
        whole.addLayout(head)
        whole.addWidget(self.table, 1)
        self.table.row_opened.connect(self._on_opened)
        self.table.row_chosen.connect(self._on_chosen)
        self.open_button.clicked.connect(self._on_open)
        self._on_chosen(None)

    @Slot(object)
    def show_kept(self, kept: Sequence[Kept]) -> None:
        """List these."""
        self.table.set_rows(kept)

    @Slot(object)
    def _on_chosen(self, chosen: Kept | None) -> None:
        self.open_button.setEnabled(chosen is not None)

    @Slot(object)
    def _on_opened(self, opened: Kept) -> None:
        self.open_asked.emit(opened.id)

    @Slot()
    def _on_open(self) -> None:
        chosen = self.table.chosen()
        if chosen is not None:
            self.open_asked.emit(chosen.id)


def columns(times: Times) -> tuple[Column[Kept], ...]:
    """Of each proposal where it comes from, what it would save, and what became of it."""
    return (
        Column(
            "when",
            tr("When"),
            lambda row: times.short(row.origin.at),
            sort=lambda row: row.origin.at,
            width=96,
            tip=lambda row: times.full(row.origin.at),
            ticking=True,
        ),
        Column("by", tr("By"), lambda row: row.origin.by, width=92, tip=lambda row: row.origin.by),
        Column("goals", tr("Goals"), lambda row: row.origin.goals, width=110, tip=lambda row: row.origin.goals),
        Column(
            "open",
            tr("To decide"),
            lambda row: times.number(row.open) if row.open else "",
            sort=lambda row: row.open,
            align=RIGHT,
            width=76,
            strong=True,
        ),
        Column("cost", tr("Cost"), lambda row: cost(row, times), sort=lambda row: row.after, align=RIGHT, width=130),
        Column("status", tr("Status"), status, width=120, stretch=True, muted=True, tip=status),
    )


def cost(kept: Kept, times: Times) -> str:
    """Before and after; only after where nobody knows what it costs so far."""
    if kept.after is None:
        return ""
    after = times.number(kept.after)
    return after if kept.before is None else tr("{before} → {after}", before=times.number(kept.before), after=after)


def status(kept: Kept) -> str:
    """What became of it; where nothing was found to be changed, that."""
    if kept.status is ProposalStatus.READY and not kept.open:
        return tr("Nothing to change")
    return kept.status.label
