"""A proposed plan beside the board: what it costs, its changes to be ticked, and what becomes of it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from app.dispatch.optimising.change_table import ChangeTable
from app.dispatch.optimising.head import ProposalHead
from app.dispatch.optimising.values import Line, Proposed
from app.shared.filters import Filter, FilterBar
from app.shared.kit import Kit
from app.shared.layout import column, row
from app.shared.narrow import NarrowColumns
from domain.language import tr
from domain.planning.model import ChangeKind

KIND = "kind"
LEAST = {"before": 560, "why": 700, "cost": 420}


class Proposal(QWidget):
    """Holds the lines with their ticks; says which are to be accepted."""

    accept_asked = Signal(object)
    """The `Line`s to be accepted, as a tuple."""
    discard_asked = Signal()
    lines_changed = Signal()
    """Other lines are shown or ticked."""
    chosen = Signal(object)
    """The `Line` that was chosen in the table, or None."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._lines: tuple[Line, ...] = ()
        self._following = False
        self.head = ProposalHead(kit)
        kinds = [(kind.value, kind.label.casefold()) for kind in ChangeKind]
        self.filters = FilterBar([Filter(KIND, tr("all changes"), tuple(kinds))])
        self.table = ChangeTable(kit)
        NarrowColumns(self.table, LEAST)
        self.all_button = QPushButton(tr("Accept all"))
        self.ticked_button = QPushButton(tr("Accept ticked"))
        self.discard_button = QPushButton(tr("Discard"))
        self._arrange()
        self._connect()

    @property
    def lines(self) -> tuple[Line, ...]:
        """Everything proposed, shown in the table or not."""
        return self._lines

    def show_proposed(self, proposed: Proposed) -> None:
        """Show another plan, everything ticked that can be accepted."""
        self._show_head(proposed)
        self.set_lines(tuple(replace(each, ticked=each.acceptable) for each in proposed.lines))

    @Slot(object)
    def renew(self, proposed: Proposed) -> None:
        """Show the same plan as it is now; what was not ticked stays so."""
        unticked = {each.id for each in self._lines if not each.ticked}
        self._show_head(proposed)
        lines = (replace(each, ticked=each.acceptable and each.id not in unticked) for each in proposed.lines)
        self.set_lines(tuple(lines))

    def set_lines(self, lines: Sequence[Line]) -> None:
        """The same plan with other ticks, or after something happened to it."""
        self._lines = tuple(lines)
        self._list()
        many, ticked = len(self._acceptable()), len(self._ticked())
        self.all_button.setEnabled(bool(many))
        self.ticked_button.setEnabled(bool(ticked) and ticked < many)
        self.ticked_button.setText(tr("Accept {count} ticked", count=ticked))
        self.lines_changed.emit()

    def choose(self, line_id: int | None) -> None:
        """Choose the line of what was chosen on the board, without a signal."""
        self._following = True
        if line_id is None or not self.table.choose(line_id):
            self.table.clearSelection()
            self.table.selectionModel().clearCurrentIndex()
        self._following = False

    def line(self, line_id: int) -> Line | None:
        """The line with this id."""
        return next((each for each in self._lines if each.id == line_id), None)

    def of_booking(self, booking_id: int) -> Line | None:
        """The line of a booking that is there already."""
        return next((each for each in self._lines if each.booking_id == booking_id), None)

    def of_order(self, order_id: int) -> Line | None:
        """The first line of an order that waits."""
        return next((each for each in self._lines if each.order_id == order_id and each.booking_id is None), None)

    def _show_head(self, proposed: Proposed) -> None:
        self.head.show_proposed(proposed)
        if proposed.note:
            self.table.set_empty(tr("No plan was found"), proposed.note, "triangle-alert")
        else:
            hint = tr("The plan in force is as good as what was found.")
            self.table.set_empty(tr("Nothing to change"), hint, "circle-check")

    def _acceptable(self) -> tuple[Line, ...]:
        return tuple(each for each in self._lines if each.acceptable)

    def _ticked(self) -> tuple[Line, ...]:
        return tuple(each for each in self._acceptable() if each.ticked)

    def _list(self) -> None:
        wanted = self.filters.chosen()[KIND]
        self._following = True
        self.table.set_rows([each for each in self._lines if not wanted or each.kind.value in wanted], mark=False)
        self._following = False

    def _arrange(self) -> None:
        self.all_button.setProperty("role", "primary")
        for name, button in (
            ("all", self.all_button),
            ("ticked", self.ticked_button),
            ("discard", self.discard_button),
        ):
            button.setObjectName(f"optimise_{name}")
        above = column(margins=(12, 8, 12, 4), spacing=6)
        above.addWidget(self.head)
        line = row(spacing=8)
        line.addWidget(self.filters, 1)
        for button in (self.discard_button, self.ticked_button, self.all_button):
            line.addWidget(button)
        above.addLayout(line)
        whole = column(self)
        whole.addLayout(above)
        whole.addWidget(self.table, 1)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.filters.changed.connect(self._on_filtered)
        self.table.tick_asked.connect(self._on_tick)
        self.table.row_chosen.connect(self._on_chosen)
        self.all_button.clicked.connect(self._on_all)
        self.ticked_button.clicked.connect(self._on_ticked)
        self.discard_button.clicked.connect(self.discard_asked)

    @Slot(object)
    def _on_filtered(self, _chosen: Mapping[str, frozenset[str]]) -> None:
        self._list()

    @Slot(object, bool)
    def _on_tick(self, ids: frozenset[int], ticked: bool) -> None:
        self.set_lines([replace(each, ticked=ticked) if each.id in ids else each for each in self._lines])

    @Slot(object)
    def _on_chosen(self, line: Line | None) -> None:
        if not self._following:
            self.chosen.emit(line)

    @Slot()
    def _on_all(self) -> None:
        self.accept_asked.emit(self._acceptable())

    @Slot()
    def _on_ticked(self) -> None:
        self.accept_asked.emit(self._ticked())
