"""A dispatcher as a process of its own: places, moves and takes off at random, and tells of every step.

Called with the database, a seed, how many steps (0: without an end) and the ids of orders; waits for a line to begin.
"""

import sys
from datetime import UTC, datetime, timedelta
from random import Random

from sqlalchemy import select

from domain.errors import Refusal
from domain.scheduling.model import Booking
from domain.scheduling.placing.edits import Edit, rearrange
from domain.store.store import Store

FIRST = datetime(2026, 3, 2, 7, tzinfo=UTC)
HOUR = timedelta(hours=1)
TECHNICIANS = (1, 2)


def main(url: str, seed: str, steps: str, orders: list[int]) -> None:
    store, dice, left = Store.open(url), Random(int(seed)), int(steps) or sys.maxsize
    say("ready")
    sys.stdin.readline()
    while left:
        left -= 1
        try:
            done = store.run(f"rival {seed}", rearrange, [wish(store, orders, dice)], override=True, reason="at random")
            say(f"done {done[0].booking_id}")
        except Refusal as refusal:
            say(f"refused {refusal}")
    store.close()


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def wish(store: Store, orders: list[int], dice: Random) -> Edit:
    """Mostly a placement, of any order on anybody at any time; now and then a move, or one booking less."""
    start = FIRST + timedelta(days=dice.randrange(5)) + dice.randrange(20) * HOUR / 2
    technician = dice.choice(TECHNICIANS)
    if dice.random() < 0.7:
        return Edit(None, dice.choice(orders), technician, start, start + HOUR)
    with store.read() as session:
        there = session.execute(select(Booking.id, Booking.order_id, Booking.version)).all()
    if not there:
        return Edit(None, dice.choice(orders), technician, start, start + HOUR)
    key, order_id, version = dice.choice(there)
    return Edit(key, order_id, None if dice.random() < 0.3 else technician, start, start + HOUR, version)


if __name__ == "__main__":
    _, database, own, number, *ids = sys.argv
    main(database, own, number, [int(each) for each in ids])
