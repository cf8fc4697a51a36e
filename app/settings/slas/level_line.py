"""One level of an SLA: at which share of the time what is done."""

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit

from app.shared.calm import CalmCombo, CalmSpin
from app.shared.rows_field import Line
from app.shared.theme import Theme
from domain.language import tr
from domain.sla.clock import TargetKind
from domain.sla.draft import MOST_PERCENT, LevelDraft
from domain.sla.model import LevelAction

KINDS: tuple[TargetKind | None, ...] = (None, *TargetKind)
ACTIONS = tuple(LevelAction)
AT_FIRST = 75


class LevelLine(Line):
    """Percent, of which promise, what is done, and to whom the order is given."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._percent = CalmSpin()
        self._percent.setRange(1, MOST_PERCENT)
        self._percent.setValue(AT_FIRST)
        self._percent.setSuffix(tr(" %"))
        self._percent.setAccessibleName(tr("Share of the time"))
        self._kind = CalmCombo()
        self._kind.addItems([kind.label if kind else tr("each promise") for kind in KINDS])
        self._kind.setAccessibleName(tr("Of which promise"))
        self._action = CalmCombo()
        self._action.addItems([action.label for action in ACTIONS])
        self._action.setAccessibleName(tr("What is done"))
        self._responsible = QLineEdit()
        self._responsible.setPlaceholderText(tr("User name"))
        self._responsible.setAccessibleName(tr("To whom it is given"))
        for widget in (self._percent, self._kind, self._action):
            self.inputs.addWidget(widget)
        self.inputs.addWidget(self._responsible, 1)
        self.inputs.addStretch(0)
        self._percent.valueChanged.connect(self.tell)
        self._kind.currentIndexChanged.connect(self.tell)
        self._action.currentIndexChanged.connect(self._on_action)
        self._responsible.textChanged.connect(self.tell)
        self._show_responsible()

    def value(self) -> LevelDraft:
        return LevelDraft(
            self._percent.value(),
            ACTIONS[self._action.currentIndex()],
            KINDS[self._kind.currentIndex()],
            self._responsible.text().strip() if self._gives_away() else "",
        )

    def set_value(self, value: Any) -> None:
        if isinstance(value, LevelDraft):
            self._percent.setValue(value.percent)
            self._kind.setCurrentIndex(KINDS.index(value.kind))
            self._action.setCurrentIndex(ACTIONS.index(value.action))
            self._responsible.setText(value.responsible)

    def _gives_away(self) -> bool:
        return ACTIONS[self._action.currentIndex()] is LevelAction.REASSIGN

    def _show_responsible(self) -> None:
        self._responsible.setVisible(self._gives_away())

    @Slot()
    def _on_action(self) -> None:
        self._show_responsible()
        self.edited.emit()
