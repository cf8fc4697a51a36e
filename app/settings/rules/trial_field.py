"""The button that tries the rule on the past as it stands in the form, beside the one that is saved."""

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QWidget

from app.settings.asking_field import AskingField
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.layout import column, label, row
from app.shared.trials.values import Candidate
from app.shared.trials.window import TrialWindow
from domain.errors import Refusal
from domain.language import tr
from domain.monitoring.definitions.checking import check
from domain.monitoring.definitions.definition import Definition
from domain.monitoring.rule_service import RuleDraft


class TrialField(AskingField):
    """Has no value of its own; `take` gives what a try led to, once."""

    def __init__(self, name: str, title: str, kit: Kit, desk: Desk) -> None:
        whole = QWidget()
        super().__init__(name, title, whole)
        self._kit, self._desk = kit, desk
        self._candidate: Candidate | None = None
        self._why_not = ""
        self._rule_id: int | None = None
        self._window: TrialWindow | None = None
        self._taken: Definition | None = None
        self._switched_on = False
        self.button = QPushButton(tr("Try on the past…"))
        kit.theme.dress(self.button, "history")
        self.button.setToolTip(tr("What alerts and orders it would have raised, beside the rule as it is saved"))
        self.said = label("", "wrong", wrap=True)
        self.said.hide()
        beside = row()
        beside.addWidget(self.button)
        beside.addStretch(1)
        lines = column(whole, spacing=4)
        lines.addLayout(beside)
        lines.addWidget(self.said)
        whole.setFocusProxy(self.button)
        self.button.clicked.connect(self.open)

    @property
    def window(self) -> TrialWindow:
        """Made when somebody first looks."""
        if self._window is None:
            self._window = TrialWindow(self._kit, self._desk, self.widget)
            self._window.taken.connect(self._on_taken)
            self._window.save_asked.connect(self._on_save)
            self._window.link_asked.connect(self.link_asked)
        return self._window

    def value(self) -> None:
        return None

    def set_value(self, value: Any) -> None:
        """There is nothing to fill in."""

    def take(self) -> tuple[Definition | None, bool]:
        """What shall stand in the form since it was asked for last, and whether the rule is switched on."""
        taken = self._taken, self._switched_on
        self._taken, self._switched_on = None, False
        return taken

    def belong_to(self, rule_id: int | None) -> None:
        """The form shows this rule, or a new one; what is tried of another one must not end up in it."""
        if rule_id != self._rule_id:
            self._rule_id = rule_id
            if self._window is not None:
                self._window.reject()

    def show_candidate(self, candidate: Candidate) -> None:
        """What would be tried."""
        self._candidate, self._why_not = candidate, ""
        self._say("")

    def refuse(self, sentence: str) -> None:
        """What stands in the form cannot be tried as it is."""
        self._candidate, self._why_not = None, sentence

    @Slot()
    def open(self) -> None:
        """Try what stands in the form."""
        self._say(self._why_not)
        if self._candidate is None:
            return
        try:
            check(self._candidate.draft.definition)
        except Refusal as refusal:
            self._say(str(refusal))
        else:
            self.window.begin(self._candidate)

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))

    @Slot(object)
    def _on_taken(self, definition: Definition) -> None:
        self._taken = definition
        self.edited.emit()

    @Slot(object)
    def _on_save(self, draft: RuleDraft) -> None:
        self._taken, self._switched_on = draft.definition, True
        self.edited.emit()
        self.save_asked.emit()
