"""Does the same to all selected orders, off the window's thread, and tells of each what became of it; no widgets."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.links import Mood, Notice
from domain.billing.posting_many import post_many
from domain.language import tr
from domain.orders.many import Outcome, each, give_to, set_priority
from domain.orders.queries import StageChoice, stages
from domain.orders.signing import sign_order
from domain.parameters.model import ReasonFor
from domain.parameters.reasons import ReasonRow, reasons
from domain.reporting.order_rows import OrderRow
from domain.scheduling.placing.service import cancel_order, change_stage


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen for the selected orders."""

    stages: tuple[StageChoice, ...]
    reasons: Mapping[ReasonFor, tuple[ReasonRow, ...]]


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """What became of one selected order."""

    id: int
    number: str
    title: str
    done: bool
    sentence: str


class BulkDeeds(QObject):
    """One deed for many orders at a time."""

    told = Signal(object)
    """A `Notice`, where all went well."""
    reported = Signal(object)
    """A tuple of `OutcomeRow`, where something was refused."""
    working = Signal(bool)

    def __init__(self, kit: Kit, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._desk = desk

    @property
    def user(self) -> str:
        """In whose name things are done."""
        return self._desk.user

    def choices(self, shown: Callable[[Choices], None]) -> None:
        """Read what can be chosen, then show it."""
        self._kit.tasks.run(self._read_choices, shown, owner=self)

    def enter_stage(self, rows: Sequence[OrderRow], stage: StageChoice, reason_id: int | None, remark: str) -> None:
        """Put the orders into a stage."""
        told = tr("{count} orders are now {stage}.", count=len(rows), stage=stage.name)
        self._do(rows, told, self._each(change_stage, stage_id=stage.id, reason_id=reason_id, remark=remark))

    def cancel(self, rows: Sequence[OrderRow], reason_id: int | None, remark: str) -> None:
        """Cancel the orders with all their lines."""
        told = tr("{count} orders are cancelled.", count=len(rows))
        self._do(rows, told, self._each(cancel_order, reason_id=reason_id, remark=remark))

    def give_to(self, rows: Sequence[OrderRow], name: str) -> None:
        """Put the orders into somebody's hands, or into nobody's."""
        told = tr("{count} orders are with {name} now.", count=len(rows), name=name)
        nobody = tr("{count} orders are with nobody now.", count=len(rows))
        self._do(rows, told if name else nobody, self._each(give_to, responsible=name))

    def set_priority(self, rows: Sequence[OrderRow], choice: tuple[Any, str]) -> None:
        """Give the orders a priority; `choice` is it and its word."""
        priority, word = choice
        told = tr("{count} orders have the priority {word} now.", count=len(rows), word=word)
        self._do(rows, told, self._each(set_priority, priority=priority))

    def sign(self, rows: Sequence[OrderRow], name: str, reason_id: int | None) -> None:
        """Sign the orders off with all their lines."""
        told = tr("{count} orders are signed off.", count=len(rows))
        self._do(rows, told, self._each(sign_order, name=name, reason_id=reason_id))

    def post(self, rows: Sequence[OrderRow]) -> None:
        """Book what can be booked of the orders."""
        self._do(rows, tr("{count} orders are posted.", count=len(rows)), self._post)

    def _each(self, deed: Callable[..., object], **given: Any) -> Callable[[Sequence[int]], tuple[Outcome, ...]]:
        def all_of(ids: Sequence[int]) -> tuple[Outcome, ...]:
            return each(self._desk.store, self._desk.user, ids, deed, **given)

        return all_of

    def _post(self, ids: Sequence[int]) -> tuple[Outcome, ...]:
        found = post_many(self._desk.store, self._desk.user, ids)
        return tuple(Outcome(one.order_id, one.posted, one.sentence) for one in found)

    def _do(self, rows: Sequence[OrderRow], told: str, work: Callable[[Sequence[int]], tuple[Outcome, ...]]) -> None:
        self.working.emit(True)
        done = partial(self._on_done, {row.id: row for row in rows}, told)
        self._kit.tasks.run(partial(work, [row.id for row in rows]), done, self._on_failed, owner=self)

    def _on_done(self, rows: Mapping[int, OrderRow], told: str, outcomes: tuple[Outcome, ...]) -> None:
        self.working.emit(False)
        if all(one.done for one in outcomes):
            self.told.emit(Notice(told))
            return
        self.reported.emit(
            tuple(
                OutcomeRow(one.order_id, rows[one.order_id].number, rows[one.order_id].title, one.done, one.sentence)
                for one in outcomes
            )
        )

    def _on_failed(self, error: Exception) -> None:
        self.working.emit(False)
        self.told.emit(Notice(str(error), Mood.ERROR))

    def _read_choices(self) -> Choices:
        kinds = (ReasonFor.STAGE, ReasonFor.CANCEL, ReasonFor.BREACH)
        with self._desk.store.read() as session:
            return Choices(tuple(stages(session)), {kind: reasons(session, kind) for kind in kinds})
