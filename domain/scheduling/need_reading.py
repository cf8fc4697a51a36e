"""What orders ask of the board, by order and requirement."""

from collections.abc import Collection, Mapping

from sqlalchemy.orm import Session

from domain.scheduling.need_loading import needs, requirement_needs
from domain.scheduling.needs import Need

#: An order, and the requirement of it, if it has such.
Asked = tuple[int, int | None]


def needs_of(session: Session, asked: Collection[Asked]) -> Mapping[Asked, Need]:
    """What is asked by each; a requirement asks for its own skills and kind instead of those of the order."""
    of_orders = needs(session, sorted({order_id for order_id, key in asked if key is None}))
    own = sorted({key for _, key in asked if key is not None})
    of_requirements = requirement_needs(session, own) if own else {}
    return {(order_id, key): of_orders[order_id] if key is None else of_requirements[key] for order_id, key in asked}
