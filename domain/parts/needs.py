"""The parts that an order waits for, as rows."""

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.parts.model import AssetPart, PartChange


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One part that an order needs or needed; `id` is that of the change that brought it."""

    id: int
    part: str
    quantity: Decimal
    unit: str
    provided: bool


def needs(session: Session, order_id: int) -> tuple[NeedRow, ...]:
    """What an order needs, those that are there already too."""
    statement = (
        select(PartChange.id, AssetPart.text, PartChange.quantity, AssetPart.unit, PartChange.provided)
        .join(AssetPart, AssetPart.id == PartChange.part_id)
        .where(PartChange.order_id == order_id, PartChange.required)
        .order_by(PartChange.id)
    )
    return tuple(NeedRow(*row) for row in session.execute(statement))
