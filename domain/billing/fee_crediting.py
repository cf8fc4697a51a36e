"""What crediting a bill means for the fees on it: nothing of them is left on any account, and their days are free."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from sqlalchemy import select

from domain.billing.fee_billing import held_fees
from domain.billing.fee_books import Booking, book
from domain.billing.fee_model import FeeDeed
from domain.billing.model import Invoice, InvoiceLine
from domain.errors import Refusal
from domain.language import tr
from domain.parameters import service as parameters
from domain.store.references import is_used
from domain.store.unit_of_work import UnitOfWork
from domain.subscriptions.crediting import Posted, credit
from domain.subscriptions.model import Fee, FeeAccrual, FeeStatus
from domain.subscriptions.reductions import reductions_of


def credit_fees(work: UnitOfWork, note: Invoice, lines: Sequence[InvoiceLine]) -> None:
    """Take the fees of these invoice lines back with a credit note that has its number and day."""
    fees = held_fees(work, lines)
    _take_reductions_along(work, fees)
    accruals, bookings = _accruals(work, fees), list[Booking]()
    for fee in fees:
        fee.status = FeeStatus.CREDITED
        work.note("fee.credited", fee, credit_note=note.number)
        bookings += _booked(work, note, fee, [each for each in accruals if each.fee_id == fee.id])
    book(work, bookings)


def _take_reductions_along(work: UnitOfWork, fees: Iterable[Fee]) -> None:
    """What reduces a fee is nothing without it: credited with it, or taken back if it waits to be billed."""
    with_it = {fee.id for fee in fees}
    for reduction in reductions_of(work.session, with_it):
        if reduction.status is FeeStatus.CREDITED or reduction.id in with_it:
            continue
        if reduction.status is FeeStatus.INVOICED:
            raise Refusal(tr("Credit the reduction of “{name}” as well, or before.", name=reduction.text))
        if is_used(work.session, reduction):
            raise Refusal(tr("The reduction of “{name}” is on a proposal: take it off first.", name=reduction.text))
        work.session.delete(reduction)
        work.note("fee.taken_back", reduction)


def _accruals(work: UnitOfWork, fees: Sequence[Fee]) -> Sequence[FeeAccrual]:
    mine = FeeAccrual.fee_id.in_([fee.id for fee in fees])
    return work.session.scalars(select(FeeAccrual).where(mine).order_by(FeeAccrual.fee_id, FeeAccrual.starts_on)).all()


def _booked(work: UnitOfWork, note: Invoice, fee: Fee, accruals: Collection[FeeAccrual]) -> Iterator[Booking]:
    known, on = parameters.read(work.session), note.issued_on or work.now.astimezone().date()
    posted = [
        (each, Posted(each.amount, each.posted_on))
        for each in accruals
        if each.posted_on is not None and each.reversed_on is None
    ]
    *back, own = credit(
        fee.amount,
        [was for _, was in posted],
        known.accrual_reversal,
        on,
        known.is_closed,
        accrues=bool(accruals),
    )
    for (accrual, _), booked in zip(posted, back, strict=True):
        accrual.reversed_on = booked.on
        work.note("fee_accrual.reversed", accrual)
        yield Booking(fee, FeeDeed.REVERSED, booked.on, booked.entries, accrual_id=accrual.id)
    yield Booking(fee, FeeDeed.CREDITED, own.on, own.entries, invoice_id=note.id)
