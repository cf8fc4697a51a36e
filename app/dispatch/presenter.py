"""Decides for the dispatch page: what is loaded, what is asked of the services, what the user is told."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.dispatch.plan import Plan, load, renew
from app.dispatch.records import Move, Place, Resize, Unassign
from app.dispatch.undo import History, Step, Where, perform
from app.shared.changes import Follower, Touched
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.links import Mood, Notice
from domain.errors import CalloutError
from domain.language import tr
from domain.scheduling import service
from domain.scheduling.board_rows import BoardBooking
from domain.scheduling.checks import NeedsConfirmation
from domain.store.unit_of_work import UnitOfWork

SUBJECTS = ("order", "booking", "technician", "team", "skill", "stage", "customer", "site", "asset")
MARGIN = timedelta(days=7)
SOON_MS = 60


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user wants done, and the step it would be."""

    do: Callable[..., int | None]
    step: Step
    done: str

    @property
    def question(self) -> str:
        """The words of the button that does it all the same."""
        return tr("Assign anyway") if self.step.before is None else tr("Move anyway")


class DispatchPresenter(QObject):
    """Loads plans, follows changes, asks services; knows no widget."""

    plan_changed = Signal(object, bool)
    """A `Plan`, and whether what is new in it shall catch the eye."""
    loading_changed = Signal(bool)
    said = Signal(object)
    """A `Notice`."""
    confirm_asked = Signal(object, object)
    """A `Wish` and the findings that speak against it; answer with `confirm` or `decline`."""
    settled = Signal()
    """What was asked for is answered and shows in the plan, or was refused."""
    history_changed = Signal()

    def __init__(self, kit: Kit, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = kit.tasks
        self._desk = desk
        self.plan: Plan | None = None
        self.history = History()
        self._busy = False
        self._wanted: tuple[datetime, datetime] | None = None
        self._touched: set[tuple[str, int]] = set()
        self._answered = 0
        # Only what was touched is renewed, one load at a time: dispatchers see each other at once.
        self._follower = Follower(kit.changes, SUBJECTS, self.refresh, self, interval_ms=SOON_MS)

    def set_visible(self, visible: bool) -> None:
        """Hidden pages load nothing."""
        self._follower.set_visible(visible)

    def look(self, since: datetime, until: datetime) -> None:
        """This span is in view: make sure that it is loaded, with some time around it."""
        have = self.plan
        if have is not None and have.since <= since and until <= have.until:
            return
        margin = max(MARGIN, until - since)
        self._wanted = (since - margin, until + margin)
        self._next()

    def refresh(self, touched: Touched) -> None:
        """These records changed."""
        self._touched |= touched
        self._next()

    def place(self, place: Place) -> None:
        plan = self.plan
        order = next((one for one in plan.orders if one.id == place.order_id), None) if plan else None
        number = order.number if order else ""
        where = Where(place.technician_id, place.start, place.finish)
        step = Step(0, place.order_id, number, None, where)
        words = tr("{number} assigned to {name}.", number=number, name=self._name(place.technician_id))
        do = partial(service.place, order_id=place.order_id, **_slot(where))
        self._do(Wish(do, step, words), override=place.warned)

    def move(self, move: Move) -> None:
        self._change(move.booking_id, move.version, Where(move.technician_id, move.start, move.finish))

    def resize(self, resize: Resize) -> None:
        booking = self._booking(resize.booking_id)
        if booking is not None:
            where = Where(booking.technician_id, resize.start, resize.finish)
            self._change(resize.booking_id, resize.version, where)

    def unassign(self, unassign: Unassign) -> None:
        booking = self._booking(unassign.booking_id)
        if booking is None:
            return
        before = Where(booking.technician_id, booking.start, booking.finish)
        step = Step(booking.id, booking.order_id, booking.number, before, None)
        words = tr("{number} waits for a technician again.", number=booking.number)
        do = partial(_remove, booking_id=booking.id, version=unassign.version)
        self._do(Wish(do, step, words))

    def confirm(self, wish: Wish) -> None:
        """The user has seen the warnings and wants it all the same."""
        self._do(wish, override=True)

    def decline(self) -> None:
        self.settled.emit()

    def undo(self) -> None:
        step = self.history.take_undo()
        if step is not None:
            self._again(step.reversed(), partial(self._on_undone, step), tr("Undoing failed and was dropped: {why}"))

    def redo(self) -> None:
        step = self.history.take_redo()
        if step is not None:
            self._again(step, partial(self._on_redone, step), tr("Redoing failed and was dropped: {why}"))

    def _change(self, booking_id: int, version: int, where: Where) -> None:
        booking = self._booking(booking_id)
        if booking is None:
            self.settled.emit()
            return
        before = Where(booking.technician_id, booking.start, booking.finish)
        step = Step(booking.id, booking.order_id, booking.number, before, where)
        words = tr("{number} moved to {name}.", number=booking.number, name=self._name(where.technician_id))
        if before.technician_id == where.technician_id:
            words = tr("{number} has a new time.", number=booking.number)
        self._do(Wish(partial(service.move, booking_id=booking_id, version=version, **_slot(where)), step, words))

    def _do(self, wish: Wish, *, override: bool = False) -> None:
        self._tasks.run(
            partial(self._desk.do, wish.do, override=override),
            partial(self._on_done, wish),
            partial(self._on_refused, wish),
            owner=self,
        )

    def _on_done(self, wish: Wish, booking_id: int | None) -> None:
        step = wish.step if booking_id is None else replace(wish.step, booking_id=booking_id)
        self.history.add(step)
        self.history_changed.emit()
        self.said.emit(Notice(wish.done, Mood.DONE, self.undo, tr("Undo")))
        self._answer(step)

    def _on_refused(self, wish: Wish, error: Exception) -> None:
        if isinstance(error, NeedsConfirmation):
            self.confirm_asked.emit(wish, error.findings)
            return
        self._fail(error)
        self._answer(wish.step)

    def _again(self, step: Step, done: Callable[[Step], None], failed: str) -> None:
        self.history_changed.emit()
        self._tasks.run(
            partial(self._desk.do, perform, step), done, partial(self._on_not_again, step, failed), owner=self
        )

    def _on_undone(self, step: Step, performed: Step) -> None:
        self.history.was_undone(step, performed.booking_id)
        self._say_again(tr("Undone: {what}.", what=step.words), performed)

    def _on_redone(self, step: Step, performed: Step) -> None:
        self.history.was_redone(step, performed.booking_id)
        self._say_again(tr("Done again: {what}.", what=step.words), performed)

    def _say_again(self, words: str, performed: Step) -> None:
        self.history_changed.emit()
        self.said.emit(Notice(words, Mood.INFO))
        self._answer(performed)

    def _on_not_again(self, step: Step, failed: str, error: Exception) -> None:
        self._fail(error, failed)
        self._answer(step)

    def _fail(self, error: Exception, words: str = "{why}") -> None:
        if not isinstance(error, CalloutError):
            self._tasks.failed.emit(error)
            return
        self.said.emit(Notice(words.format(why=error), Mood.WARNING))

    def _answer(self, step: Step) -> None:
        """Show the truth about a booking at once, before the journal comes round."""
        self._answered += 1
        self.refresh(frozenset({("booking", step.booking_id), ("order", step.order_id)}))

    def _next(self) -> None:
        """Load what is wanted, one load at a time so that no older one overtakes a newer."""
        if self._busy or not (self._wanted or (self._touched and self.plan)):
            return
        self._busy = True
        self.loading_changed.emit(True)
        store, plan, wanted, touched = self._desk.store, self.plan, self._wanted, frozenset(self._touched)
        self._wanted = None
        self._touched.clear()
        if wanted is not None or plan is None:
            assert wanted is not None
            work = partial(load, store, *wanted)
        else:
            work = partial(renew, store, plan, touched)
        done = partial(self._on_loaded, self._answered, wanted is None)
        self._tasks.run(work, done, self._on_load_failed, owner=self)

    def _on_loaded(self, answered: int, fade: bool, plan: Plan) -> None:
        self._busy = False
        self.plan = plan
        self.loading_changed.emit(False)
        self.plan_changed.emit(plan, fade)
        if answered == self._answered:
            self.settled.emit()
        self._next()

    def _on_load_failed(self, error: Exception) -> None:
        self._busy = False
        self.loading_changed.emit(False)
        self._fail(error)

    def _booking(self, booking_id: int) -> BoardBooking | None:
        bookings = self.plan.bookings if self.plan is not None else ()
        return next((booking for booking in bookings if booking.id == booking_id), None)

    def _name(self, technician_id: int) -> str:
        technicians = self.plan.technicians if self.plan is not None else ()
        return next((one.name for one in technicians if one.id == technician_id), "")


def _slot(where: Where) -> dict[str, Any]:
    return {"technician_id": where.technician_id, "start": where.start, "finish": where.finish}


def _remove(work: UnitOfWork, *, booking_id: int, version: int, override: bool) -> None:
    """Taking off needs no confirmation; `override` is there because every wish is given it."""
    del override
    service.remove(work, booking_id, version=version)
