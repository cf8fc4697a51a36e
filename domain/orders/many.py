"""The same for many orders at once: each in a unit of work of its own, and of each is told what became of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from domain.errors import CalloutError
from domain.orders.model import Order
from domain.orders.service import edit_order
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one order of many; `sentence` says why not, or what there is to say."""

    order_id: int
    done: bool
    sentence: str = ""


def each(
    store: Store, actor: str, order_ids: Sequence[int], deed: Callable[..., object], **given: Any
) -> tuple[Outcome, ...]:
    """Do a service function to one order after the other; what is refused stops none of the others."""
    return tuple(_outcome(store, actor, order_id, deed, given) for order_id in order_ids)


def give_to(work: UnitOfWork, order_id: int, responsible: str) -> None:
    """Put an order into somebody's hands, whatever else has changed in it meanwhile."""
    order = work.get(Order, order_id, lock=True)
    if order.responsible != responsible:
        edit_order(work, order_id, version=order.version, responsible=responsible)


def set_priority(work: UnitOfWork, order_id: int, priority: Priority) -> None:
    """Give an order another priority, whatever else has changed in it meanwhile."""
    order = work.get(Order, order_id, lock=True)
    if order.priority is not priority:
        edit_order(work, order_id, version=order.version, priority=priority)


def _outcome(store: Store, actor: str, order_id: int, deed: Callable[..., object], given: dict[str, Any]) -> Outcome:
    try:
        store.run(actor, deed, order_id, **given)
    except CalloutError as error:
        return Outcome(order_id, done=False, sentence=str(error))
    return Outcome(order_id, done=True)
