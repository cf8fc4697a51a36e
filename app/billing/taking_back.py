"""Asks before an invoice, some of its lines or a posting are taken back, and does it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from app.billing.deeds import BillingDeeds
from app.billing.reason import ReasonDialog
from domain.billing.posting_queries import PostingRow
from domain.billing.queries import BilledLine, InvoiceRow
from domain.language import tr, trn


class TakingBack(QObject):
    """One question at a time, which stays open while it is refused."""

    def __init__(self, deeds: BillingDeeds, over: QWidget) -> None:
        super().__init__(over)
        self._deeds = deeds
        self._over = over
        self.dialog: ReasonDialog | None = None
        deeds.taken_back.connect(self._on_taken_back)

    def credit(self, bill: InvoiceRow) -> None:
        """Ask why, then credit what the invoice still holds."""
        question = tr("Take {number} back?", number=bill.number)
        hint = tr("A credit note is issued; work can be invoiced again, and the days of fees get new ones.")
        self._ask(question, hint, tr("Issue credit note"), partial(self._deeds.credit, bill.id, None))

    def credit_lines(self, bill: InvoiceRow, lines: Sequence[BilledLine]) -> None:
        """Ask why, then credit these lines; the others stay."""
        question = trn(
            "Take {count} line of {number} back?",
            "Take {count} lines of {number} back?",
            len(lines),
            number=bill.number,
        )
        hint = tr("A credit note is issued for: {lines}", lines=", ".join(line.text for line in lines))
        answer = partial(self._deeds.credit, bill.id, [line.id for line in lines])
        self._ask(question, hint, tr("Issue credit note"), answer)

    def counter_post(self, row: PostingRow) -> None:
        """Ask why, then post the opposite."""
        question = tr("Take {number} back?", number=row.number)
        hint = tr("The opposite is posted; lines of {order} that are on no invoice are open again.", order=row.order)
        self._ask(question, hint, tr("Post the opposite"), partial(self._deeds.counter_post, row.id))

    def _ask(self, question: str, hint: str, verb: str, answer: Callable[[int | None, str], None]) -> None:
        self.dialog = ReasonDialog(question, hint, verb, self._over)
        self.dialog.answered.connect(answer)
        self._deeds.reasons_found.connect(self.dialog.offer)
        self._deeds.refused.connect(self.dialog.show_refusal)
        self.dialog.begin()
        self._deeds.find_reasons()

    @Slot()
    def _on_taken_back(self) -> None:
        if self.dialog is not None:
            self.dialog.accept()
            self.dialog = None
