"""What is still wanted of orders, read for some of them at once; and what edits may give them."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.errors import Refusal
from domain.language import tr
from domain.orders.model import Order
from domain.scheduling.live import LIVE
from domain.scheduling.model import Booking, BookingStatus
from domain.scheduling.needs.fulfilment import Left, Share, Wanted, left_of, still_wanted
from domain.scheduling.placing.edit_values import Edit
from domain.scheduling.requirement_model import Requirement
from domain.store.portions import portions
from domain.workforce.model import Technician


@dataclass(frozen=True, slots=True)
class Book:
    """An order as far as it is booked."""

    minutes: int
    wanted: tuple[Wanted, ...]
    shares: Mapping[int, Share]
    """By the id of the booking."""

    def left(self, wished: int | None = None) -> tuple[Left, ...]:
        """What must still be booked; while nothing is, of the way to which the requirement `wished` belongs."""
        ways = () if self.shares else {each.way for each in self.wanted if each.id == wished}
        wanted = tuple(each for each in self.wanted if each.way in ways) or self.wanted
        return still_wanted(self.minutes, wanted, tuple(self.shares.values()))

    def is_given(self, requirement_id: int) -> bool:
        """Whether nobody more is needed for one of its requirements."""
        mine = [each for each in self.wanted if each.id == requirement_id]
        return not any(left_of(each, self.shares.values()).minutes for each in mine)

    def without(self, booking_ids: Collection[int]) -> "Book":
        """As it would be without some bookings."""
        return replace(self, shares={key: each for key, each in self.shares.items() if key not in booking_ids})

    def beside(self, key: int, share: Share) -> "Book":
        """As it would be with one booking more."""
        return replace(self, shares={**self.shares, key: share})


def books(session: Session, order_ids: Collection[int]) -> Mapping[int, Book]:
    """Some orders as they are booked."""
    found: dict[int, Book] = {}
    for some in portions(order_ids):
        found |= _books(session, some)
    return found


def _books(session: Session, order_ids: Sequence[int]) -> Mapping[int, Book]:
    wanted: dict[int, list[Wanted]] = defaultdict(list)
    of_group = select(Requirement.order_id, Requirement.id, Requirement.way, Requirement.minutes)
    of_group = of_group.where(Requirement.order_id.in_(order_ids)).order_by(Requirement.way, Requirement.position)
    for order_id, *rest in session.execute(of_group):
        wanted[order_id].append(Wanted(*rest))
    shares: dict[int, dict[int, Share]] = defaultdict(dict)
    for order_id, key, share in _shares(session, order_ids):
        shares[order_id][key] = share
    minutes = session.execute(select(Order.id, Order.minutes).where(Order.id.in_(order_ids)))
    return {key: Book(whole, tuple(wanted[key]), shares[key]) for key, whole in minutes}


def fulfilled(session: Session, order_ids: Collection[int]) -> frozenset[int]:
    """Those of the orders for which nobody more is needed."""
    return frozenset(key for key, book in books(session, order_ids).items() if not book.left())


def given(session: Session, edits: Sequence[Edit]) -> list[Edit]:
    """The edits, each with the requirement that it fulfils. Raises Refusal for what nobody needs."""
    known = dict(books(session, {edit.order_id for edit in edits if _places(edit)}))
    leaving = {edit.booking_id for edit in edits if edit.technician_id is None and edit.booking_id is not None}
    present = {key: book.without(leaving) for key, book in known.items()}
    found = []
    for at, edit in enumerate(edits, 1):
        if not _places(edit):
            found.append(edit)
            continue
        book = present[edit.order_id]
        rest = book.left(edit.requirement_id) if book.wanted else known[edit.order_id].without(leaving).left()
        one = _fulfilling(session, edit, book, rest)
        present[edit.order_id] = book.beside(-at, Share(one.start, one.finish, requirement_id=one.requirement_id))
        found.append(one)
    return found


def _places(edit: Edit) -> bool:
    """Whether its order gets a booking more: a new one, one that comes back, or one that was cancelled."""
    revived = edit.again is not None and edit.seen is not None and edit.seen.status is BookingStatus.CANCELLED
    return edit.technician_id is not None and (edit.booking_id is None or edit.comes_back or revived)


def _fulfilling(session: Session, edit: Edit, book: Book, rest: Sequence[Left]) -> Edit:
    if edit.extra:
        return edit
    if not rest or (edit.requirement_id is not None and book.is_given(edit.requirement_id)):
        raise Refusal(_taken(session, edit.order_id))
    return edit if edit.requirement_id is not None else replace(edit, requirement_id=rest[0].requirement_id)


def _taken(session: Session, order_id: int) -> str:
    """That and with whom an order is planned already."""
    statement = (
        select(Order.number, Technician.name)
        .outerjoin(Booking, (Booking.order_id == Order.id) & LIVE)
        .outerjoin(Technician, Technician.id == Booking.technician_id)
        .where(Order.id == order_id)
        .order_by(Booking.start_at)
        .limit(1)
    )
    number, name = session.execute(statement).one()
    return tr("{number} is already with {technician}.", number=number, technician=name)


def _shares(session: Session, order_ids: Sequence[int]) -> list[tuple[int, int, Share]]:
    """Of each booking the order, its id, and what it gives; of work that has ended what it took really."""
    times = (Booking.start_at, Booking.finish_at, Booking.arrived_at, Booking.left_at)
    columns = (Booking.order_id, Booking.id, *times, Booking.status, Booking.requirement_id)
    statement = select(*columns).where(Booking.order_id.in_(order_ids), LIVE)
    found = []
    for order_id, key, start, finish, arrived, gone, status, requirement_id in session.execute(statement):
        really = arrived is not None and gone is not None and arrived < gone
        share = Share(arrived or start, gone or finish) if really else Share(start, finish)
        found.append((order_id, key, replace(share, status=status, requirement_id=requirement_id)))
    return found
