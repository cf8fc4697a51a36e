"""Webhooks and mails that plans send: tried ever later until they are delivered, or given up for all to see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.monitoring.model import Alert
from domain.monitoring.response_model import Delivery, DeliveryState
from domain.store.unit_of_work import UnitOfWork

#: How long is waited after each attempt in vain; after the last one it is given up.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 720))
MOST = 50
LONGEST_ERROR = 500
MAILTO = "mailto:"


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """What is to be sent now."""

    id: int
    target: str
    body: str


def enqueue(work: UnitOfWork, alert: Alert, step: int, target: str, body: str) -> int:
    """Keep something to be sent; returns its id."""
    waiting = DeliveryState.WAITING
    fresh = Delivery(alert_id=alert.id, step=step, target=target, body=body, state=waiting, next_at=work.now)
    return work.add(fresh, "delivery.queued").id


def due(session: Session, now: datetime) -> tuple[DeliveryRow, ...]:
    """What is to be sent now, the oldest first."""
    statement = select(Delivery.id, Delivery.target, Delivery.body).where(
        Delivery.state == DeliveryState.WAITING, Delivery.next_at <= now
    )
    return tuple(DeliveryRow(*found) for found in session.execute(statement.order_by(Delivery.id).limit(MOST)))


def next_due(session: Session) -> datetime | None:
    """When the next one is to be sent."""
    return session.scalar(select(func.min(Delivery.next_at)).where(Delivery.state == DeliveryState.WAITING))


def settle(work: UnitOfWork, delivery_id: int, error: str, pauses: Sequence[timedelta] = PAUSES) -> None:
    """An attempt was made; without an error it is delivered, else it is tried again, or given up."""
    delivery = work.get(Delivery, delivery_id, lock=True)
    if delivery.state is not DeliveryState.WAITING:
        return
    delivery.attempts += 1
    delivery.last_error = error[:LONGEST_ERROR]
    if not error:
        delivery.state, delivery.next_at = DeliveryState.DELIVERED, None
    elif delivery.attempts > len(pauses):
        delivery.state, delivery.next_at = DeliveryState.GIVEN_UP, None
    else:
        delivery.next_at = work.now + pauses[delivery.attempts - 1]
    work.note("delivery.tried", delivery)
    alert = work.get(Alert, delivery.alert_id)
    told = {"target": delivery.target, "attempts": delivery.attempts, "error": delivery.last_error}
    work.note("alert.delivery", alert, outcome=delivery.state.value, **told)
