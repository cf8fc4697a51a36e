"""What if, beside the board: scenarios are put together, searched one after the other, and compared."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.dispatch.panes.pane import Pane
from app.dispatch.plan import Plan
from app.dispatch.whatif.asking import Asking
from app.dispatch.whatif.comparison import Comparison
from app.dispatch.whatif.kept import Kept
from app.dispatch.whatif.presenter import WhatIfPresenter
from app.dispatch.whatif.running import Running
from app.dispatch.whatif.supposing import Supposing
from app.dispatch.whatif.values import Compared, KeptLine
from app.shared.actions import Action
from app.shared.desk import Desk
from app.shared.dialog import FormDialog
from app.shared.entry import Entry
from app.shared.flow import FlowLayout
from app.shared.kit import Kit
from app.shared.layout import column, line
from app.shared.links import Mood, Notice
from app.shared.toggles import mark, toggle
from domain.language import tr
from domain.planning.whatif.asked import Asked
from domain.planning.whatif.service import delete_scenario

Face = Asking | Running | Comparison | Kept
SCENARIOS, COMPARISON, KEPT = "scenarios", "comparison", "kept"


class WhatIfPane(Pane):
    """Three faces to turn to; a run goes on, and what was found stays, while the pane is out of view."""

    key = "whatif"
    icon = "layers"

    proposal_made = Signal(int)
    """The plan of a scenario was made a proposal, to be decided on where proposals are."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self.presenter = WhatIfPresenter(kit, desk, self)
        self.asking, self.running = Asking(kit), Running(kit)
        self.comparison, self.kept = Comparison(kit), Kept(kit)
        self._entry = Entry(kit, desk, self)
        self._supposing = Supposing(kit, self._entry, self)
        self._people: frozenset[int] = frozenset()
        self._plan: Plan | None = None
        self._stack = QStackedWidget()
        self._faces: tuple[Face, ...] = (self.asking, self.running, self.comparison, self.kept)
        self._face: Face = self.asking
        self.toggles = {
            SCENARIOS: toggle(tr("Scenarios"), "whatif_turn_scenarios"),
            COMPARISON: toggle(tr("Comparison"), "whatif_turn_comparison"),
            KEPT: toggle(tr("Kept scenarios"), "whatif_turn_kept"),
        }
        self._arrange()
        self._connect()
        self._turn_to(SCENARIOS)

    @property
    def title(self) -> str:
        return tr("What if")

    def own_actions(self) -> tuple[Action, ...]:
        tip = tr("Compare what would be without somebody, with another van or with other promises")
        return (Action("dispatch.whatif", tr("What if…"), self.begin, "W", self.icon, tip=tip),)

    def show_plan(self, plan: Plan) -> None:
        self._plan = plan
        self._offer_people()

    def show_people(self, ids: frozenset[int]) -> None:
        self._people = ids
        self._offer_people()

    def show_span(self, since: datetime, until: datetime) -> None:
        self.asking.common.show_span(since, until)

    def set_shown(self, shown: bool) -> None:
        if shown:
            self.badge_changed.emit(0)
            self.presenter.offer()

    def focus_first(self) -> None:
        self._face.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def step_back(self) -> bool:
        """From what the keyboard is in to where scenarios are put together."""
        if self._face is self.asking or not self._has_keyboard():
            return False
        self._turn_to(SCENARIOS)
        return True

    @Slot()
    def begin(self) -> None:
        """Put scenarios together; a comparison that is there already is shown instead."""
        self.wanted.emit()

    def _arrange(self) -> None:
        head = QWidget()
        flow = FlowLayout(head, 6, 4)
        for button in self.toggles.values():
            flow.addWidget(button)
        for face in self._faces:
            self._stack.addWidget(face)
            for tool in face.tools:
                flow.addWidget(tool)
        above = column(margins=(8, 4, 8, 4))
        above.addWidget(head)
        whole = column(self)
        whole.addLayout(above)
        whole.addWidget(line())
        whole.addWidget(self._stack, 1)

    def _connect(self) -> None:
        presenter, comparison = self.presenter, self.comparison
        for name, button in self.toggles.items():
            button.clicked.connect(partial(self._turn_to, name))
        self.asking.run_asked.connect(self._on_run)
        self.asking.suppose_asked.connect(self._supposing.ask)
        self._supposing.customer_met.connect(self.asking.learn_customer)
        self._supposing.supposed.connect(self.asking.take)
        self.running.stop_asked.connect(self._on_stop)
        comparison.keep_asked.connect(presenter.keep)
        comparison.propose_asked.connect(presenter.propose)
        comparison.drop_asked.connect(presenter.drop)
        self.kept.show_asked.connect(presenter.show_kept)
        self.kept.delete_asked.connect(self._on_delete)
        presenter.offered.connect(self.asking.offer)
        presenter.progressed.connect(self.running.show_progress)
        presenter.columns_changed.connect(comparison.show_columns)
        presenter.kept_changed.connect(self._on_kept)
        presenter.compared.connect(self._on_compared)
        presenter.refused.connect(self._on_refused)
        presenter.failed.connect(self._on_ended)
        presenter.proposal_made.connect(self.proposal_made)
        for teller in (presenter.said, self._entry.told):
            teller.connect(self.said)

    def _offer_people(self) -> None:
        if self._plan is not None:
            shown = (one for one in self._plan.technicians if one.id in self._people)
            self.asking.offer_people(tuple((one.id, one.name) for one in shown))

    @Slot(object)
    def _on_run(self, asked: Asked) -> None:
        self.running.begin(asked)
        self.presenter.run(asked, self.asking.names)
        self.asking.set_busy(True)
        self._turn_to(COMPARISON)

    @Slot()
    def _on_stop(self) -> None:
        if self.running.stop_button.hasFocus():
            self.toggles[COMPARISON].setFocus(Qt.FocusReason.OtherFocusReason)
        self.running.end_soon()
        self.presenter.stop()

    @Slot(object)
    def _on_compared(self, columns: tuple[Compared, ...]) -> None:
        """Whoever looks at something else, is told, and not taken away from it."""
        self.asking.set_busy(False)
        if self._face is self.running:
            self._turn_to(COMPARISON)
        else:
            self.said.emit(Notice(tr("The scenarios are compared.")))
        if not self.isVisible():
            self.badge_changed.emit(len(columns))

    @Slot(object)
    def _on_refused(self, why: Exception) -> None:
        """It stands where scenarios are put together; whoever looks at something else is told as well."""
        self._on_ended()
        self.asking.refuse(why)
        if not self.asking.isVisible():
            self.said.emit(Notice(str(why), Mood.WARNING))

    @Slot()
    def _on_ended(self) -> None:
        """Nothing was compared; all that was put together is still there."""
        self.asking.set_busy(False)
        if self._face is self.running:
            self._turn_to(SCENARIOS)

    @Slot(object)
    def _on_kept(self, lines: tuple[KeptLine, ...]) -> None:
        self.kept.set_lines(lines)
        words = tr("Kept scenarios ({count})", count=len(lines)) if lines else tr("Kept scenarios")
        self.toggles[KEPT].setText(words)

    @Slot(object)
    def _on_delete(self, kept: KeptLine) -> None:
        """Ask once more: what was found then cannot be found again."""
        said = tr("What it came to is lost; the plan is as it is.")
        title = tr("Delete {name}?", name=kept.row.name)
        self._entry.ask("delete_scenario", title, (), tr("Delete"), partial(self._delete, kept), said=said)

    def _delete(self, kept: KeptLine, dialog: FormDialog, _values: dict[str, object]) -> None:
        self._entry.keep(dialog, partial(_deleted, kept.row.name), delete_scenario, kept.id)

    def _turn_to(self, name: str) -> None:
        """Show a face; the keyboard follows where it was in the one before."""
        inside = self._has_keyboard()
        compared = self.running if self.presenter.busy else self.comparison
        self._face = {SCENARIOS: self.asking, COMPARISON: compared, KEPT: self.kept}[name]
        self._stack.setCurrentWidget(self._face)
        if inside:  # before the tools go that may have it
            self.focus_first()
        for face in self._faces:
            for tool in face.tools:
                tool.setVisible(face is self._face)
        for each, button in self.toggles.items():
            mark(button, chosen=each == name)

    def _has_keyboard(self) -> bool:
        """Whether the face in view has the keyboard, or one of its tools."""
        focus = self.window().focusWidget()
        return focus is not None and (self._stack.isAncestorOf(focus) or focus in self._face.tools)


def _deleted(name: str, _result: None) -> Notice:
    return Notice(tr("{name} is deleted.", name=name))
