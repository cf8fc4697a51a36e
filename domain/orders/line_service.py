"""What people do with the lines of an order: add, change, price anew, arrange, take away."""

from collections.abc import Sequence
from typing import Unpack

from sqlalchemy import select

from domain.catalogue.model import Article, LineKind
from domain.errors import Overtaken, Refusal
from domain.language import tr
from domain.orders import line_checks
from domain.orders.content import LineStatus, OrderLine
from domain.orders.covered_lines import gather, lift, loosen, recount
from domain.orders.line_draft import LineDraft, LineFields
from domain.orders.line_making import known_technician, look_up_prices, offered_article, put_line, type_prices
from domain.orders.model import Order
from domain.orders.parts import tell_gone
from domain.orders.permissions import Permission, require
from domain.orders.progress import refresh_progress
from domain.store.references import is_used
from domain.store.unit_of_work import UnitOfWork

#: What decides which prices hold, and what a signature stands for.
_PRICED_BY = frozenset({"kind", "article_id", "technician_id", "done_on"})
_SIGNED_FOR = frozenset({"kind", "article_id", "text", "quantity", "unit", "started_at", "finished_at"})


def add_line(work: UnitOfWork, order_id: int, draft: LineDraft) -> OrderLine:
    """Add a line below the others, with the prices that hold for it."""
    order = work.get(Order, order_id, lock=True)
    require(order, Permission.MODIFY)
    return put_line(work, order, draft)


def change_line(work: UnitOfWork, line_id: int, version: int, **fields: Unpack[LineFields]) -> None:
    """Change what is given; prices typed in stay, others are looked for anew where the change matters to them."""
    order, line = _held(work, line_id, version)
    _check_signature(line, set(fields))
    _take_in_hand(work, order, line, fields)
    kind = fields.get("kind", line.kind)
    if {"article_id", "kind"} & set(fields):
        _take_over(line, offered_article(work, fields.get("article_id", line.article_id), kind))
    _fill(work, line, kind, fields)
    line_checks.check_span(line.started_at, line.finished_at)
    if "quantity" not in fields and {"started_at", "finished_at"} & set(fields):
        _count_hours(line)
    if {"cost_price", "sales_price"} & set(fields):
        type_prices(line, fields.get("cost_price"), fields.get("sales_price"))
    elif _PRICED_BY & set(fields) and not line.price_modified:
        look_up_prices(work, order, line)
    line_checks.check_amounts(line.quantity, line.cost_price, line.sales_price)
    work.note("order_line.changed", line, order_id=order.id, line=line.text)
    recount(work, order)


def reprice(work: UnitOfWork, line_id: int, version: int) -> None:
    """Forget prices that were typed in and take those that hold."""
    order, line = _held(work, line_id, version)
    line.price_modified = False
    look_up_prices(work, order, line)
    work.note("order_line.repriced", line, order_id=order.id, line=line.text)
    recount(work, order)


def reprice_order(work: UnitOfWork, order_id: int) -> int:
    """Look for the prices of every line anew that is neither posted nor priced by hand; returns how many changed."""
    order = work.get(Order, order_id, lock=True)
    require(order, Permission.MODIFY)
    wanted = (OrderLine.order_id == order.id, OrderLine.status == LineStatus.CREATED, ~OrderLine.price_modified)
    lines = list(work.session.scalars(select(OrderLine).where(*wanted)))
    before = {line.id: (line.cost_price, line.sales_price) for line in lines}
    for line in lines:
        if line.signed_off_at is None or line.full_price is None:
            look_up_prices(work, order, line)
        if work.session.is_modified(line):
            work.note("order_line.repriced", line, order_id=order.id, line=line.text)
    recount(work, order)
    gone = work.session.deleted
    return sum((line.cost_price, line.sales_price) != before[line.id] for line in lines if line not in gone)


