"""Does what people ask of an order, off the window's thread, and tells how it went; holds no widgets."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.links import Mood, Notice
from domain.errors import Refusal
from domain.language import tr
from domain.parameters.model import ReasonFor
from domain.parameters.reasons import ReasonRow
from domain.reporting.order_steps import reasons_for

WithReason = Callable[[int | None, str], Any]
Finish = Callable[[Any], None]
Refuse = Callable[[Exception], None]
Reasons = Callable[[], tuple[ReasonRow, ...]]


@dataclass(frozen=True, slots=True)
class ReasonWish:
    """Something that is done with a reason: which can be given, why it is asked, and how to go on with it."""

    title: str
    sentence: str
    reasons: tuple[ReasonRow, ...]
    must: bool
    deed: WithReason
    done: Notice


class OrderDeeds(QObject):
    """One deed after the other; each ends with a notice, a refusal, or the wish for a reason."""

    told = Signal(object)
    """A `Notice`."""
    changed = Signal()
    """Something is different in the store."""
    reason_wanted = Signal(object)
    """A `ReasonWish`."""
    field_wanted = Signal(str, object)
    """A field of the order that must be filled first, and the refusal that says so."""

    def __init__(self, kit: Kit, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._desk = desk

    def do(self, done: Notice, service: Callable[..., Any], *args: Any, **more: Any) -> None:
        """Do it, then tell `done`, or why not."""
        work = partial(self._desk.do, service, *args, **more)
        self._kit.tasks.run(work, partial(self._on_done, done, None), self._on_failed, owner=self)

    def do_quietly(self, service: Callable[..., Any], *args: Any, **more: Any) -> None:
        """Do what shows by itself; only a refusal is told."""
        work = partial(self._desk.do, service, *args, **more)
        self._kit.tasks.run(work, partial(self._on_done, None, None), self._on_failed, owner=self)

    def do_for(
        self, finish: Finish, refuse: Refuse, done: Notice | None, service: Callable[..., Any], *args: Any, **more: Any
    ) -> None:
        """Do it for a dialog, which closes with `finish` and shows what is refused with `refuse`."""
        self.run(partial(self._desk.do, service, *args, **more), finish, refuse, done)

    def run(self, work: Callable[[], Any], finish: Finish, refuse: Refuse, done: Notice | None) -> None:
        """The same for what is more than one service function."""
        self._kit.tasks.run(work, partial(self._on_done, done, finish), refuse, owner=self)

    def look_up(self, work: Callable[[], Any], found: Finish) -> None:
        """Read what a dialog needs before it opens."""
        self._kit.tasks.run(work, found, self._on_failed, owner=self)

    def do_with_reason(
        self,
        order_id: int,
        reason_for: ReasonFor,
        done: Notice,
        deed: WithReason,
        *,
        title: str = "",
        stage_id: int | None = None,
        finish: Finish | None = None,
        refuse: Refuse | None = None,
    ) -> None:
        """Do it; if that takes a reason, ask for one first, under `title`. `finish`, `refuse`: those of a dialog."""
        offered = partial(self._reasons, order_id, reason_for, stage_id)
        failed = partial(self._on_refused, title or tr("Why?"), offered, done, deed, finish, refuse)
        self._kit.tasks.run(partial(deed, None, ""), partial(self._on_done, done, finish), failed, owner=self)

    def ask_reason(
        self, order_id: int, reason_for: ReasonFor, title: str, done: Notice, deed: WithReason, *, must: bool = False
    ) -> None:
        """Ask first, then do it; the reason may be left out, unless it is known that there `must` be one."""
        offered = partial(self._reasons, order_id, reason_for, None)
        shown = partial(self._on_reasons, title, "", done, deed, must)
        self._kit.tasks.run(offered, shown, self._on_failed, owner=self)

    def go_on(self, wish: ReasonWish, reason_id: int | None, remark: str, finish: Finish, refuse: Refuse) -> None:
        """Do what was wished, with the reason that was given."""
        work = partial(wish.deed, reason_id, remark)
        self._kit.tasks.run(work, partial(self._on_done, wish.done, finish), refuse, owner=self)

    def service(self, function: Callable[..., Any], *args: Any) -> WithReason:
        """A deed of a service function that takes `reason_id` and `remark`."""

        def deed(reason_id: int | None, remark: str) -> Any:
            return self._desk.do(function, *args, reason_id=reason_id, remark=remark)

        return deed

    def _on_done(self, notice: Notice | None, finish: Finish | None, result: object) -> None:
        if finish is not None:
            finish(result)
        if notice is not None:
            self.told.emit(notice)
        self.changed.emit()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, Refusal) and error.field:
            self.field_wanted.emit(error.field, error)
        self.told.emit(Notice(str(error), Mood.ERROR))
        self.changed.emit()

    def _on_refused(
        self,
        title: str,
        offered: Reasons,
        done: Notice,
        deed: WithReason,
        finish: Finish | None,
        refuse: Refuse | None,
        error: Exception,
    ) -> None:
        if not isinstance(error, Refusal) or error.field != "reason":
            (refuse or self._on_failed)(error)
            return
        if finish is not None:
            finish(None)
        shown = partial(self._on_reasons, title, str(error), done, deed, True)
        self._kit.tasks.run(offered, shown, self._on_failed, owner=self)

    def _reasons(self, order_id: int, reason_for: ReasonFor, stage_id: int | None) -> tuple[ReasonRow, ...]:
        with self._desk.store.read() as session:
            return reasons_for(session, order_id, reason_for, stage_id, self._kit.times.now())

    def _on_reasons(
        self, title: str, sentence: str, done: Notice, deed: WithReason, must: bool, found: tuple[ReasonRow, ...]
    ) -> None:
        if found or not must:
            self.reason_wanted.emit(ReasonWish(title, sentence, found, must, deed, done))
        else:
            words = tr("This takes a reason, and there are none yet; an administrator adds them in the settings.")
            self.told.emit(Notice(words, Mood.ERROR))
