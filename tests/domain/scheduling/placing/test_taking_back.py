"""Whatever was done to the board is taken back and done again exactly."""

from collections.abc import Sequence
from random import Random

import pytest
from sqlalchemy import select

from domain.errors import Refusal
from domain.parameters.placement_rules import Kind
from domain.scheduling.board_rows import BoardBooking
from domain.scheduling.model import Booking
from domain.scheduling.placing.edits import Done, Edit, reversed_edits
from domain.scheduling.queries import bookings
from domain.store.store import Store
from tests.support.edited import HOUR, TEN, YEAR, soften, together
from tests.support.workshop import Workshop, order


def snapshot(store: Store) -> list[tuple[object, ...]]:
    """All but which of two that lie over each other is told to share its time."""
    columns = [column for column in Booking.__table__.columns if column.name not in ("version", "shared")]
    with store.read() as session:
        assert no_more_shared_than_needed(bookings(session, *YEAR))
        return [tuple(row) for row in session.execute(select(*columns).order_by(Booking.id))]


def no_more_shared_than_needed(rows: Sequence[BoardBooking]) -> bool:
    """Whether what shares its time lies over something that the database guards."""
    guarded = [row for row in rows if not row.shared]
    return all(
        any(
            row.technician_id == other.technician_id and row.start < other.finish and other.start < row.finish
            for other in guarded
        )
        for row in rows
        if row.shared
    )


@pytest.mark.parametrize("seed", range(4))
def test_taking_everything_back_restores_the_board_exactly(store: Store, workshop: Workshop, seed: int) -> None:
    soften(store, Kind.OVERLAP)
    dice = Random(seed)
    orders = [store.run("kim", order, workshop) for _ in range(5)]
    history: list[tuple[list[tuple[object, ...]], tuple[Done, ...]]] = []
    for _ in range(25):
        before = snapshot(store)
        try:
            done = together(store, *random_edits(store, workshop, orders, dice))
        except Refusal:
            assert snapshot(store) == before
            continue
        history.append((before, done))
    assert len(history) > 10
    redone = []
    for before, done in reversed(history):
        after = snapshot(store)
        redone.append((after, together(store, *reversed_edits(done))))
        assert snapshot(store) == before
    for after, done in reversed(redone):
        together(store, *reversed_edits(done))
        assert snapshot(store) == after


def random_edits(store: Store, workshop: Workshop, orders: list[int], dice: Random) -> list[Edit]:
    """One to three edits of different bookings or orders."""
    with store.read() as session:
        present = {row.id: row for row in bookings(session, *YEAR)}
    free = [key for key in orders if key not in {row.order_id for row in present.values()}]
    edits = []
    for _ in range(dice.randint(1, 3)):
        technician = dice.choice([workshop.kim, workshop.lou])
        start = TEN + dice.randint(0, 8) * HOUR / 2
        finish = start + dice.randint(2, 4) * HOUR / 2
        kind = dice.choice(["place", "move", "move", "remove"])
        if kind == "place" and free:
            edits.append(Edit(None, free.pop(), technician, start, finish))
        elif present:
            key, row = present.popitem() if dice.random() < 0.5 else (first := min(present), present.pop(first))
            edits.append(Edit(key, row.order_id, technician if kind == "move" else None, start, finish))
    return edits
