"""Posting an order and billing it."""

from datetime import date
from functools import partial
from typing import Any

from app.orders.next_step import can_invoice, can_post, waiting_for_bill
from app.orders.order_work import OrderWork
from app.shared.dialog import FormDialog
from app.shared.fields import TextField
from app.shared.links import Notice
from app.shared.money import money
from app.shared.typed import day, written_day
from domain.billing.billable import BillScope
from domain.billing.invoice_service import issue, propose
from domain.billing.posting_service import counter_post, post_order
from domain.errors import Refusal
from domain.language import tr
from domain.orders.content import LineStatus
from domain.orders.margin import ZERO
from domain.parameters.model import ReasonFor
from domain.store.unit_of_work import UnitOfWork


class OrderMoney:
    """Post, take back, bill."""

    def __init__(self, work: OrderWork) -> None:
        self._work = work

    def can_post(self) -> bool:
        return self._work.view is not None and can_post(self._work.view)

    def can_take_back(self) -> bool:
        """Whether something is booked that is on no bill."""
        view = self._work.view
        booked = view is not None and any(line.status is LineStatus.POSTED for line in view.lines)
        return booked and view is not None and view.posting_id is not None

    def can_invoice(self) -> bool:
        return self._work.view is not None and can_invoice(self._work.view)

    def post(self) -> None:
        """Book the lines."""
        order = self._work.shown.detail
        self._work.deeds.do(Notice(tr("{number} is posted.", number=order.number)), _posted, order.id)

    def take_back(self) -> None:
        """Book the opposite of what was booked last."""
        view = self._work.shown
        done = Notice(tr("The posting of {number} is taken back.", number=view.detail.number))
        deed = self._work.deeds.service(counter_post, view.posting_id)
        self._work.deeds.ask_reason(view.detail.id, ReasonFor.CREDIT, tr("Take the posting back"), done, deed)

    def invoice(self) -> None:
        """Say what will be billed, and bill it."""
        view = self._work.shown
        times = self._work.kit.times
        waiting = [line.sales for line in waiting_for_bill(view)]
        told = tr(
            "{net} without tax, to {customer}",
            net=money(sum(waiting, ZERO), view.header.currency, times),
            customer=view.detail.customer,
        )
        on = TextField("on", tr("Date of the invoice"))
        title = tr("Invoice {number}", number=view.detail.number)
        dialog = self._work.dialog(title, [on], tr("Issue the invoice"), self._on_invoice)
        dialog.set_said(told)
        dialog.begin({"on": written_day(times.local(times.now()).date())})

    def _on_invoice(self, dialog: FormDialog, values: dict[str, Any]) -> None:
        view = self._work.shown
        try:
            on = day(values["on"], self._work.kit.times, "on")
        except Refusal as error:
            dialog.show_refusal(error)
            return
        finish = partial(self._on_billed, dialog)
        self._work.deeds.do_for(finish, dialog.show_refusal, None, _billed, view.detail.id, on)

    def _on_billed(self, dialog: FormDialog, bills: list[tuple[int, str]]) -> None:
        dialog.finish()
        for bill_id, number in bills:
            self._work.deeds.told.emit(Notice(tr("Invoice {number} is issued.", number=number)))
            self._work.invoice_issued.emit(bill_id)


def _posted(work: UnitOfWork, order_id: int) -> str:
    return post_order(work, order_id).number


def _billed(work: UnitOfWork, order_id: int, on: date) -> list[tuple[int, str]]:
    """Bill the lines of the order that wait for it: all or nothing."""
    bills = propose(work, BillScope(order_id=order_id))
    return [(bill.id, bill.number or "") for bill in (issue(work, key, on) for key in bills)]