def arrange(work: UnitOfWork, order_id: int, line_ids: Sequence[int]) -> None:
    """Bring the lines of an order into this order; those that are not named stay behind the others."""
    order = work.get(Order, order_id, lock=True)
    require(order, Permission.MODIFY)
    place = {key: number for number, key in enumerate(line_ids)}
    present = list(work.session.scalars(select(OrderLine).where(OrderLine.order_id == order.id)))
    present.sort(key=lambda line: (place.get(line.id, len(place)), line.position, line.id))
    for position, line in enumerate(present, 1):
        if line.position != position:
            line.position = position
            work.note("order_line.arranged", line, order_id=order.id)


def remove_line(work: UnitOfWork, line_id: int, version: int) -> None:
    """Take away a line that nobody signed and that was never posted."""
    order, line = _held(work, line_id, version)
    if line.signed_off_at is not None:
        raise Refusal(tr("The line is signed off; take the signature back or cancel the line."))
    if is_used(work.session, line, except_by=frozenset({OrderLine.__tablename__})):
        raise Refusal(tr("Something else speaks of this line, such as the history of a part; cancel it instead."))
    loosen(work, line)
    work.session.delete(line)
    work.note("order_line.removed", line, order_id=order.id, line=line.text)
    tell_gone(work, order, line)
    recount(work, order)
    refresh_progress(work, order)


def _held(work: UnitOfWork, line_id: int, version: int) -> tuple[Order, OrderLine]:
    """The line and its order, both locked; the order first, as whoever posts it does."""
    order = work.get(Order, work.get(OrderLine, line_id).order_id, lock=True)
    require(order, Permission.MODIFY)
    line = work.get(OrderLine, line_id, lock=True)
    if line.version != version:
        raise Overtaken(tr("Somebody else has changed this line meanwhile; look again."))
    if line.status is LineStatus.POSTED:
        raise Refusal(tr("The line is posted and stays as it is; a counter-posting takes it back."))
    if line.status is LineStatus.CANCELLED:
        raise Refusal(tr("The line is cancelled; revoke that first."))
    return order, line


def _check_signature(line: OrderLine, wanted: set[str]) -> None:
    if line.signed_off_at is not None and (touched := sorted(wanted & _SIGNED_FOR)):
        raise Refusal(tr("The line is signed off; only its prices can still change."), field=touched[0])


def _take_in_hand(work: UnitOfWork, order: Order, line: OrderLine, fields: LineFields) -> None:
    """Forget how a line is covered where somebody says himself what is charged."""
    if "sales_price" in fields:
        lift(line)
    if line.full_price is not None and fields.get("chargeable", line.chargeable) is not line.chargeable:
        lift(line)
        line.price_modified, line.price_rule = True, ""
    if {"started_at", "finished_at"} & set(fields):
        gather(work, order, line)


def _fill(work: UnitOfWork, line: OrderLine, kind: LineKind, fields: LineFields) -> None:
    line.kind = kind
    line_checks.checked_sales(line.sales_price, kind)
    if "text" in fields:
        line.text = line_checks.checked_text(fields["text"])
    if "unit" in fields:
        line.unit = line_checks.checked_unit(fields["unit"])
    if "tax_percent" in fields:
        line.tax_percent = line_checks.checked_tax(fields["tax_percent"])
    if "technician_id" in fields:
        line.technician_id = known_technician(work, fields["technician_id"])
    line.quantity = line_checks.checked_quantity(fields.get("quantity", line.quantity), kind)
    line.article_id = fields.get("article_id", line.article_id)
    line.note = fields.get("note", line.note)
    line.chargeable = fields.get("chargeable", line.chargeable)
    line.done_on = fields.get("done_on", line.done_on)
    line.started_at = fields.get("started_at", line.started_at)
    line.finished_at = fields.get("finished_at", line.finished_at)


def _take_over(line: OrderLine, article: Article | None) -> None:
    if article is None or article.id == line.article_id:
        return
    line.text, line.unit, line.tax_percent = article.name, article.unit, article.tax_percent


def _count_hours(line: OrderLine) -> None:
    if line.kind is LineKind.HOUR and line.started_at is not None and line.finished_at is not None:
        line.quantity = line_checks.hours_between(line.started_at, line.finished_at)
