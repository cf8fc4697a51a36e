"""What issuing a bill means for the fees on it: they are invoiced, booked, and their revenue is spread over time."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from domain.billing.fee_books import Booking, book
from domain.billing.fee_model import FeeDeed
from domain.billing.model import Invoice, InvoiceLine
from domain.parameters import service as parameters
from domain.parameters.registry import Parameters
from domain.store.unit_of_work import UnitOfWork
from domain.subscriptions.accrual import accruals
from domain.subscriptions.bookkeeping import invoicing
from domain.subscriptions.model import Fee, FeeAccrual, FeeStatus
from domain.subscriptions.periods import rhythm_from
from domain.subscriptions.spans import Span


def invoice_fees(work: UnitOfWork, invoice: Invoice) -> None:
    """Let the fees of an invoice that has its number and day be invoiced, and book them."""
    bookings: list[Booking] = []
    spread: list[FeeAccrual] = []
    for fee in held_fees(work, invoice.lines):
        fee.status = FeeStatus.INVOICED
        work.note("fee.invoiced", fee, invoice=invoice.number)
        planned = _spread(fee, parameters.read(work.session))
        spread += planned
        on = invoice.issued_on or work.now.astimezone().date()
        entries = invoicing(fee.amount, on, accrues=bool(planned))
        bookings.append(Booking(fee, FeeDeed.INVOICED, on, entries, invoice_id=invoice.id))
    work.add_all(spread, "fee_accrual.planned")
    book(work, bookings)


def held_fees(work: UnitOfWork, lines: Iterable[InvoiceLine]) -> Sequence[Fee]:
    """The fees of these lines, by id; nobody else changes them until the commit."""
    keys = [line.fee_id for line in lines if line.fee_id is not None]
    held = select(Fee).where(Fee.id.in_(keys)).order_by(Fee.id).with_for_update()
    return work.session.scalars(held.execution_options(populate_existing=True)).all()


def _spread(fee: Fee, known: Parameters) -> list[FeeAccrual]:
    subscription = fee.subscription
    code = subscription.group.accrual_code
    if code is None:
        return []
    parts = accruals(
        fee.amount,
        Span(fee.starts_on, fee.ends_on),
        rhythm_from(code, subscription.starts_on, from_start=subscription.from_start),
        fee.currency,
        by_day=known.accrue_by_day,
        rounding_in=known.accrual_rounding,
    )
    return [
        FeeAccrual(fee_id=fee.id, starts_on=part.span.starts_on, ends_on=part.span.ends_on, amount=part.amount)
        for part in parts
    ]
