"""What of the plan the open board shows, and how: filters, look and zoom go to it, and what is zoomed comes back."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from app.dispatch.absent.dialog import AbsentDialog, is_filtered
from app.dispatch.board.board import BoardView
from app.dispatch.board.look import BoardLook
from app.dispatch.plan import Plan
from app.dispatch.seeking import whereabouts
from app.dispatch.tabs.presenter import BoardsPresenter
from app.dispatch.tabs.settings import KIND, SKILL, TEAM, TERRITORY, WORDS, WORK, BoardSettings, seen_by, shown
from app.dispatch.tabs.strip import BoardStrip
from app.dispatch.together.company import Company
from app.dispatch.together.doing import doing, ghosts
from app.shared.actions import Action
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.links import Mood, Notice
from domain.language import tr
from domain.scheduling.board_rows import Span
from domain.scheduling.boards.guests import GuestRow
from domain.scheduling.boards.why_absent import Answer, Shown
from domain.scheduling.boards.with_work import whole_days

HOUR = timedelta(hours=1)
NEARLY = 0.02


class ShownBoard(QObject):
    """Stands between the boards of the user and the one board that paints."""

    said = Signal(object)
    """A `Notice`."""
    people_changed = Signal(object)
    """The ids of the technicians who stand on the board now."""
    order_sought = Signal(int)
    """This order shall be shown where it waits."""

    def __init__(self, kit: Kit, desk: Desk, board: BoardView, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._desk = desk
        self._board = board
        self._sought: int | None = None
        self._revealed: int | None = None
        self._sought_order: int | None = None
        self._presenter = BoardsPresenter(kit, desk, self)
        self.strip = BoardStrip(kit, self._presenter, board.legend)
        self._company = Company(kit, desk, partial(doing, board, self._presenter), self)
        self._plan: Plan | None = None
        self._days: Span | None = None
        self._people: frozenset[int] = frozenset()
        self._fitted = False
        board.set_look(self._presenter.settings.look)
        board.looked_at.connect(self._on_looked)
        board.shown.connect(self._reveal)
        self._presenter.said.connect(self.said)
        self.strip.settings_changed.connect(self.show_settings)
        self.strip.look_changed.connect(self.show_look)
        self.strip.why_asked.connect(self.ask_why)
        self._company.guests_changed.connect(self._on_guests)

    def set_visible(self, visible: bool) -> None:
        """The page came in front, or went behind."""
        self._presenter.set_visible(visible)
        self._company.set_visible(visible)

    def show_plan(self, plan: Plan, *, fade: bool) -> None:
        """Show this plan through the filters."""
        if self._plan is None or self._plan.technicians != plan.technicians:
            self.strip.offer(plan)
        self._plan = plan
        self._board.terms = plan.terms
        self._days = self._days_in_view(plan)
        people = shown(self._settings(), plan.technicians, plan.bookings, self._days)
        self._board.set_plan(people, plan.bookings, fade=fade, news=plan.news)
        self._seek_again()
        ids = frozenset(one.id for one in people)
        if ids != self._people:
            self._people = ids
            self.people_changed.emit(ids)
        if self._sought_order is not None:
            self.order_sought.emit(self._sought_order)
            self._sought_order = None

    def actions(self) -> tuple[Action, ...]:
        """What is done with boards from the keyboard."""
        return (
            Action("dispatch.why", tr("Why is it not on my board?…"), self.ask_why, "Ctrl+?", "circle-question-mark"),
            Action("dispatch.board_new", tr("New board…"), self.strip.make, "", "plus"),
            Action("dispatch.clear_filters", tr("Clear the filters of the board"), self.strip.clear_filters),
        )

    @Slot(int, object)
    def seek(self, booking_id: int, at: datetime | None) -> None:
        """Select a booking and bring it into view; what is not loaded yet is gone to, and shown when it is."""
        self._sought = booking_id
        self._reveal()
        if self._sought is not None and at is not None:
            self._board.go_to_day(at)

    def seek_order(self, order_id: int) -> None:
        """Bring the booking of an order into view, wherever it is, or tell why there is none to see."""
        if self._plan is None:
            self._sought_order = order_id
            return
        rows = self._board.scene.rows
        of_order = (each for each in rows.bookings.values() if each.order_id == order_id)
        booking = next((each for each in of_order if rows.bar(each.id) is not None), None)
        if booking is not None:
            self.seek(booking.id, booking.start)
            return
        work = partial(whereabouts, self._desk, order_id, self.asked(), self._kit.times.zone)
        self._kit.tasks.run(work, self._on_whereabouts, owner=self)

    def _on_whereabouts(self, answer: Answer) -> None:
        if answer.absent or answer.booking_id is None:
            self.said.emit(Notice(" ".join(answer.sentences), Mood.WARNING))
        else:
            self.seek(answer.booking_id, answer.at)

    @Slot()
    def ask_why(self, words: str = "") -> None:
        """Ask why an order or technician is not on the board."""
        dialog = AbsentDialog(self._kit, self._desk, self.asked, self._board.window())
        dialog.clear_asked.connect(self.strip.clear_filters)
        dialog.look_asked.connect(self._on_look)
        dialog.begin(words)

    def asked(self) -> Shown:
        """What the board shows now, for the question why something is not on it."""
        settings, (since, until) = self._settings(), self._board.visible()
        chosen = {key: settings.chosen.get(key, frozenset()) for key in WORDS}
        return Shown(
            since,
            until,
            settings.technicians,
            chosen[TEAM],
            chosen[TERRITORY],
            chosen[SKILL],
            chosen[KIND],
            only_with_work=bool(chosen[WORK]),
            cancelled=settings.look.cancelled,
        )

    @Slot(object)
    def show_settings(self, settings: BoardSettings) -> None:
        """Another board was opened, or a filter chosen."""
        self.show_look(settings.look)
        if self._plan is not None:
            self.show_plan(self._plan, fade=False)
        if self._board.placed:
            self._fit(settings.hours)

    @Slot(object)
    def show_look(self, look: BoardLook) -> None:
        """Another look was chosen."""
        self._board.set_look(look)

    def _settings(self) -> BoardSettings:
        """Those of the open board, as they are meant for this user."""
        return seen_by(self._presenter.settings, self._plan.technicians if self._plan else (), self._desk.user)

    def _days_in_view(self, plan: Plan) -> Span:
        since, until = self._board.visible() if self._board.placed else (plan.since, plan.until)
        return whole_days(since, until, self._kit.times.zone)

    def _follow_days(self) -> None:
        """Other days are in view: others may have work then, unless something is in the hand over the rows."""
        plan, hand = self._plan, self._board.scene.proposal
        if plan is None or not self._settings().chosen.get(WORK) or (hand is not None and hand.held):
            return
        if self._days_in_view(plan) != self._days:
            self.show_plan(plan, fade=False)

    def _fit(self, hours: float) -> None:
        since, until = self._board.visible()
        factor = (until - since) / HOUR / hours if hours else 1.0
        if abs(factor - 1) > NEARLY:
            self._board.zoom(factor, 0.0)

    @Slot(object)
    def _on_look(self, answer: Answer) -> None:
        if answer.absent and is_filtered(self.asked()):
            self.strip.clear_filters()
        if answer.booking_id is None:
            if answer.order_id is not None:
                self.order_sought.emit(answer.order_id)
            return
        self.seek(answer.booking_id, answer.at)

    @Slot()
    def _reveal(self) -> None:
        """Bring into view what was looked for, once it is loaded."""
        if self._sought is not None and self._sought in self._board.scene.rows.bookings:
            self._board.select(self._sought)
            self._board.reveal(self._sought)
            self._revealed, self._sought = self._sought, None

    def _seek_again(self) -> None:
        """A plan of other days, on its way while something was found, may have swept it away again."""
        revealed, self._revealed = self._revealed, None
        if self._sought is None and revealed is not None and revealed not in self._board.scene.rows.bookings:
            self._sought = revealed

    @Slot(object, object)
    def _on_looked(self, since: datetime, until: datetime) -> None:
        self._follow_days()
        if not self._fitted:
            self._fitted = True
            self._fit(self._presenter.settings.hours)
        elif not self._board.zooming:
            hours = round((until - since) / HOUR, 1)
            self._presenter.set_settings(replace(self._presenter.settings, hours=hours))

    @Slot(object)
    def _on_guests(self, guests: tuple[GuestRow, ...]) -> None:
        self.strip.faces.show_guests(guests)
        self._board.set_guests(ghosts(guests))
