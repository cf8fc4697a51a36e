"""Does what dispatchers ask for: edits and deeds, asked back where warnings speak against them, undone and redone."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.dispatch.meanwhile import faster, told_of
from app.dispatch.moving.wish import Wish
from app.dispatch.undo import Deed, History, Outcome, Step, rearranging
from app.shared.changes import Touched
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.links import Mood, Notice
from domain.errors import CalloutError
from domain.language import tr
from domain.scheduling.placing.edit_values import Edit
from domain.scheduling.placing.rivals import Rival
from domain.scheduling.rules.checks import NeedsConfirmation

#: Of deeds, undone and done again, only the newest is told.
TOPIC = "dispatch.deeds"
#: Of an order, wherever it is.
NEVER = datetime.min.replace(tzinfo=UTC)


class Changing(QObject):
    """One door for every change; knows no widget."""

    said = Signal(object)
    """A `Notice`."""
    confirm_asked = Signal(object, object)
    """A `Wish` and the findings that speak against it."""
    answered = Signal(object)
    """What was touched, as `Touched`; empty where nothing came of it."""
    placed = Signal(object)
    """The ids of bookings that there were none of before, as a frozenset."""
    history_changed = Signal()
    taken_back = Signal(object)
    """The ids of bookings that are as they were before, as a frozenset, or would be."""

    def __init__(self, kit: Kit, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._times = kit.tasks, kit.times
        self._desk = desk
        self.history = History()
        self._open = 0

    @property
    def busy(self) -> bool:
        """Whether something that was asked for is not answered yet."""
        return self._open > 0

    def ask(self, wish: Wish) -> None:
        """Do what is wished for, or ask back."""
        deed = rearranging(wish.edits, override=wish.override, reason=wish.reason, zone=self._times.zone)
        new = all(edit.booking_id is None for edit in wish.edits)
        done = self._on_placed if new else self._on_done
        self._run(deed, partial(done, wish.words), partial(self._on_refused, wish))

    def confirm(self, wish: Wish) -> None:
        """The user has answered what was asked back: it shall be so."""
        self._open -= 1
        self.ask(wish)

    def decline(self) -> None:
        """The user has answered what was asked back: it shall not be."""
        self._open -= 1
        self.answered.emit(frozenset())

    def do(self, deed: Deed, words: str) -> None:
        """Do anything else that can be undone; `words` tell of it."""
        self._run(deed, partial(self._on_done, words), self._on_failed)

    def undo(self) -> None:
        step = self.history.take_undo()
        if step is not None:
            done = partial(self._on_again, step, self.history.was_undone, tr("Undone: {what}"))
            self._again(step, done, tr("Undoing failed and was dropped: {why}"))

    def redo(self) -> None:
        step = self.history.take_redo()
        if step is not None:
            done = partial(self._on_again, step, self.history.was_redone, tr("Done again: {what}"))
            self._again(step, done, tr("Redoing failed and was dropped: {why}"))

    def fail(self, error: Exception, words: str = "{why}") -> None:
        """Tell why not."""
        if not isinstance(error, CalloutError):
            self._tasks.failed.emit(error)
            return
        self.said.emit(Notice(words.format(why=error), Mood.WARNING))

    def _run(self, deed: Deed, done: Callable[[Outcome], None], failed: Callable[[Exception], None]) -> None:
        self._open += 1
        self._tasks.run(partial(self._desk.do, deed), done, failed, owner=self)

    def _answer(self, touched: Touched) -> None:
        self._open -= 1
        self.answered.emit(touched)

    def _again(self, step: Step, done: Callable[[Outcome], None], failed: str) -> None:
        self.history_changed.emit()
        edits = [Edit(None, key, None, NEVER, NEVER) for subject, key in step.touched if subject == "order"]
        self._run(step.back, done, partial(self._explain, edits, failed, _bookings(step.touched)))

    def _on_placed(self, words: str, outcome: Outcome) -> None:
        self.placed.emit(_bookings(outcome.touched))
        self._on_done(words, outcome)

    def _on_done(self, words: str, outcome: Outcome) -> None:
        """What touched nothing is no step; its warning says why nothing came of it."""
        if outcome.touched:
            self.history.add(Step(words, outcome.back, outcome.touched))
            self.history_changed.emit()
            self.said.emit(Notice(words, Mood.DONE, self.undo, tr("Undo"), TOPIC))
        self._warn(outcome)
        self._answer(outcome.touched)

    def _warn(self, outcome: Outcome) -> None:
        """Tell what should have followed and did not."""
        if outcome.warning:
            self.said.emit(Notice(outcome.warning, Mood.WARNING))

    def _on_refused(self, wish: Wish, error: Exception) -> None:
        if isinstance(error, NeedsConfirmation):
            self.confirm_asked.emit(wish, error.findings)
        else:
            self._explain(wish.edits, "{why}", frozenset(), error)

    def _explain(self, edits: Sequence[Edit], words: str, ids: frozenset[int], error: Exception) -> None:
        """Tell why not, and who was faster, should that be why."""
        if not isinstance(error, CalloutError):
            self._on_failed(error)
            return
        told, untold = partial(self._on_told, words, ids, error), partial(self._on_untold, words, error)
        self._tasks.run(partial(faster, self._desk, edits), told, untold, owner=self)

    def _on_told(self, words: str, ids: frozenset[int], error: Exception, one: Rival | None) -> None:
        why = str(error) if one is None else f"{error} {told_of(one, self._times)}"
        show = partial(self.taken_back.emit, ids) if ids else None
        self.said.emit(Notice(words.format(why=why), Mood.WARNING, show, tr("Show")))
        self._answer(frozenset())

    def _on_untold(self, words: str, error: Exception, _other: Exception) -> None:
        self._on_failed(error, words)

    def _on_again(self, step: Step, keep: Callable[[Step], None], words: str, outcome: Outcome) -> None:
        keep(replace(step, back=outcome.back, touched=outcome.touched))
        self.history_changed.emit()
        self.taken_back.emit(_bookings(outcome.touched))
        self.said.emit(Notice(words.format(what=step.words), Mood.INFO, topic=TOPIC))
        self._warn(outcome)
        self._answer(outcome.touched)

    def _on_failed(self, error: Exception, words: str = "{why}") -> None:
        self.fail(error, words)
        self._answer(frozenset())


def _bookings(touched: Touched) -> frozenset[int]:
    return frozenset(key for subject, key in touched if subject == "booking")
