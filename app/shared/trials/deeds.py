"""The rule of an alert, tried on the past where there is no form of it."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from app.shared.desk import Desk
from app.shared.entry import Entry
from app.shared.kit import Kit
from app.shared.links import Notice
from app.shared.trials.values import Candidate
from app.shared.trials.window import TrialWindow
from domain.language import tr
from domain.monitoring.rule_service import RuleDraft, change_rule
from domain.monitoring.trying import RuleBehind, rule_behind
from domain.store.unit_of_work import UnitOfWork


class TrialDeeds(QObject):
    """Opens the window over a page, and saves what comes of it."""

    told = Signal(object)
    """A `Notice`."""
    link_asked = Signal(object)
    """The `Link` to an asset or an order."""

    def __init__(self, kit: Kit, desk: Desk, pane: QWidget) -> None:
        super().__init__(pane)
        self._kit, self._desk, self._pane = kit, desk, pane
        self._entry = Entry(kit, desk, pane)
        self._entry.told.connect(self.told)
        self._window: TrialWindow | None = None
        self._rule: RuleBehind | None = None

    @property
    def window(self) -> TrialWindow:
        """Made when somebody first looks."""
        if self._window is None:
            self._window = TrialWindow(self._kit, self._desk, self._pane, has_form=False)
            self._window.save_asked.connect(self._on_save)
            self._window.link_asked.connect(self.link_asked)
        return self._window

    def try_rule_of(self, alert_id: int) -> None:
        """Try the rule that raised an alert, as it is."""
        self._entry.read(partial(_behind, alert_id), self._begin)

    def _begin(self, rule: RuleBehind) -> None:
        self._rule = rule
        self.window.begin(Candidate(rule.draft, rule.draft, rule.label, rule.unit))

    def _on_save(self, draft: RuleDraft) -> None:
        if self._rule is not None:
            saved = Notice(tr("{name} saved.", name=draft.name))
            self._entry.act(saved, partial(_change, draft, self._rule.version), self._rule.id)


def _change(draft: RuleDraft, version: int, work: UnitOfWork, rule_id: int) -> None:
    change_rule(work, rule_id, draft, version)


def _behind(alert_id: int, session: Session) -> RuleBehind:
    return rule_behind(session, alert_id)
