"""Everything that is done with the selected bookings: by dialog, or at once."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.dispatch.board.board import BoardView
from app.dispatch.deeds import advancing, locking, timing
from app.dispatch.moving.actual import ActualTimesDialog
from app.dispatch.moving.assign import MoveToDialog
from app.dispatch.moving.by import MoveByDialog
from app.dispatch.moving.cancel import CancelDialog
from app.dispatch.moving.cascade import CascadeDialog, Delay
from app.dispatch.moving.dialog import MovingDialog
from app.dispatch.moving.reassign import ReassignDialog
from app.dispatch.moving.setting import Setting
from app.dispatch.moving.split import SplitDialog
from app.dispatch.moving.swapping import swapped
from app.dispatch.presenter import DispatchPresenter
from app.shared.kit import Kit
from app.shared.links import Mood, Notice
from domain.language import tr
from domain.scheduling.board_rows import BoardBooking, BoardTechnician
from domain.scheduling.model import BookingStatus, Lock
from domain.scheduling.progress.progress import AHEAD, Times, may_follow

PAIR = 2


class Moves(QObject):
    """Opens the dialogs over the page and hands their answers to the presenter."""

    locks_asked = Signal()
    """Offer the locks of what is selected."""

    def __init__(self, kit: Kit, board: BoardView, presenter: DispatchPresenter, page: QWidget) -> None:
        super().__init__(page)
        self._kit = kit
        self.board = board
        self._presenter = presenter
        self._page = page
        board.lock_met.connect(self._on_lock_met)

    @property
    def chosen(self) -> tuple[BoardBooking, ...]:
        return self.board.chosen

    def has_chosen(self) -> bool:
        """Whether anything is selected."""
        return bool(self.board.chosen)

    def has_one(self) -> bool:
        """Whether one booking alone is selected."""
        return len(self.board.chosen) == 1

    def has_two(self) -> bool:
        """Whether two are selected, to change places."""
        return len(self.board.chosen) == PAIR

    def can_paste(self) -> bool:
        """Whether something was cut or copied."""
        return self.board.clips.full

    def move_to(self) -> None:
        """Ask for technician, start and finish."""
        setting = self._setting()
        if self.has_one() and setting is not None and setting.people:
            self._open(MoveToDialog(self.chosen[0], setting, self._page))

    def move_by(self) -> None:
        """Ask how far."""
        setting = self._setting()
        if self.has_chosen() and setting is not None:
            self._open(MoveByDialog(self.chosen, tr("Move by…"), setting, self._page))

    def reassign(self) -> None:
        """Ask to whom."""
        setting = self._setting()
        if self.has_chosen() and setting is not None:
            self._open(ReassignDialog(self.chosen, setting, self._page))

    def split(self) -> None:
        """Ask how a long job is shared out over days."""
        found = self._one()
        if found is not None:
            booking, technician, setting = found
            self._open(SplitDialog(booking, technician, setting, self._page))

    def push(self) -> None:
        """Ask how much later everything from the selected booking on begins."""
        self._delay(Delay.ALL_BEGIN_LATER)

    def delay(self) -> None:
        """Ask how much longer the selected booking takes, and show what comes of it."""
        self._delay(Delay.ENDS_LATER)

    def swap(self) -> None:
        """Let the two selected bookings change places."""
        if self.has_two():
            one, other = self.chosen
            proposal = swapped(one, other, self.board.scene.rows, self.board.grounds())
            if proposal is not None:
                self.board.ask(proposal)

    def possible_steps(self) -> Sequence[BookingStatus]:
        """How far all that are selected may be next."""
        steps = [may_follow(one.status) for one in self.chosen]
        return [each for each in BookingStatus if steps and all(each in found for found in steps)]

    def advance(self, status: BookingStatus) -> None:
        """Let what is selected be as far as this."""
        ids = [one.id for one in self.chosen]
        if status is BookingStatus.CANCELLED:
            dialog = CancelDialog(len(ids), self._kit.memory, self._page)
            dialog.entered.connect(partial(self._cancel, ids))
            dialog.begin()
        elif ids:
            words = " ".join(filter(None, (self._words(status.label), self._early(status))))
            self._presenter.do(advancing(ids, status, zone=self._kit.times.zone), words)

    def lock(self, kind: Lock) -> None:
        """Let what is selected stay where it is, or in part, or let go of it."""
        locks = {one.id: kind for one in self.chosen}
        if locks:
            self._presenter.do(locking(locks), self._words(kind.label))

    def ask_lock(self) -> None:
        """Ask which lock."""
        self.locks_asked.emit()

    def enter_times(self) -> None:
        """Ask when somebody really set out, arrived and left."""
        if self.has_one():
            dialog = ActualTimesDialog(self.chosen[0], self._kit.times, self._page)
            dialog.entered.connect(partial(self._time, self.chosen[0]))
            dialog.ask()

    def explain_colour(self) -> None:
        """Tell why the selected booking has its colour."""
        if self.has_one():
            self._presenter.said.emit(Notice(self.board.colour_words(self.chosen[0]), Mood.INFO))

    @Slot(str, object)
    def _on_lock_met(self, words: str, ids: tuple[int, ...]) -> None:
        """Tell what is locked, with the way to unlock it at once."""
        self._presenter.said.emit(Notice(words, Mood.WARNING, partial(self._unlock, ids), tr("Unlock")))

    def _unlock(self, ids: Sequence[int]) -> None:
        there = self.board.scene.rows.bookings
        locks = {key: Lock.NONE for key in ids if key in there}
        if locks:
            numbers = ", ".join(dict.fromkeys(there[key].number for key in locks))
            words = tr("{numbers}: {state}", numbers=numbers, state=Lock.NONE.label)
            self._presenter.do(locking(locks), words)

    def _setting(self) -> Setting | None:
        plan = self._presenter.plan
        return Setting(plan, self._kit.times, self._kit.memory) if plan is not None else None

    def _delay(self, delay: Delay) -> None:
        found = self._one()
        if found is not None:
            booking, technician, setting = found
            self._open(CascadeDialog(booking, technician, delay, setting, self._page))

    def _one(self) -> tuple[BoardBooking, BoardTechnician, Setting] | None:
        """The booking that alone is selected, with whose it is."""
        setting = self._setting()
        if not self.has_one() or setting is None:
            return None
        technician = setting.technician(self.chosen[0].technician_id)
        return (self.chosen[0], technician, setting) if technician is not None else None

    def _open(self, dialog: MovingDialog) -> None:
        dialog.decided.connect(self._presenter.ask)
        dialog.begin()

    def _words(self, state: str) -> str:
        numbers = ", ".join(dict.fromkeys(one.number for one in self.chosen))
        return tr("{numbers}: {state}", numbers=numbers, state=state)

    def _early(self, status: BookingStatus) -> str:
        """What is told of a job that is begun though its day has not come."""
        times, last = self._kit.times, max(one.start for one in self.chosen)
        if status in AHEAD or times.local(last).date() <= times.local(times.now()).date():
            return ""
        return tr("It was to begin {when} only.", when=times.short(last))

    def _cancel(self, ids: Sequence[int], reason: str) -> None:
        words = self._words(BookingStatus.CANCELLED.label)
        self._presenter.do(advancing(ids, BookingStatus.CANCELLED, reason, self._kit.times.zone), words)

    def _time(self, booking: BoardBooking, times: Times) -> None:
        words = tr("Times of {number} entered.", number=booking.number)
        self._presenter.do(timing(booking.id, times), words)
