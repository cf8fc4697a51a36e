"""Orders that are promised by another SLA."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from domain.planning.whatif.supposed import Supposed
from domain.scheduling.board_rows import BoardBooking, UnassignedOrder

Row = TypeVar("Row", BoardBooking, UnassignedOrder)


def due_otherwise(supposed: Supposed, dues: Mapping[int, datetime | None]) -> Supposed:
    """The same with other moments, by order, by which work must be finished."""
    loaded = supposed.loaded
    bookings = [_due(each, each.order_id, dues) for each in loaded.bookings]
    waiting = [_due(each, each.id, dues) for each in loaded.waiting]
    return replace(supposed, loaded=replace(loaded, bookings=bookings, waiting=waiting))


def _due(row: Row, order_id: int, dues: Mapping[int, datetime | None]) -> Row:
    return replace(row, need=replace(row.need, due=dues[order_id])) if order_id in dues else row
