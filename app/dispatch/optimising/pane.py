"""The optimiser beside the board: it is asked, it runs, and what it proposes is decided on."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QStackedWidget

from app.dispatch.optimising.asking import Asking
from app.dispatch.optimising.presenter import OptimisingPresenter
from app.dispatch.optimising.proposal import Proposal
from app.dispatch.optimising.running import Running
from app.dispatch.optimising.values import Line, Proposed
from app.dispatch.panes.pane import Pane
from app.dispatch.plan import Plan
from app.dispatch.presenter import DispatchPresenter
from app.shared.actions import Action
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.layout import column
from app.shared.links import Mood, Notice
from domain.language import tr
from domain.planning.proposing import Wanted
from domain.scheduling.board_rows import BoardBooking, UnassignedOrder


class OptimisingPane(Pane):
    """Shows one of three faces; a proposal stays until it is decided on, also while the pane is out of view."""

    key = "optimising"
    icon = "zap"
    attentive = True

    changes_shown = Signal(object, object)
    """The `Change`s to be shown over the board, as a tuple, and the id of the chosen one, or None."""
    change_sought = Signal(object)
    """Bring this `Change` into view on the board."""

    def __init__(self, kit: Kit, desk: Desk, board: DispatchPresenter) -> None:
        super().__init__(kit)
        self.presenter = OptimisingPresenter(kit, desk, board, self)
        self.asking, self.running, self.proposal = Asking(kit), Running(kit), Proposal(kit)
        self._chosen: int | None = None
        self._people: frozenset[int] = frozenset()
        self._plan: Plan | None = None
        self._is_shown = False
        self._stack = QStackedWidget()
        self._face: Asking | Running | Proposal = self.asking
        for face in (self.asking, self.running, self.proposal):
            self._stack.addWidget(face)
        column(self).addWidget(self._stack)
        self._connect()

    @property
    def title(self) -> str:
        return tr("Optimiser")

    def own_actions(self) -> tuple[Action, ...]:
        tip = tr("Let a better plan be found for the days and technicians shown")
        return (Action("dispatch.optimise", tr("Optimise…"), self.begin, "O", self.icon, tip=tip),)

    def show_plan(self, plan: Plan) -> None:
        """Told out of view too: from then on the proposals are counted."""
        self._plan = plan
        self.presenter.kept.begin()
        self._offer()

    def show_people(self, ids: frozenset[int]) -> None:
        self._people = ids
        self._offer()

    def show_span(self, since: datetime, until: datetime) -> None:
        self.asking.common.show_span(since, until)

    def show_selected(self, booking: BoardBooking | None) -> None:
        """The line of a booking that was selected on the board is chosen in the table."""
        line = self.proposal.of_booking(booking.id) if booking is not None else None
        if line is not None:
            self._choose(line)

    def show_order(self, order: UnassignedOrder | None) -> None:
        line = self.proposal.of_order(order.id) if order is not None else None
        if line is not None:
            self._choose(line)

    def step_back(self) -> bool:
        """From a proposal that the keyboard is in to the list of all."""
        focus = self.window().focusWidget()
        inside = focus is not None and self._stack.isAncestorOf(focus)
        if not inside or self._face is not self.proposal or self.proposal.working_on:
            return False
        self.presenter.leave()
        return True

    def set_shown(self, shown: bool) -> None:
        self._is_shown = shown
        if shown:
            self.presenter.offer()

    def focus_first(self) -> None:
        self._face.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def begin(self) -> None:
        """Ask what shall be optimised; a run or a proposal that is there already is shown instead."""
        self.wanted.emit()

    @Slot(int)
    def open_proposal(self, proposal_id: int) -> None:
        """Come into view with a proposal that was kept, to be decided on."""
        self.wanted.emit()
        if self.presenter.searching:
            self.said.emit(Notice(tr("A search is under way; stop or cancel it first."), Mood.WARNING))
        else:
            self.presenter.show(proposal_id)

    @Slot(int)
    def choose_change(self, line_id: int) -> None:
        """The ghost of this line was clicked on the board."""
        line = self.proposal.line(line_id)
        if line is not None:
            self._choose(line)

    def _choose(self, line: Line) -> None:
        self._chosen = line.id
        self.proposal.choose(line.id)
        self._show_changes()

    def _connect(self) -> None:
        presenter, proposal = self.presenter, self.proposal
        self.asking.run_asked.connect(self._on_run)
        self.running.stop_asked.connect(self._on_stop)
        self.running.cancel_asked.connect(presenter.cancel)
        proposal.accept_asked.connect(presenter.accept)
        proposal.discard_asked.connect(presenter.discard)
        proposal.leave_asked.connect(presenter.leave)
        proposal.newer_asked.connect(self.open_proposal)
        proposal.lines_changed.connect(self._show_changes)
        proposal.chosen.connect(self._on_chosen)
        presenter.profiles_offered.connect(self.asking.offer_profiles)
        presenter.progressed.connect(self.running.show_progress)
        presenter.proposed.connect(self._on_proposed)
        presenter.renewed.connect(self._on_renewed)
        presenter.ended.connect(self._on_ended)
        presenter.refused.connect(self._on_refused)
        presenter.said.connect(self.said)
        presenter.accepting_changed.connect(proposal.set_working)
        presenter.following.looked.connect(proposal.mark)
        presenter.kept.listed.connect(self.asking.kept.show_kept)
        presenter.kept.counted.connect(self.badge_changed)
        presenter.kept.open_asked.connect(self.open_proposal)
        self.asking.kept.open_asked.connect(self.open_proposal)

    def _offer(self) -> None:
        """What can be chosen, as far as anybody sees it."""
        if self._plan is not None and self._is_shown:
            shown = (one for one in self._plan.technicians if one.id in self._people)
            self.asking.common.offer_people([(one.id, one.name) for one in shown])
            self.asking.offer_orders(self._plan.orders, {each.order_id for each in self._plan.bookings})

    @Slot()
    def _show_changes(self) -> None:
        """What is proposed is seen on the board; what is left out and waits has no place there."""
        lines = (each for each in self.proposal.lines if not each.decided and (each.before or each.after))
        self.changes_shown.emit(tuple(each.change for each in lines), self._chosen)

    @Slot(object)
    def _on_run(self, wanted: Wanted) -> None:
        self.running.begin(round(wanted.seconds))
        self._turn_to(self.running)
        self.presenter.run(wanted)

    @Slot()
    def _on_stop(self) -> None:
        self.running.end_soon()
        self.presenter.stop()

    @Slot(object)
    def _on_proposed(self, proposed: Proposed) -> None:
        self._chosen = None
        self.proposal.show_proposed(proposed)
        self._turn_to(self.proposal)

    @Slot(object)
    def _on_renewed(self, proposed: Proposed) -> None:
        """Something of it was decided; undone, all of it comes back."""
        self.proposal.renew(proposed)
        self._turn_to(self.proposal)

    @Slot()
    def _on_ended(self) -> None:
        """Nothing is proposed any more."""
        self._chosen = None
        self.proposal.set_lines(())
        self._turn_to(self.asking)

    @Slot(object)
    def _on_refused(self, why: Exception) -> None:
        """It stands below the choices; whoever looks at another pane is told as well."""
        self._turn_to(self.asking)
        self.asking.refuse(why)
        if not self.isVisible():
            self.said.emit(Notice(str(why), Mood.WARNING))

    @Slot(object)
    def _on_chosen(self, line: Line | None) -> None:
        self._chosen = line.id if line is not None else None
        self._show_changes()
        if line is None:
            return
        if line.before is None and line.after is None:
            self.order_chosen.emit(line.order_id)
        else:
            self.change_sought.emit(line.change)

    def _turn_to(self, face: Asking | Running | Proposal) -> None:
        """Show a face; the keyboard follows where it was in the one before."""
        focus = self.window().focusWidget()
        inside = focus is not None and self._stack.isAncestorOf(focus)
        self._face = face
        self._stack.setCurrentWidget(face)
        if inside:
            self.focus_first()
