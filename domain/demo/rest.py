"""Which devices of the demo nobody has to see to, so that trouble with them is news."""

from sqlalchemy import or_, select

from domain.monitoring.model import Alert, Device
from domain.orders.model import Order
from domain.store.store import Store


def at_rest(store: Store) -> set[str]:
    """The devices on assets without an open alert and without an open order that an alert has raised."""
    busy = (
        select(Alert.asset_id)
        .outerjoin(Order, Alert.order_id == Order.id)
        .where(or_(Alert.cleared_at.is_(None), Order.id.is_not(None) & Order.closed_at.is_(None)))
    )
    with store.read() as session:
        return set(
            session.scalars(select(Device.key).where(Device.asset_id.is_not(None), Device.asset_id.not_in(busy)))
        )
