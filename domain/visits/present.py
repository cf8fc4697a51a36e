"""The orders that visits of a group went on before: the first has the source of the group, others a number as well."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.orders.model import Order, Stage
from domain.store.among import looked_up

_PORTION = 500
_NUMBERS = 4
"""How many numbers are asked for at once where there is the first."""


@dataclass(frozen=True, slots=True)
class Present:
    """How many orders a group had, and the newest that further visits can go on."""

    taken: int = 0
    usable: int | None = None


NONE = Present()


def numbered(source: str, number: int) -> str:
    """What the order of a group with that number, counted from 1, came from."""
    return source if number == 1 else f"{source}#{number}"


def present_orders(session: Session, sources: Collection[str]) -> dict[str, Present]:
    """The orders there are, by source, of groups that have any."""
    found: dict[str, Present] = {}
    some, numbers = list(sources), range(1, 2)
    while some:
        for at in range(0, len(some), _PORTION):
            _read(session, some[at : at + _PORTION], numbers, found)
        some = [source for source in some if found.get(source, NONE).taken == numbers[-1]]
        numbers = range(numbers.stop, numbers.stop + _NUMBERS)
    return found


def _read(session: Session, sources: Collection[str], numbers: Collection[int], found: dict[str, Present]) -> None:
    names = {numbered(source, number): (source, number) for source in sources for number in numbers}
    statement = (
        select(Order.source, Order.id, Stage.meaning, Order.signed_off_at)
        .join(Stage, Stage.id == looked_up(Order.stage_id))
        .where(Order.source.in_(names))
        .order_by(Order.id)
    )
    for name, key, meaning, signed in session.execute(statement):
        source, number = names[str(name)]
        before = found.get(source, NONE)
        usable = key if meaning.is_open and signed is None else before.usable
        found[source] = Present(max(before.taken, number), usable)
