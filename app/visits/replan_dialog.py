"""The difference that planning anew would make, shown before it is made."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.shared.chips import Chip
from app.shared.columns import Column
from app.shared.days import short_day
from app.shared.dialog import FormDialog
from app.shared.filters import Chosen, Filter, FilterBar
from app.shared.kit import Kit
from app.shared.table import RowTable
from domain.language import tr, trn
from domain.visits.replan import Action
from domain.visits.replan_rows import ReplanRow

LEAST_WIDTH, LEAST_HEIGHT = 880, 320
EDGE = 16
QUIET = frozenset({Action.KEEP, Action.STAY})
"""What changes nothing."""
TONES = {Action.MOVE: "major", Action.ADD: "good", Action.REMOVE: "critical", Action.CHANGE: "info"}


class ReplanDialog(FormDialog):
    """Lists what becomes of every visit; what stays as it is stands aside until it is asked for."""

    def __init__(self, kit: Kit, rows: Sequence[ReplanRow], parent: QWidget) -> None:
        super().__init__(tr("Plan the visits anew?"), (), tr("Plan anew"), parent, replan_words(rows))
        self.setObjectName("dialog_replan")
        self.rows = tuple(rows)
        choices = tuple((each.value, each.label) for each in Action)
        self.filters = FilterBar([Filter("action", tr("all visits"), choices)])
        self.table: RowTable[ReplanRow] = RowTable(replan_columns(), kit, "visits_replan", tr("What would change"))
        self.table.set_empty(tr("Nothing would change"), tr("Every visit stands as it is agreed."), "circle-check")
        self.table.setMinimumHeight(LEAST_HEIGHT)
        self.setMinimumWidth(LEAST_WIDTH)
        self.middle.setContentsMargins(EDGE, 0, 0, 0)
        self.middle.addWidget(self.filters)
        self.middle.addWidget(self.table, 1)
        self.submit_button.setEnabled(any(row.action not in QUIET for row in rows))
        self.filters.changed.connect(self._on_filtered)
        self.filters.choose({"action": [each.value for each in Action if each not in QUIET]})

    @Slot(object)
    def _on_filtered(self, chosen: Chosen) -> None:
        wanted = chosen["action"]
        self.table.set_rows([row for row in self.rows if not wanted or row.action.value in wanted], mark=False)


def replan_columns() -> tuple[Column[ReplanRow], ...]:
    """What becomes of each visit, from which day to which, and why."""
    return (
        Column("action", tr("What"), lambda row: row.action.label, width=104, chip=_chip),
        Column("line", tr("Service"), lambda row: row.line, width=150, strong=True, tip=lambda row: row.line),
        Column("due", tr("Due"), lambda row: short_day(row.due), sort=lambda row: row.due, width=100, muted=True),
        Column("before", tr("From"), lambda row: short_day(row.before), sort=lambda row: row.before, width=100),
        Column("after", tr("To"), lambda row: short_day(row.after), sort=lambda row: row.after, width=100),
        Column("order", tr("Order"), lambda row: row.order, width=92, muted=True),
        Column("why", tr("Why"), lambda row: row.why, width=150, stretch=True, muted=True, tip=lambda row: row.why),
    )


def replan_words(rows: Sequence[ReplanRow]) -> str:
    """How many visits are moved, made, taken away, changed, and how many stay."""
    actions = Counter(row.action for row in rows)
    stay = actions[Action.KEEP] + actions[Action.STAY]
    parts = (
        (trn("{count} moved", "{count} moved", actions[Action.MOVE]), actions[Action.MOVE]),
        (trn("{count} new", "{count} new", actions[Action.ADD]), actions[Action.ADD]),
        (trn("{count} removed", "{count} removed", actions[Action.REMOVE]), actions[Action.REMOVE]),
        (trn("{count} changed", "{count} changed", actions[Action.CHANGE]), actions[Action.CHANGE]),
        (trn("{count} stays", "{count} stay", stay), stay),
    )
    said = " · ".join(words for words, count in parts if count)
    kept = tr("What is booked, begun, moved by hand or done stays where it is.")
    return f"{said}. {kept}" if said else tr("No visit is to come.")


def _chip(row: ReplanRow) -> Chip:
    return Chip(row.action.label, TONES.get(row.action, "neutral"), soft=True)
