"""What is asked for when a line is added, and what of one can be changed."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TypedDict

from domain.catalogue.model import LineKind
from domain.orders.model import Origin

Number = Decimal | int | str


@dataclass(frozen=True, slots=True)
class LineDraft:
    """What is asked for. What is not given follows from the article, the price lists and the order.

    Without a quantity it is the hours from start to end, else 1. Prices that are given count as typed in by hand;
    `currency` says in which they are meant.
    """

    kind: LineKind
    article_id: int | None = None
    text: str = ""
    note: str = ""
    quantity: Number | None = None
    unit: str | None = None
    technician_id: int | None = None
    agreement_line_id: int | None = None
    cost_price: Number | None = None
    sales_price: Number | None = None
    currency: str | None = None
    tax_percent: Number | None = None
    chargeable: bool = True
    done_on: date | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None
    origin: Origin = Origin.HAND


class LineFields(TypedDict, total=False):
    """What of a line can be changed, each for itself."""

    kind: LineKind
    article_id: int | None
    text: str
    note: str
    quantity: Number
    unit: str
    technician_id: int | None
    cost_price: Number
    sales_price: Number
    tax_percent: Number
    chargeable: bool
    done_on: date
    started_at: datetime | None
    finished_at: datetime | None
