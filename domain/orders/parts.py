"""How an order remembers what it held once: what is removed or moved away is known by id, so its story stays whole."""

from collections.abc import Iterable, Mapping

from domain.orders.model import Order
from domain.store.base import Entity
from domain.store.journal import FactRow
from domain.store.unit_of_work import UnitOfWork

PART_GONE = "order.part_gone"


def tell_gone(work: UnitOfWork, order: Order, part: Entity) -> None:
    """Note in the story of `order` that `part` is not there any more."""
    work.note(PART_GONE, order, part=part.subject, part_id=part.id)


def gone(facts: Iterable[FactRow]) -> Mapping[str, set[int]]:
    """By subject, the ids of what the order of these facts held once."""
    found: dict[str, set[int]] = {}
    for fact in facts:
        if fact.kind == PART_GONE:
            found.setdefault(fact.after["part"], set()).add(fact.after["part_id"])
    return found
