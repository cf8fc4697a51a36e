"""A proposed plan beside the board: what it costs, its changes to be ticked, and what becomes of it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from app.dispatch.optimising.beside import Beside
from app.dispatch.optimising.change_table import ChangeTable
from app.dispatch.optimising.head import ProposalHead
from app.dispatch.optimising.line_detail import LineDetail
from app.dispatch.optimising.put_away import PutAway
from app.dispatch.optimising.values import Line, Proposed
from app.shared.filters import Filter, FilterBar
from app.shared.flow import FlowLayout
from app.shared.kit import Kit
from app.shared.layout import column, label
from app.shared.loading import LoadingVeil
from app.shared.narrow import NarrowColumns
from domain.language import tr, trn
from domain.planning.model import ChangeKind

KIND = "kind"
LEAST = {"before": 690, "why": 780, "cost": 420}
#: From this width on the detail of a line stands beside the table.
WIDE = 620
SHARES = (5, 2)
ACROSS, DOWN = 8, 6


class Proposal(QWidget):
    """Holds the lines with their ticks; says which are to be accepted."""

    accept_asked = Signal(object)
    """The `Line`s to be accepted, as a tuple."""
    discard_asked = Signal()
    leave_asked = Signal()
    """It shall be decided later."""
    newer_asked = Signal(int)
    """The id of a proposal that stands in the place of this one."""
    lines_changed = Signal()
    """Other lines are shown or ticked."""
    chosen = Signal(object)
    """The `Line` that was chosen in the table, or None."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._lines: tuple[Line, ...] = ()
        self._proposed = Proposed(0, ())
        self._obstacles: Mapping[int, str] = {}
        self._following = self._working = False
        self.head = ProposalHead(kit)
        kinds = [(kind.value, kind.label.casefold()) for kind in ChangeKind]
        self.filters = FilterBar([Filter(KIND, tr("all changes"), tuple(kinds))])
        self.table = ChangeTable(kit)
        self.detail = LineDetail(kit)
        self._veil = LoadingVeil(kit.theme, self.table)
        NarrowColumns(self.table, LEAST)
        self.all_button = QPushButton(tr("Accept all"))
        self.ticked_button = QPushButton(tr("Accept ticked"))
        self.discard_button = QPushButton(tr("Discard"))
        self.leave_button = QPushButton(tr("Decide later"))
        self.working = label("", "muted")
        self.note = label("", "wrong", wrap=True)
        self.note.hide()
        self.put_away = PutAway()
        self._arrange()
        self._connect()

    @property
    def lines(self) -> tuple[Line, ...]:
        """Everything proposed, shown in the table or not."""
        return self._lines

    @property
    def working_on(self) -> bool:
        """Whether changes are being made on the board."""
        return self._working

    def show_proposed(self, proposed: Proposed) -> None:
        """Show another plan, everything ticked that can be accepted."""
        self._obstacles = {}
        self.head.notes_button.setChecked(False)
        self._show_head(proposed)
        self.set_lines(tuple(replace(each, ticked=each.acceptable) for each in proposed.lines))

    @Slot(object)
    def renew(self, proposed: Proposed) -> None:
        """Show the same plan as it is now; what was not ticked stays so."""
        unticked = {each.id for each in self._lines if not each.ticked}
        self._show_head(proposed)
        lines = (replace(each, ticked=each.acceptable and each.id not in unticked) for each in proposed.lines)
        self.set_lines(tuple(lines))

    @Slot(object)
    def mark(self, obstacles: Mapping[int, str]) -> None:
        """Say at each line what stands in its way at this moment, by its id; at all others nothing."""
        if obstacles != self._obstacles:
            self._obstacles = obstacles
            self.set_lines(self._lines)

    @Slot(int)
    def set_working(self, changes: int) -> None:
        """So many changes are being made on the board, and nothing can be asked for; 0 once that is over."""
        self._working = bool(changes)
        self.working.setText(trn("Making {count} change…", "Making {count} changes…", changes) if changes else "")
        self._veil.set_loading(self._working)
        self._enable()

    def set_lines(self, lines: Sequence[Line]) -> None:
        """The same plan with other ticks, or after something happened to it."""
        self._lines = tuple(replace(each, hindered=self._obstacles.get(each.id, "")) for each in lines)
        self._list()
        self._enable()
        if not self.head.notes_button.isChecked():
            self.detail.show_line(self.table.chosen())
        self.lines_changed.emit()

    def choose(self, line_id: int | None) -> None:
        """Choose the line of what was chosen on the board, without a signal."""
        self._following = True
        if line_id is None or not self.table.choose(line_id):
            self.table.clearSelection()
            self.table.selectionModel().clearCurrentIndex()
        self._following = False
        self._tell_line()

    def line(self, line_id: int) -> Line | None:
        """The line with this id."""
        return next((each for each in self._lines if each.id == line_id), None)

    def of_booking(self, booking_id: int) -> Line | None:
        """The line of a booking that is there already."""
        return next((each for each in self._lines if each.booking_id == booking_id), None)

    def of_order(self, order_id: int) -> Line | None:
        """The first line of an order that waits."""
        return next((each for each in self._lines if each.order_id == order_id and each.booking_id is None), None)

    def _enable(self) -> None:
        many, ticked = len(self._acceptable()), len(self._ticked())
        self.all_button.setEnabled(bool(many) and not self._working)
        self.ticked_button.setEnabled(bool(ticked) and ticked < many and not self._working)
        self.ticked_button.setText(tr("Accept {count} ticked", count=ticked))
        self.discard_button.setEnabled(self._proposed.open and not self._working)
        self.leave_button.setEnabled(not self._working)
        self.leave_button.setText(tr("Decide later") if self._proposed.open else tr("Close"))

    def _show_head(self, proposed: Proposed) -> None:
        self._proposed = proposed
        self.head.show_proposed(proposed)
        self.put_away.show_proposed(proposed)
        self.note.setText(proposed.note)
        self.note.setVisible(bool(proposed.note and proposed.lines))  # an empty table says it itself
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
            ("leave", self.leave_button),
        ):
            button.setObjectName(f"optimise_{name}")
        above = column(margins=(12, 8, 12, 4), spacing=6)
        above.addWidget(self.put_away)
        above.addWidget(self.head)
        above.addWidget(self.note)
        deciding = QWidget()
        flow = FlowLayout(deciding, ACROSS, DOWN)
        for each in (self.all_button, self.ticked_button, self.discard_button, self.leave_button):
            flow.addWidget(each)
        flow.addWidget(self.filters)
        flow.addWidget(self.head.notes_button)
        flow.addWidget(self.working)
        above.addWidget(deciding)
        whole = column(self)
        whole.addLayout(above)
        whole.addWidget(Beside(self.table, self.detail, WIDE, SHARES), 1)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.filters.changed.connect(self._on_filtered)
        self.table.tick_asked.connect(self._on_tick)
        self.table.row_chosen.connect(self._on_chosen)
        self.all_button.clicked.connect(self._on_all)
        self.ticked_button.clicked.connect(self._on_ticked)
        self.discard_button.clicked.connect(self.discard_asked)
        self.leave_button.clicked.connect(self.leave_asked)
        self.head.notes_asked.connect(self._on_notes)
        self.put_away.newer_asked.connect(self.newer_asked)

    @Slot(object)
    def _on_filtered(self, _chosen: Mapping[str, frozenset[str]]) -> None:
        self._list()

    @Slot(object, bool)
    def _on_tick(self, ids: frozenset[int], ticked: bool) -> None:
        self.set_lines([replace(each, ticked=ticked) if each.id in ids else each for each in self._lines])

    @Slot(object)
    def _on_chosen(self, line: Line | None) -> None:
        if not self._following:
            self._tell_line()
            self.chosen.emit(line)

    @Slot(bool)
    def _on_notes(self, asked: bool) -> None:
        if asked:
            self.detail.show_notes(self._proposed)
        else:
            self._tell_line()

    def _tell_line(self) -> None:
        """What is to be said of the chosen line."""
        self.head.notes_button.setChecked(False)
        self.detail.show_line(self.table.chosen())

    @Slot()
    def _on_all(self) -> None:
        self.accept_asked.emit(self._acceptable())

    @Slot()
    def _on_ticked(self) -> None:
        self.accept_asked.emit(self._ticked())
