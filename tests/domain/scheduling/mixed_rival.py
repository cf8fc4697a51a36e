"""A dispatcher as a process of its own who does all there is: swaps, chains, crews, copies and steps of several.

Called with the database, a seed, how many steps, and the ids of orders; waits for a line to begin.
"""

import sys
from collections.abc import Sequence
from random import Random

from sqlalchemy import select

from domain.errors import Refusal
from domain.scheduling.model import Booking, BookingStatus
from domain.scheduling.placing.edits import Edit, rearrange
from domain.scheduling.placing.holding import hold_bookings
from domain.scheduling.progress.progress import may_follow
from domain.scheduling.progress.status_service import advance
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from tests.domain.scheduling.rival import FIRST, HOUR, say

#: Two people, and the crew that they are.
ROWS = (1, 2, 3)
STATUSES = (BookingStatus.DISPATCHED, BookingStatus.ACCEPTED, BookingStatus.PLANNED, BookingStatus.CANCELLED)


def main(url: str, seed: str, steps: str, orders: list[int]) -> None:
    store, dice = Store.open(url), Random(int(seed))
    say("ready")
    sys.stdin.readline()
    for _ in range(int(steps)):
        try:
            act(store, f"rival {seed}", orders, dice)
            say("done")
        except Refusal as refusal:
            say(f"refused {refusal}")
    store.close()


def act(store: Store, actor: str, orders: Sequence[int], dice: Random) -> None:
    """One deed, of any kind."""
    with store.read() as session:
        there = list(session.scalars(select(Booking)))
    some = dice.sample(there, min(len(there), dice.randint(2, 4)))
    choice = dice.randrange(4)
    if choice == 0 and some:
        store.run(actor, step, [booking.id for booking in some], dice.choice(STATUSES))
        return
    if choice == 1 and some:
        edits = [put(one, other) for one, other in zip(some, [*some[1:], some[0]], strict=True)]
    elif choice == 2 and some:
        edits = [moved(booking, dice) for booking in some]
    else:
        edits = [placed(dice.choice(orders), dice)]
    store.run(actor, rearrange, edits, override=True, reason="at random")


def step(work: UnitOfWork, ids: Sequence[int], status: BookingStatus) -> None:
    """Let several bookings be as far as this, as far as they may."""
    for booking in hold_bookings(work, ids):
        if status in may_follow(booking.status):
            advance(work, booking.id, status)


def put(booking: Booking, place: Booking) -> Edit:
    """One in the place of another one."""
    return Edit(booking.id, booking.order_id, place.technician_id, place.start_at, place.finish_at, booking.version)


def moved(booking: Booking, dice: Random) -> Edit:
    start = FIRST + dice.randrange(40) * HOUR / 2
    off = dice.random() < 0.3
    return Edit(booking.id, booking.order_id, None if off else dice.choice(ROWS), start, start + HOUR, booking.version)


def placed(order_id: int, dice: Random) -> Edit:
    start = FIRST + dice.randrange(40) * HOUR / 2
    return Edit(None, order_id, dice.choice(ROWS), start, start + HOUR, extra=dice.random() < 0.5)


if __name__ == "__main__":
    _, database, own, number, *ids = sys.argv
    main(database, own, number, [int(each) for each in ids])
