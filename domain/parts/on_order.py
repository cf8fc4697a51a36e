"""Parts that are put in on an order: the line that bills them, and whether the order waits for them."""

from typing import Any

from domain.assets.model import Asset
from domain.catalogue.model import LineKind
from domain.errors import Refusal
from domain.language import tr
from domain.orders.line_draft import LineDraft
from domain.orders.line_service import add_line
from domain.orders.model import Order
from domain.orders.permissions import Permission, require
from domain.parts.entries import OnOrder
from domain.parts.model import AssetPart, PartChange, PartKind
from domain.store.unit_of_work import UnitOfWork


def held_order(work: UnitOfWork, asset: Asset, on: OnOrder | None) -> Order | None:
    """The order on which a part is put into `asset`, held before anything of the asset is."""
    if on is None:
        return None
    order = work.get(Order, on.order_id, lock=True)
    if order.asset_id != asset.id:
        values = {"number": order.number, "asset": asset.name}
        raise Refusal(tr("{number} is not an order for {asset}.", **values), field="order_id")
    require(order, Permission.MODIFY)
    return order


def put_on_order(work: UnitOfWork, order: Order | None, part: AssetPart, on: OnOrder | None) -> dict[str, Any]:
    """Add the line that bills a new part; returns what the history tells of order and line."""
    if order is None or on is None:
        return {}
    told: dict[str, Any] = {"order_id": order.id, "required": on.required}
    if on.with_line:
        told["order_line_id"] = add_line(work, order.id, _line(part)).id
    return told


def provide(work: UnitOfWork, change_id: int) -> None:
    """Say that the part an order waits for is there."""
    change = _held_need(work, change_id)
    change.provided = True
    work.note("part_change.provided", change, **_named(work, change))


def withdraw(work: UnitOfWork, change_id: int) -> None:
    """Say that an order does not wait for a part any more."""
    change = _held_need(work, change_id)
    change.required = False
    work.note("part_change.withdrawn", change, **_named(work, change))


def _held_need(work: UnitOfWork, change_id: int) -> PartChange:
    order_id = work.get(PartChange, change_id).order_id
    if order_id is not None:
        work.get(Order, order_id, lock=True)
    change = work.get(PartChange, change_id, lock=True)
    if not change.required or change.provided:
        raise Refusal(tr("The order does not wait for this part any more."))
    return change


def _named(work: UnitOfWork, change: PartChange) -> dict[str, Any]:
    """What the story of the order tells of it."""
    part = None if change.part_id is None else work.get(AssetPart, change.part_id)
    return {"order_id": change.order_id, "part": "" if part is None else part.text}


def _line(part: AssetPart) -> LineDraft:
    hours = LineKind.HOUR if part.kind is PartKind.SERVICE else LineKind.ITEM
    return LineDraft(
        hours if part.article is None else part.article.kind,
        article_id=part.article_id,
        text=part.text,
        note=tr("serial {serial}", serial=part.serial) if part.serial else "",
        quantity=part.quantity,
        unit=part.unit or None,
    )
