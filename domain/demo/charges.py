"""What the orders of the demo company came to: lines on all that were done, and on those under way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from domain.assets.model import Asset
from domain.catalogue.model import Article, LineKind
from domain.demo.bulk import add_rows
from domain.demo.catalogue import TAX, Shelf
from domain.orders.content import LineStatus, OrderLine
from domain.orders.model import Order, Origin, Stage, StageMeaning
from domain.pricing.choosing import Wanted, choose
from domain.scheduling.model import Booking
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority

QUARTERS = 4
PARTS_SHARE = 0.55
EXTRA_SHARE = 0.12
GOODWILL_SHARE = 0.06


@dataclass(frozen=True, slots=True)
class Charged:
    """An order that was done, with the lines it was charged with."""

    order: Order
    closed_at: datetime
    lines: Sequence[dict[str, Any]]


def charge(work: UnitOfWork, shelf: Shelf, posted_until: datetime, dice: Random) -> list[Charged]:
    """Put lines on every order that is done or under way; those of orders closed by `posted_until` are posted.

    Returns the orders that are done, the earliest first.
    """
    charged = [(order, list(_lines(shelf, order, booking, dice))) for order, booking in _visits(work)]
    for order, lines in charged:
        status = LineStatus.POSTED if order.closed_at and order.closed_at < posted_until else LineStatus.CREATED
        signed = {"signed_off_at": order.signed_off_at, "signed_off_by": order.signed_off_by, "status": status}
        for row in lines:
            row.update(signed)
    rows = [row for _, lines in charged for row in lines]
    for row, key in zip(rows, add_rows(work, OrderLine, rows), strict=True):
        row["id"] = key
    done = [Charged(order, order.closed_at, lines) for order, lines in charged if order.closed_at is not None]
    return sorted(done, key=lambda each: (each.closed_at, each.order.id))


def _visits(work: UnitOfWork) -> list[tuple[Order, Booking]]:
    statement = (
        select(Order, Booking)
        .join(Booking, Booking.order_id == Order.id)
        .join(Order.stage)
        .where(Stage.meaning.in_((StageMeaning.ACTIVE, StageMeaning.DONE)))
        .options(joinedload(Order.asset).joinedload(Asset.model), joinedload(Booking.technician))
        .order_by(Order.id)
    )
    return [(order, booking) for order, booking in work.session.execute(statement)]


def _lines(shelf: Shelf, order: Order, booking: Booking, dice: Random) -> Iterator[dict[str, Any]]:
    """Nobody bills the hours of a visit that has only begun."""
    things = [(shelf.trip, Decimal(1))]
    if order.closed_at is not None:
        things.append((shelf.hour, _hours(booking)))
    if order.closed_at is not None and order.asset is not None and dice.random() < PARTS_SHARE:
        parts = shelf.parts[order.asset.model.kind]
        things += [(part, Decimal(dice.randint(1, most))) for part, most in dice.sample(parts, k=dice.randint(1, 2))]
        things.append((shelf.disposal, Decimal(1)))
    if order.priority is Priority.CRITICAL and order.origin is not Origin.AGREEMENT:
        things.append((shelf.emergency, Decimal(1)))
    goodwill = dice.random() < GOODWILL_SHARE
    for position, (article, quantity) in enumerate(things, 1):
        yield _line(shelf, order, booking, position, article, quantity) | {"chargeable": not goodwill}
    if order.closed_at is not None and dice.random() < EXTRA_SHARE:
        yield _extra(shelf, order, booking, len(things) + 1, dice)


def _hours(booking: Booking) -> Decimal:
    """Every quarter of an hour that was begun."""
    quarters = -(-(booking.finish_at - booking.start_at) // timedelta(hours=1 / QUARTERS))
    return Decimal(quarters) / QUARTERS


def _line(
    shelf: Shelf, order: Order, booking: Booking, position: int, article: Article, quantity: Decimal
) -> dict[str, Any]:
    basic = _basic(order, booking, position, article.kind)
    wanted = Wanted(
        kind=article.kind,
        currency=article.currency,
        on=basic["done_on"],
        article_id=article.id,
        customer_id=order.customer_id,
        agreement_id=order.agreement_id,
        technician_category=booking.technician.category or None,
        asset_model_id=order.asset.model_id if order.asset else None,
    )
    chosen = choose(shelf.offers, wanted)
    sales, cost = chosen.sales, chosen.cost
    return basic | {
        "article_id": article.id,
        "text": article.name,
        "quantity": quantity,
        "unit": article.unit,
        "cost_price": cost.cost_price if cost else article.cost_price,
        "sales_price": sales.sales_price if sales else article.sales_price,
        "price_rule": chosen.rule,
    }


def _extra(shelf: Shelf, order: Order, booking: Booking, position: int, dice: Random) -> dict[str, Any]:
    text, price = dice.choice(shelf.extra)
    return _basic(order, booking, position, LineKind.EXPENSE) | {
        "text": text,
        "quantity": Decimal(1),
        "unit": "pcs",
        "cost_price": price,
        "sales_price": price,
        "price_modified": True,
    }


def _basic(order: Order, booking: Booking, position: int, kind: LineKind) -> dict[str, Any]:
    """What every line has; all lines have the same keys, so that they can be stored at once."""
    hours = kind is LineKind.HOUR
    return {
        "order_id": order.id,
        "position": position,
        "kind": kind,
        "origin": Origin.HAND,
        "article_id": None,
        "note": "",
        "technician_id": booking.technician_id,
        "tax_percent": TAX,
        "chargeable": True,
        "price_rule": "",
        "price_modified": False,
        "done_on": booking.start_at.astimezone(ZoneInfo(order.site.timezone)).date(),
        "started_at": booking.start_at if hours else None,
        "finished_at": booking.finish_at if hours else None,
        "version": 1,
    }
