"""Scenarios side by side, below what could not be supposed, and what becomes of the chosen one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QWidget

from app.dispatch.whatif.figure_rows import base_of
from app.dispatch.whatif.table import CompareTable
from app.dispatch.whatif.values import Compared
from app.shared.kit import Kit
from app.shared.layout import column, label, line
from domain.language import tr

#: How much of the height the sentences below may take; one line they always get.
SHARE = 0.3
ABOVE, BELOW = 5, 5


class Comparison(QWidget):
    """Columns come and go; the chosen one can be kept, proposed or thrown away."""

    keep_asked = Signal(object)
    """The chosen `Compared`."""
    propose_asked = Signal(object)
    drop_asked = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.table = CompareTable(kit)
        self.keep_button = QPushButton(tr("Keep"))
        self.propose_button = QPushButton(tr("Make a proposal"))
        self.drop_button = QPushButton(tr("Throw away"))
        self.against = label("", "hint")
        self.counted = label("", "hint", wrap=True)
        self.told = label("", "", wrap=True)
        self.tools: tuple[QWidget, ...] = (self.keep_button, self.propose_button, self.drop_button)
        self._area, self._inside = QScrollArea(), QWidget()
        self._rule = line()
        self._arrange()
        self.table.column_chosen.connect(self._on_chosen)
        self.keep_button.clicked.connect(self._on_keep)
        self.propose_button.clicked.connect(self._on_propose)
        self.drop_button.clicked.connect(self._on_drop)
        self.show_columns(())

    def show_columns(self, columns: Sequence[Compared]) -> None:
        """Compare these; what came to nothing everywhere is explained instead."""
        columns = tuple(columns)
        if columns and all(each.figures is None for each in columns):
            why = "\n".join(dict.fromkeys(sentence for each in columns for sentence in each.told))
            self.table.set_empty(tr("Nothing could be compared"), why, "triangle-alert")
            columns = ()
        elif not columns:
            hint = tr("Put scenarios together and compare them, or show some that were kept.")
            self.table.set_empty(tr("Nothing is compared yet"), hint)
        self.table.set_columns(columns)
        base = base_of(columns)
        several = base is not None and len(columns) > 1
        self.against.setText(tr("Differences are to “{name}”.", name=base.name) if base and several else "")
        self.counted.setText(_counted(columns))
        self.told.setText("\n".join(_told(columns)))
        sentences = (self.told, self.against, self.counted)
        for words in sentences:
            words.setVisible(bool(words.text()))
        for each in (self._area, self._rule):
            each.setVisible(any(words.text() for words in sentences))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Sentences scroll, so that the table keeps most of the room; no line of them is cut."""
        inside = self._inside
        wanted = inside.heightForWidth(self.width()) if inside.hasHeightForWidth() else inside.sizeHint().height()
        line = self.told.fontMetrics().lineSpacing()
        lines = max(1, int((self.height() * SHARE - ABOVE - BELOW) // line))
        self._area.setFixedHeight(min(wanted, ABOVE + lines * line + BELOW))

    def _arrange(self) -> None:
        for name, button in (
            ("keep", self.keep_button),
            ("propose", self.propose_button),
            ("drop", self.drop_button),
        ):
            button.setObjectName(f"whatif_{name}")
            button.setEnabled(False)
        below = column(self._inside, margins=(16, ABOVE, 12, BELOW))
        for words in (self.counted, self.told, self.against):
            below.addWidget(words)
        below.addStretch(1)
        self._area.setWidget(self._inside)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self.told.setAccessibleName(tr("What could not be supposed or planned"))
        whole = column(self)
        whole.addWidget(self.table, 1)
        whole.addWidget(self._rule)
        whole.addWidget(self._area)
        self.setFocusProxy(self.table)

    @Slot(object)
    def _on_chosen(self, chosen: Compared | None) -> None:
        self.keep_button.setEnabled(chosen is not None and chosen.can_be_kept)
        self.propose_button.setEnabled(chosen is not None and chosen.can_be_proposed)
        self.drop_button.setEnabled(chosen is not None and not chosen.planned)
        self.drop_button.setText(
            tr("Hide") if chosen is not None and chosen.scenario_id is not None else tr("Throw away")
        )
        self.propose_button.setToolTip(_why_not(chosen))

    @Slot()
    def _on_keep(self) -> None:
        self._leave()
        self.keep_button.setEnabled(False)
        self.keep_asked.emit(self.table.chosen())

    @Slot()
    def _on_propose(self) -> None:
        self._leave()
        self.propose_button.setEnabled(False)
        self.propose_asked.emit(self.table.chosen())

    def _leave(self) -> None:
        """Else the keyboard would fall from a button that can be pressed once on the next one, which does more."""
        if any(button.hasFocus() for button in self.tools):
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_drop(self) -> None:
        self._leave()
        self.drop_asked.emit(self.table.chosen())


def _why_not(chosen: Compared | None) -> str:
    """Why the plan of a column cannot be proposed."""
    if chosen is None:
        return tr("Choose a column first")
    if chosen.can_be_proposed or chosen.outcome is None or chosen.planned:
        return ""
    return tr("Its plan needs people, orders or promises that are not there.")


def _counted(columns: Sequence[Compared]) -> str:
    """Why these costs are higher than those of a proposal for the same days."""
    if not any(each.figures is not None and each.figures.never for each in columns):
        return ""
    return tr("These costs count orders that cannot be planned at all as left out; those of a proposal do not.")


def _told(columns: Sequence[Compared]) -> list[str]:
    """What is told of the plan in force holds for all columns, is no news of any of them, and comes last."""
    everywhere = [each for each in columns if each.planned and each.figures is not None]
    some = [
        tr("{name}: {sentence}", name=each.name, sentence=sentence)
        for each in columns
        if each not in everywhere
        for sentence in each.told
    ]
    return [*some, *(sentence for each in everywhere for sentence in each.told)]
