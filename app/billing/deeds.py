"""What people do in billing: post, propose, look through, issue, credit, take back; holds no widgets."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.billing.rows import Pile, Ready, Result
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.links import Mood, Notice
from domain.billing.billable import BillableRow, BillScope
from domain.billing.crediting import credit
from domain.billing.invoice_service import drop_proposal, issue, propose, remove_invoice_line
from domain.billing.posting_many import PostResult, post_many
from domain.billing.posting_service import counter_post
from domain.documents.sheets import Sheet, invoice_sheet
from domain.errors import Refusal
from domain.language import tr, trn
from domain.parameters.model import ReasonFor
from domain.parameters.reasons import reasons
from domain.store.unit_of_work import UnitOfWork


class BillingDeeds(QObject):
    """Each deed is one wish of the user; what became of it comes as a notice."""

    told = Signal(object)
    """A `Notice`."""
    posted = Signal(object)
    """The `Result` of each order that was to be posted."""
    proposed = Signal(object)
    """The ids of new proposals."""
    issued = Signal()
    """Some bills have their numbers now."""
    sheet_made = Signal(object)
    """A `Sheet` to look at."""
    reasons_found = Signal(object)
    """What can be chosen when a bill or a posting is taken back: (id, name)."""
    taken_back = Signal()
    refused = Signal(object)
    """Why something was not taken back."""

    def __init__(self, kit: Kit, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = kit.tasks
        self._desk = desk

    def post(self, orders: Sequence[Ready]) -> None:
        """Post each order by itself."""
        numbers = {each.id: each.row.number for each in orders}
        work = partial(post_many, self._desk.store, self._desk.user, list(numbers))
        self._tasks.run(work, partial(self._on_posted, numbers), owner=self)

    def propose(self, piles: Sequence[Pile], until: date) -> None:
        """Propose bills for what waits."""
        scopes = [_scope(each.row, until) for each in piles]
        self._tasks.run(partial(self._desk.do, _propose_all, scopes), self._on_proposed, owner=self)

    def remove_lines(self, line_ids: Sequence[int]) -> None:
        """Take lines off a proposal."""
        words = trn(
            "{count} line taken off; it waits for the next invoice.",
            "{count} lines taken off; they wait for the next invoice.",
            len(line_ids),
        )
        self._do(partial(_remove_all, line_ids=line_ids), words)

    def drop(self, invoice_id: int) -> None:
        """Throw a proposal away."""
        self._do(
            partial(drop_proposal, invoice_id=invoice_id), tr("Proposal dropped; its lines wait for the next one.")
        )

    def issue(self, proposals: Sequence[tuple[int, int]]) -> None:
        """Give proposals (id and the version that was looked through) their numbers, each by itself."""
        self._tasks.run(partial(self._issue, proposals), self._on_issued, owner=self)

    def credit(self, invoice_id: int, line_ids: Sequence[int] | None, reason_id: int | None, remark: str) -> None:
        """Take an invoice back, or some of its lines."""
        work = partial(self._desk.do, _credit, invoice_id, line_ids, reason_id, remark)
        self._tasks.run(work, self._on_taken_back, self._on_refused, owner=self)

    def counter_post(self, posting_id: int, reason_id: int | None, remark: str) -> None:
        """Take a posting back."""
        work = partial(self._desk.do, _counter_post, posting_id, reason_id, remark)
        self._tasks.run(work, self._on_taken_back, self._on_refused, owner=self)

    def preview(self, invoice_id: int) -> None:
        """Lay a bill out as it will be on paper."""
        self._tasks.run(partial(self._sheet, invoice_id), self._on_sheet, owner=self)

    def find_reasons(self) -> None:
        self._tasks.run(self._reasons, self._on_reasons, owner=self)

    def _do(self, function: Callable[[UnitOfWork], Any], words: str) -> None:
        work = partial(self._desk.do, function)
        self._tasks.run(work, partial(self._on_done, words), owner=self)

    def _sheet(self, invoice_id: int) -> Sheet:
        with self._desk.store.read() as session:
            return invoice_sheet(session, invoice_id)

    def _reasons(self) -> list[tuple[int, str]]:
        with self._desk.store.read() as session:
            return [(row.id, row.name) for row in reasons(session, ReasonFor.CREDIT)]

    def _on_posted(self, numbers: dict[int, str], results: list[PostResult]) -> None:
        self.posted.emit(
            [Result(each.order_id, numbers[each.order_id], each.posted, each.sentence) for each in results]
        )
        done = sum(each.posted for each in results)
        if done == len(results):
            self.told.emit(Notice(trn("{count} order posted.", "{count} orders posted.", done)))
        else:
            words = tr("{done} of {count} orders posted; the others say why not.", done=done, count=len(results))
            self.told.emit(Notice(words, Mood.WARNING))

    def _on_proposed(self, ids: list[int]) -> None:
        self.told.emit(Notice(trn("{count} invoice proposed.", "{count} invoices proposed.", len(ids))))
        self.proposed.emit(ids)

    def _issue(self, proposals: Sequence[tuple[int, int]]) -> tuple[list[str], list[str]]:
        """The numbers given, and why others were not."""
        numbers, refusals = [], []
        for invoice_id, version in proposals:
            try:
                numbers.append(self._desk.do(_issue, invoice_id, version))
            except Refusal as refusal:
                refusals.append(str(refusal))
        return numbers, refusals

    def _on_issued(self, outcome: tuple[list[str], list[str]]) -> None:
        numbers, refusals = outcome
        if refusals:
            words = tr("{done} issued, {count} not: {why}", done=len(numbers), count=len(refusals), why=refusals[0])
            self.told.emit(Notice(words, Mood.WARNING))
        else:
            self.told.emit(Notice(tr("{numbers} issued.", numbers=", ".join(numbers))))
        self.issued.emit()

    def _on_taken_back(self, number: str) -> None:
        self.taken_back.emit()
        self.told.emit(Notice(tr("Taken back with {number}.", number=number)))

    def _on_refused(self, error: Exception) -> None:
        self.refused.emit(error)

    def _on_done(self, words: str, _result: Any) -> None:
        self.told.emit(Notice(words))

    def _on_sheet(self, sheet: Sheet) -> None:
        self.sheet_made.emit(sheet)

    def _on_reasons(self, found: list[tuple[int, str]]) -> None:
        self.reasons_found.emit(found)


def _scope(row: BillableRow, until: date) -> BillScope:
    """What lies on one pile."""
    return BillScope(row.customer_id, row.agreement_id, without_agreement=row.agreement_id is None, until=until)


def _propose_all(work: UnitOfWork, scopes: Sequence[BillScope]) -> list[int]:
    """Piles in several currencies are proposed together, so a later one may find nothing left."""
    made: list[int] = []
    for scope in scopes:
        try:
            made += propose(work, scope)
        except Refusal:
            if not made:
                raise
    return made


def _remove_all(work: UnitOfWork, line_ids: Sequence[int]) -> None:
    for line_id in line_ids:
        remove_invoice_line(work, line_id)


def _issue(work: UnitOfWork, invoice_id: int, version: int) -> str:
    return issue(work, invoice_id, version=version).number or ""


def _credit(
    work: UnitOfWork, invoice_id: int, line_ids: Sequence[int] | None, reason_id: int | None, remark: str
) -> str:
    return credit(work, invoice_id, line_ids=line_ids, reason_id=reason_id, remark=remark).number or ""


def _counter_post(work: UnitOfWork, posting_id: int, reason_id: int | None, remark: str) -> str:
    return counter_post(work, posting_id, reason_id=reason_id, remark=remark).number
