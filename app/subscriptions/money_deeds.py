"""What can be done with the money of fees: reduced, invoiced, credited, earned and taken back."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from app.shared.desk import Desk
from app.shared.dialog import FormDialog
from app.shared.entry import Entry
from app.shared.kit import Kit
from app.shared.links import Mood, Notice
from app.shared.numbers import typed
from app.subscriptions import forms, money_forms
from app.subscriptions.long_run import LongRun
from app.subscriptions.words import span_words
from domain.billing.accruing import AccrualWish, Earned, accrue_all, take_accrual_back
from domain.billing.billable import BillScope
from domain.billing.credited_fees import credit_fees
from domain.billing.invoice_service import issue, propose
from domain.language import tr, trn
from domain.parameters import service as parameters
from domain.store.unit_of_work import UnitOfWork
from domain.subscriptions.crediting import check_open
from domain.subscriptions.detail import AccrualRow, FeeRow, SubscriptionDetail
from domain.subscriptions.reductions import reduce_days, reduce_price, reduce_price_by_percent

Values = dict[str, Any]


class MoneyDeeds(QObject):
    """Opens the forms about the money of fees; says what came of them."""

    told = Signal(object)
    """A `Notice`."""

    def __init__(self, kit: Kit, desk: Desk, run: LongRun, pane: QWidget) -> None:
        super().__init__(pane)
        self._times = kit.times
        self._desk = desk
        self._run = run
        self._entry = Entry(kit, desk, pane)
        self._entry.told.connect(self.told)

    @property
    def _today(self) -> date:
        return self._times.local(self._times.now()).date()

    def reduce(self, fee: FeeRow) -> None:
        """Take something off a fee."""
        title, values = tr("Reduce the fee for {days}", days=span_words(fee.span)), {"way": money_forms.DAYS}
        verb, submit = tr("Take it off"), partial(self._reduce, fee)
        dialog = self._entry.ask("reduce", title, money_forms.reduce_fields(), verb, submit, values)
        money_forms.show_way(dialog.form)
        dialog.form.edited.connect(partial(money_forms.show_way, dialog.form))

    def invoice(self, fees: Sequence[FeeRow]) -> None:
        """Put open fees on proposals, or on invoices at once."""
        title = trn("Invoice {count} fee?", "Invoice {count} fees?", len(fees))
        said = tr("There is one invoice for each customer, agreement and currency, first as a proposal.")
        fields, submit = money_forms.invoice_fields(), partial(self._invoice, fees)
        self._entry.ask("invoice", title, fields, tr("Invoice them"), submit, {"at_once": False}, said)

    def credit(self, fees: Sequence[FeeRow]) -> None:
        """Take invoiced fees back with credit notes."""
        title = trn("Credit {count} fee?", "Credit {count} fees?", len(fees))
        said = tr("A credit note is issued, what was earned is taken back, and the days can be billed anew.")
        fields, verb = money_forms.credit_fields(), tr("Issue credit note")
        self._entry.ask("credit", title, fields, verb, partial(self._credit, fees), said=said)

    def accrue(self, shown: SubscriptionDetail) -> None:
        """Earn the revenue of periods that are over."""
        fields, values = money_forms.accrue_fields(shown.group), money_forms.accrue_values(self._today, forms.THIS)
        self._entry.ask("accrue", tr("Earn revenue"), fields, tr("Post it"), partial(self._accrue, shown), values)

    def take_accruals_back(self, accruals: Sequence[AccrualRow]) -> None:
        """Take what was earned back by hand."""
        title = trn("Take back {count} accrual?", "Take back {count} accruals?", len(accruals))
        fields, submit = money_forms.take_back_fields(), partial(self._take_back, accruals)
        self._entry.ask("accruals_back", title, fields, tr("Take back"), submit, {"on": self._today})

    def _reduce(self, fee: FeeRow, dialog: FormDialog, values: Values) -> None:
        match values["way"]:
            case money_forms.DAYS:
                self._entry.keep(dialog, _reduced, reduce_days, fee.id, money_forms.whole_days(values))
            case money_forms.AMOUNT:
                self._entry.keep(dialog, _reduced, reduce_price, fee.id, typed(values["amount"]))
            case _:
                self._entry.keep(dialog, _reduced, reduce_price_by_percent, fee.id, typed(values["percent"]))

    def _invoice(self, fees: Sequence[FeeRow], dialog: FormDialog, values: Values) -> None:
        ids, at_once = frozenset(fee.id for fee in fees), bool(values["at_once"])
        self._entry.keep(dialog, partial(_invoiced, at_once), invoice_fees, ids, at_once)

    def _credit(self, fees: Sequence[FeeRow], dialog: FormDialog, values: Values) -> None:
        self._entry.keep(dialog, _credited, credit_fees, [fee.id for fee in fees], values["reason"])

    def _accrue(self, shown: SubscriptionDetail, dialog: FormDialog, values: Values) -> None:
        self._run.check_free("scope")
        whole_group = values["scope"] == forms.GROUP
        wish = AccrualWish(
            values["until"],
            group_id=shown.draft.group_id if whole_group else None,
            subscription_id=None if whole_group else shown.id,
            post_on=values["post_on"],
        )
        steps = partial(accrue_all, self._desk.store, self._desk.user, wish)
        self._entry.check(dialog, partial(_check_day, wish=wish), partial(self._run.begin, steps, _earned))

    def _take_back(self, accruals: Sequence[AccrualRow], dialog: FormDialog, values: Values) -> None:
        ids = [each.id for each in accruals]
        self._entry.keep(dialog, partial(_taken_back, len(ids)), take_accruals_back, ids, values["on"])


def invoice_fees(work: UnitOfWork, fee_ids: frozenset[int], at_once: bool) -> list[str]:
    """Put fees on proposals, and issue these where nobody wants to look them through; returns their numbers."""
    proposals = propose(work, BillScope(fee_ids=fee_ids))
    return [issue(work, key).number or "" if at_once else "" for key in proposals]


def take_accruals_back(work: UnitOfWork, accrual_ids: Sequence[int], on: date) -> None:
    """Take all of them back, or none."""
    for key in sorted(accrual_ids):
        take_accrual_back(work, key, on)


def _check_day(session: Session, wish: AccrualWish) -> None:
    if wish.post_on is not None:
        check_open(wish.post_on, parameters.read(session).is_closed, "post_on")


def _reduced(_fee_id: int) -> Notice:
    return Notice(tr("The reduction is made; it is invoiced with the fee."))


def _invoiced(at_once: bool, numbers: Sequence[str]) -> Notice:
    if at_once:
        return Notice(tr("Issued: {numbers}.", numbers=", ".join(numbers)))
    words = trn("{count} proposal is made.", "{count} proposals are made.", len(numbers))
    return Notice(tr("{words} Look it through in Invoicing.", words=words))


def _credited(numbers: Sequence[str]) -> Notice:
    return Notice(tr("Credited: {numbers}.", numbers=", ".join(numbers)))


def _earned(steps: Sequence[Earned]) -> Notice:
    posted = sum(step.posted for step in steps)
    reasons = [step.reason for step in steps if step.reason]
    if not posted and not reasons:
        return Notice(tr("Nothing is to be earned until then."), Mood.INFO)
    words = trn("{count} accrual is posted.", "{count} accruals are posted.", posted)
    return Notice(" ".join((words, *reasons[:1])), Mood.WARNING if reasons else Mood.DONE)


def _taken_back(count: int, _result: None) -> Notice:
    return Notice(trn("{count} accrual is taken back.", "{count} accruals are taken back.", count))
