"""What an order waits for, kept by subjects that come later in the program, such as a part that has to be procured."""

from sqlalchemy import Select
from sqlalchemy.orm import Session

from domain.errors import Refusal
from domain.language import tr
from domain.orders.model import Order
from domain.store.base import Entity


class Needed:
    """A kind of record that can be needed by an order, which is neither finished nor cancelled before."""

    @classmethod
    def open_needs(cls, order_id: int) -> Select[str]:
        """The words for what that order still waits for."""
        raise NotImplementedError


def check_nothing_needed(session: Session, order: Order) -> None:
    """Refuse to close an order that still waits for something."""
    waiting = [words for kind in _kinds() for words in session.scalars(kind.open_needs(order.id))]
    if waiting:
        raise Refusal(
            tr(
                "{number} still waits for: {needs}. Say that it is there, or that it is needed no more.",
                number=order.number,
                needs=", ".join(waiting),
            ),
            field="needs",
        )


def _kinds() -> list[type[Needed]]:
    return [mapper.class_ for mapper in Entity.registry.mappers if issubclass(mapper.class_, Needed)]
