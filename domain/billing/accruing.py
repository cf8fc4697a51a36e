"""Earns the revenue of invoiced fees, period by period, and takes what was earned back by hand: each once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, select

from domain.billing.fee_books import Booking, book
from domain.billing.fee_model import FeeDeed, FeePosting
from domain.errors import Gone, Refusal
from domain.language import tr
from domain.parameters import service as parameters
from domain.store.store import Store
from domain.store.subjects import word_for
from domain.store.unit_of_work import UnitOfWork
from domain.subscriptions.bookkeeping import accruing
from domain.subscriptions.crediting import Posted, check_open, taken_back
from domain.subscriptions.model import Fee, FeeAccrual, FeeStatus, Subscription, SubscriptionGroup
from domain.subscriptions.periods import PeriodCode

AT_ONCE = 50
"""How many fees one transaction earns."""


@dataclass(frozen=True, slots=True)
class AccrualWish:
    """What is to be earned: all that is over on a day; what is not given does not narrow.

    Without `post_on` each accrual is posted on its last day, or on that of the invoice if this came later.
    """

    until: date
    code: PeriodCode | None = None
    group_id: int | None = None
    subscription_id: int | None = None
    post_on: date | None = None


@dataclass(frozen=True, slots=True)
class Earned:
    """How far it is: so many of all fees are done; accruals that were posted, and those left as their day is closed."""

    done: int
    total: int
    posted: int = 0
    closed: int = 0

    @property
    def reason(self) -> str:
        """Why some were left."""
        if not self.closed:
            return ""
        return tr("Accruals on days whose books are closed: {count}. Give a day to post them on.", count=self.closed)


def accrue_all(store: Store, actor: str, wish: AccrualWish) -> Iterator[Earned]:
    """Earn what is over, some fees at a time, telling after each time how far it is, and what became of them.

    Who stops listening stops it between two; doing it again goes on from there and posts nothing twice.
    """
    with store.read() as session:
        keys = session.scalars(_due(wish).with_only_columns(Fee.id).distinct().order_by(Fee.id)).all()
    for start in range(0, len(keys), AT_ONCE):
        some = keys[start : start + AT_ONCE]
        posted, closed = store.run(actor, accrue, wish, some)
        yield Earned(start + len(some), len(keys), posted, closed)


def accrue(work: UnitOfWork, wish: AccrualWish, fee_ids: Sequence[int]) -> tuple[int, int]:
    """Earn what is over of these fees; returns how many accruals were posted, and how many were left."""
    known = parameters.read(work.session)
    if wish.post_on is not None:
        check_open(wish.post_on, known.is_closed, "post_on")
    work.session.scalars(select(Fee.id).where(Fee.id.in_(fee_ids)).order_by(Fee.id).with_for_update()).all()
    due = _due(wish).where(Fee.id.in_(fee_ids)).order_by(FeeAccrual.fee_id, FeeAccrual.starts_on)
    bookings, closed = list[Booking](), 0
    for accrual, fee, invoiced_on in work.session.execute(due):
        on = wish.post_on or max(accrual.ends_on, invoiced_on)
        if known.is_closed(on):
            closed += 1
        else:
            bookings.append(_earned(work, accrual, fee, on))
    book(work, bookings)
    return len(bookings), closed


def take_accrual_back(work: UnitOfWork, accrual_id: int, on: date | None = None) -> None:
    """Take what was earned of a fee in one period back by hand, as it is done before the fee is credited."""
    fee_id = work.session.scalar(select(FeeAccrual.fee_id).where(FeeAccrual.id == accrual_id))
    if fee_id is None:
        raise Gone(tr("This {subject} is not there any more.", subject=word_for(FeeAccrual.subject)))
    fee = work.get(Fee, fee_id, lock=True)
    accrual = work.get(FeeAccrual, accrual_id, lock=True)
    if accrual.posted_on is None:
        raise Refusal(tr("This accrual is not posted yet."))
    if accrual.reversed_on is not None:
        raise Refusal(tr("This accrual was taken back already."))
    day = on or work.now.astimezone().date()
    check_open(day, parameters.read(work.session).is_closed, "on")
    booked = taken_back(Posted(accrual.amount, accrual.posted_on), day)
    accrual.reversed_on = day
    work.note("fee_accrual.reversed", accrual)
    book(work, [Booking(fee, FeeDeed.REVERSED, day, booked.entries, accrual_id=accrual.id)])


def _earned(work: UnitOfWork, accrual: FeeAccrual, fee: Fee, on: date) -> Booking:
    accrual.posted_on = on
    work.note("fee_accrual.posted", accrual)
    return Booking(fee, FeeDeed.ACCRUED, on, accruing(accrual.amount, on), accrual_id=accrual.id)


def _due(wish: AccrualWish) -> Select[FeeAccrual, Fee, date]:
    """The accruals that are over and not posted, with their fee and the day on which that was invoiced."""
    conditions: list[ColumnElement[bool]] = [
        FeeAccrual.posted_on.is_(None),
        FeeAccrual.ends_on <= wish.until,
        Fee.status == FeeStatus.INVOICED,
        FeePosting.deed == FeeDeed.INVOICED,
    ]
    if wish.code is not None:
        conditions.append(SubscriptionGroup.accrual_code == wish.code)
    if wish.group_id is not None:
        conditions.append(Subscription.group_id == wish.group_id)
    if wish.subscription_id is not None:
        conditions.append(Fee.subscription_id == wish.subscription_id)
    return (
        select(FeeAccrual, Fee, FeePosting.posted_on)
        .join(Fee, Fee.id == FeeAccrual.fee_id)
        .join(FeePosting, FeePosting.fee_id == Fee.id)
        .join(Fee.subscription)
        .join(Subscription.group)
        .where(*conditions)
    )
