"""Books fees: each booking is a posting of its own, on the accounts that the settings give."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from domain.billing.fee_model import FeeDeed, FeePosting, FeePostingEntry
from domain.errors import Refusal
from domain.language import tr
from domain.parameters import service as parameters
from domain.parameters.registry import Parameters
from domain.store.numbering import next_numbers
from domain.store.unit_of_work import UnitOfWork
from domain.subscriptions.bookkeeping import LedgerEntry
from domain.subscriptions.model import Fee


@dataclass(frozen=True, slots=True)
class Booking:
    """What one deed books of a fee: with an invoice or credit note, or for an accrual."""

    fee: Fee
    deed: FeeDeed
    on: date
    entries: tuple[LedgerEntry, ...]
    invoice_id: int | None = None
    accrual_id: int | None = None


def book(work: UnitOfWork, bookings: Sequence[Booking]) -> None:
    """Write a posting for each booking; a fee that comes to nothing has one without entries."""
    if not bookings:
        return
    numbers = next_numbers(work, "fee posting", "FP", len(bookings))
    postings = [_posting(work, number, each) for number, each in zip(numbers, bookings, strict=True)]
    work.add_all(postings, "fee_posting.made")
    known = parameters.read(work.session)
    written = zip(postings, bookings, strict=True)
    entries = [entry for posting, each in written for entry in _entries(posting.id, each.entries, known)]
    work.add_all(entries, "fee_posting_entry.made")


def _posting(work: UnitOfWork, number: str, booking: Booking) -> FeePosting:
    return FeePosting(
        number=number,
        fee_id=booking.fee.id,
        deed=booking.deed,
        invoice_id=booking.invoice_id,
        accrual_id=booking.accrual_id,
        posted_on=booking.on,
        posted_at=work.now,
        posted_by=work.actor,
        currency=booking.fee.currency,
    )


def _entries(posting_id: int, entries: Sequence[LedgerEntry], known: Parameters) -> Iterator[FeePostingEntry]:
    """The two sides of each amount follow each other; both on one account would say nothing."""
    for pair in zip(entries[::2], entries[1::2], strict=True):
        numbers = [known.subscription_account(side.account.value) for side in pair]
        if len(set(numbers)) == 1:
            raise Refusal(
                tr("Subscriptions: debit and credit are both on account {account}.", account=numbers[0])
                + " "
                + tr("An administrator must change the accounts in the settings.")
            )
        for side, number in zip(pair, numbers, strict=True):
            yield FeePostingEntry(
                fee_posting_id=posting_id,
                account=side.account,
                account_number=number,
                debit=side.debit,
                credit=side.credit,
            )
