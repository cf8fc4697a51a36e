"""Bills: proposed from posted lines and open fees, looked through, and issued with a number."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import select

from domain.billing.billable import BillScope
from domain.billing.fee_billing import invoice_fees
from domain.billing.marking import mark
from domain.billing.model import Invoice, InvoiceKind, InvoiceLine, InvoiceStatus
from domain.billing.recipient import recipient
from domain.billing.telling import tell_orders
from domain.billing.totals import totals
from domain.billing.what_waits import Pile, gathered
from domain.errors import Overtaken, Refusal
from domain.language import day_words, tr
from domain.parameters import service as parameters
from domain.store.numbering import next_number
from domain.store.unit_of_work import UnitOfWork
from domain.subscriptions.crediting import check_open

NOTHING = Decimal(0)


def propose(work: UnitOfWork, scope: BillScope) -> list[int]:
    """Put all posted lines and open fees of `scope` that are on no bill yet on proposals.

    There is one for each customer, agreement and currency; returns their ids.
    """
    piles = gathered(work, scope)
    if not piles:
        raise Refusal(tr("Nothing is waiting to be invoiced."))
    return [_proposal(work, pile, lines).id for pile, lines in piles.items()]


def remove_invoice_line(work: UnitOfWork, invoice_line_id: int) -> None:
    """Take a line off a proposal, to be billed another time; the last one takes the proposal with it."""
    invoice = _held_proposal(work, work.get(InvoiceLine, invoice_line_id).invoice_id)
    line = work.get(InvoiceLine, invoice_line_id)
    if len(invoice.lines) == 1:
        drop_proposal(work, invoice.id)
        return
    mark(work.session, InvoiceLine.id == line.id, billed=False)
    invoice.lines.remove(line)
    work.note("invoice_line.removed", line, invoice_id=invoice.id)
    for position, each in enumerate(invoice.lines, 1):
        if each.position != position:
            each.position = position
            work.note("invoice_line.moved", each, invoice_id=invoice.id)
    _add_up(invoice)
    work.note("invoice.changed", invoice)


def drop_proposal(work: UnitOfWork, invoice_id: int) -> None:
    """Throw a proposal away; its lines wait for the next one."""
    invoice = _held_proposal(work, invoice_id)
    mark(work.session, InvoiceLine.invoice_id == invoice.id, billed=False)
    for line in invoice.lines:
        work.note("invoice_line.removed", line, invoice_id=invoice.id)
    work.session.delete(invoice)
    work.note("invoice.dropped", invoice)


def set_remark(work: UnitOfWork, invoice_id: int, remark: str) -> None:
    """Give a proposal a text of its own, which stands on the paper."""
    invoice = _held_proposal(work, invoice_id)
    invoice.remark = remark.strip()
    work.note("invoice.changed", invoice)


def issue(work: UnitOfWork, invoice_id: int, on: date | None = None, *, version: int | None = None) -> Invoice:
    """Make a proposal an invoice: it gets its number, its dates and the address as it is now, and stays so.

    `version` is that of the proposal somebody has looked through.
    """
    invoice = _held_proposal(work, invoice_id)
    if version is not None and invoice.version != version:
        raise Overtaken(tr("Somebody else has changed this proposal meanwhile; look again."))
    # Who has the number holds all others back, so that none of a later day can come between it and the day.
    invoice.number = next_number(work, "invoice", "INV")
    invoice.issued_on = on or work.now.astimezone().date()
    _check_day(work, invoice.issued_on)
    invoice.due_on = invoice.issued_on + timedelta(days=parameters.read(work.session).payment_days)
    invoice.billed_name, invoice.billed_address = recipient(work.session, invoice)
    _add_up(invoice)
    _check_total(invoice)
    invoice.status = InvoiceStatus.ISSUED
    invoice_fees(work, invoice)
    work.note("invoice.issued", invoice, number=invoice.number)
    tell_orders(work, invoice, "order.invoiced", {"invoice": invoice.number})
    return invoice


def _proposal(work: UnitOfWork, pile: Pile, lines: Sequence[InvoiceLine]) -> Invoice:
    invoice = Invoice(
        kind=InvoiceKind.INVOICE,
        status=InvoiceStatus.PROPOSAL,
        customer_id=pile.customer_id,
        agreement_id=pile.agreement_id,
        currency=pile.currency,
        created_at=work.now,
        net=NOTHING,
        tax=NOTHING,
        total=NOTHING,
    )
    for position, line in enumerate(lines, 1):
        line.position = position
    invoice.lines = list(lines)
    _add_up(invoice)
    work.add(invoice, "invoice.proposed")
    for line in invoice.lines:
        work.note("invoice_line.added", line)
    mark(work.session, InvoiceLine.invoice_id == invoice.id, billed=True)
    return invoice


def _add_up(invoice: Invoice) -> None:
    sums = totals(invoice.lines, invoice.currency)
    invoice.net, invoice.tax, invoice.total = sums.net, sums.tax, sums.total


def _held_proposal(work: UnitOfWork, invoice_id: int) -> Invoice:
    invoice = work.get(Invoice, invoice_id, lock=True)
    if invoice.status is not InvoiceStatus.PROPOSAL:
        raise Refusal(tr("{number} is issued and stays as it is; credit it instead.", number=invoice.number))
    return invoice


def _check_day(work: UnitOfWork, on: date) -> None:
    """Numbers and dates go up together, and no invoice comes into books that are closed."""
    check_open(on, parameters.read(work.session).is_closed, "on")
    last = select(Invoice.number, Invoice.issued_on).where(Invoice.kind == InvoiceKind.INVOICE, Invoice.issued_on > on)
    later = work.session.execute(last.order_by(Invoice.issued_on.desc()).limit(1)).first()
    if later is not None:
        number, day = later
        assert day is not None, "later than a day"
        raise Refusal(
            tr("{number} is already of {day}; no invoice comes before it.", number=number, day=day_words(day)),
            field="on",
        )


def _check_total(invoice: Invoice) -> None:
    """A credit note takes back what was asked for; an invoice cannot."""
    if invoice.total < 0:
        raise Refusal(
            tr("The total is below zero, and nobody can be asked for that.")
            + " "
            + tr("Take the discount off until there is more to bill, or credit the invoice that was too high.")
        )
