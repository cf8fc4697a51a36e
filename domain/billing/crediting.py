"""Takes invoices back with credit notes: as a whole, or only some of their lines."""

from collections.abc import Collection, Sequence
from datetime import date

from domain.billing.fee_crediting import credit_fees
from domain.billing.marking import mark
from domain.billing.model import Invoice, InvoiceKind, InvoiceLine, InvoiceStatus
from domain.billing.telling import tell_orders
from domain.billing.totals import totals
from domain.errors import Refusal
from domain.language import tr
from domain.parameters import reasons
from domain.parameters import service as parameters
from domain.parameters.model import ReasonFor
from domain.store.numbering import next_number
from domain.store.unit_of_work import UnitOfWork
from domain.subscriptions.crediting import check_open


def credit(
    work: UnitOfWork,
    invoice_id: int,
    *,
    line_ids: Collection[int] | None = None,
    reason_id: int | None = None,
    remark: str = "",
) -> Invoice:
    """Take back what an invoice still holds, or the lines `line_ids` of it, with a credit note.

    Lines of orders can be billed again, or counter-posted and corrected; the days of fees are free for new ones. What
    is credited is credited once.
    """
    invoice = work.get(Invoice, invoice_id, lock=True)
    _check_may_credit(invoice)
    chosen = _chosen(invoice, line_ids)
    _check_discounts(invoice, chosen)
    reason = reasons.given(work, ReasonFor.CREDIT, reason_id, required=False)
    why = ": ".join(text for text in (reason.name if reason else "", remark.strip()) if text)
    if not why:
        raise Refusal(tr("Say why the invoice is taken back."), field="reason")
    check_open(_today(work), parameters.read(work.session).is_closed, "reason")
    note = work.add(_credit_note(work, invoice, chosen, why), "invoice.credit_note_issued", credits=invoice.number)
    work.add_all((_mirrored(note.id, at, line) for at, line in enumerate(chosen, 1)), "invoice_line.added")
    credit_fees(work, note, chosen)
    _release(work, invoice, chosen)
    work.note("invoice.credited", invoice, credit_note=note.number, remark=why)
    partly = len(chosen) < len(invoice.lines)
    told = {"invoice": invoice.number, "credit_note": note.number, "partly": partly, "remark": why}
    tell_orders(work, note, "order.credited", told)
    return note


def _check_may_credit(invoice: Invoice) -> None:
    if invoice.status is InvoiceStatus.PROPOSAL:
        raise Refusal(tr("A proposal is dropped, not credited."))
    if invoice.kind is InvoiceKind.CREDIT_NOTE:
        raise Refusal(tr("{number} is a credit note itself.", number=invoice.number))
    if invoice.status is InvoiceStatus.CREDITED:
        raise Refusal(tr("{number} was credited already.", number=invoice.number))


def _chosen(invoice: Invoice, line_ids: Collection[int] | None) -> list[InvoiceLine]:
    held = [line for line in invoice.lines if line.is_held]
    if line_ids is None:
        return held
    if not line_ids:
        raise Refusal(tr("Choose the lines to be credited."))
    chosen = [line for line in held if line.id in line_ids]
    if len(chosen) < len(set(line_ids)):
        raise Refusal(tr("Some of these lines were credited already, or are not on {number}.", number=invoice.number))
    return chosen


def _check_discounts(invoice: Invoice, chosen: Sequence[InvoiceLine]) -> None:
    """Neither what is given back nor what stays may be below zero."""
    stays = [line for line in invoice.lines if line.is_held and line not in chosen]
    if totals(chosen, invoice.currency).total < 0:
        raise Refusal(tr("A discount alone cannot be credited; choose what it was given on as well."))
    if totals(stays, invoice.currency).total < 0:
        raise Refusal(
            tr("More than is left of {number} cannot be credited; choose the discount as well.", number=invoice.number)
        )


def _release(work: UnitOfWork, invoice: Invoice, chosen: Sequence[InvoiceLine]) -> None:
    """Let the lines be billed anew; an invoice that holds none any more is credited."""
    mark(work.session, InvoiceLine.id.in_([line.id for line in chosen]), billed=False)
    for line in chosen:
        line.billed_line_id = line.billed_fee_id = None
        work.note("invoice_line.released", line, invoice_id=invoice.id)
    if not any(line.is_held for line in invoice.lines):
        invoice.status = InvoiceStatus.CREDITED


def _credit_note(work: UnitOfWork, invoice: Invoice, chosen: Sequence[InvoiceLine], why: str) -> Invoice:
    sums = totals(chosen, invoice.currency)
    return Invoice(
        number=next_number(work, "credit note", "CN"),
        kind=InvoiceKind.CREDIT_NOTE,
        status=InvoiceStatus.ISSUED,
        customer_id=invoice.customer_id,
        agreement_id=invoice.agreement_id,
        credits_id=invoice.id,
        currency=invoice.currency,
        created_at=work.now,
        issued_on=_today(work),
        billed_name=invoice.billed_name,
        billed_address=invoice.billed_address,
        net=sums.net,
        tax=sums.tax,
        total=sums.total,
        remark=why,
    )


def _today(work: UnitOfWork) -> date:
    return work.now.astimezone().date()


def _mirrored(credit_note_id: int, position: int, line: InvoiceLine) -> InvoiceLine:
    return InvoiceLine(
        invoice_id=credit_note_id,
        position=position,
        order_line_id=line.order_line_id,
        fee_id=line.fee_id,
        text=line.text,
        quantity=line.quantity,
        unit=line.unit,
        price=line.price,
        tax_percent=line.tax_percent,
        net=line.net,
    )
