"""How a line comes into being: what it takes over from what was asked, from its article and from the price lists."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from domain.catalogue.model import Article, LineKind
from domain.errors import Refusal
from domain.language import tr
from domain.orders import line_checks
from domain.orders.content import LineStatus, OrderLine
from domain.orders.covered_lines import lift, recount
from domain.orders.line_draft import LineDraft, Number
from domain.orders.line_prices import quote
from domain.orders.model import Order
from domain.orders.progress import lines_of, refresh_progress
from domain.parameters import service as parameters
from domain.parties.model import Site
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.model import Technician


def put_line(work: UnitOfWork, order: Order, draft: LineDraft) -> OrderLine:
    """Put a line below the others of an order that is held, whatever its stage allows; prices are those that hold."""
    work.session.flush()
    others = lines_of(work, order)
    line = new_line(work, order, draft, max((each.position for each in others), default=0) + 1)
    work.add(line, "order_line.added", line=line.text)
    if recount(work, order, [*others, line], fresh=line if counts(line, draft) else None):
        refresh_progress(work, order)
    else:
        refresh_progress(work, order, [*others, line])
    return line


def counts(line: OrderLine, draft: LineDraft) -> bool:
    """Whether cover says how a new line is charged, and not whoever put it there."""
    return draft.sales_price is None and line.chargeable


def new_line(work: UnitOfWork, order: Order, draft: LineDraft, position: int) -> OrderLine:
    """A line as it would stand on an order, with the prices that hold; nothing is written. Raises Refusal."""
    article = offered_article(work, draft.article_id, draft.kind)
    line_checks.check_span(draft.started_at, draft.finished_at)
    line = OrderLine(
        order_id=order.id,
        position=position,
        kind=draft.kind,
        status=LineStatus.CREATED,
        origin=draft.origin,
        article_id=draft.article_id,
        text=line_checks.checked_text(draft.text or (article.name if article else "")),
        note=draft.note,
        technician_id=known_technician(work, draft.technician_id),
        agreement_line_id=draft.agreement_line_id,
        quantity=line_checks.checked_quantity(_quantity(draft), draft.kind),
        unit=line_checks.checked_unit(draft.unit or _unit(article, draft.kind)),
        tax_percent=line_checks.checked_tax(_tax(work, article, draft.tax_percent)),
        chargeable=draft.chargeable,
        done_on=draft.done_on or _day(work, order, draft.started_at),
        started_at=draft.started_at,
        finished_at=draft.finished_at,
    )
    line_checks.check_currency(draft.currency, order.currency, "sales_price")
    _give_prices(work, order, line, draft.cost_price, draft.sales_price)
    line_checks.check_amounts(line.quantity, line.cost_price, line.sales_price)
    return line


def look_up_prices(work: UnitOfWork, order: Order, line: OrderLine) -> None:
    """Give a line the prices that the lists, or its article, have for it."""
    lift(line)
    found = quote(work.session, order, line)
    line.cost_price, line.sales_price, line.price_rule = found.cost, found.sales, found.rule


def type_prices(line: OrderLine, cost: Number | None, sales: Number | None) -> None:
    """Give a line prices that somebody typed in; they stay until looked up anew."""
    if cost is not None:
        line.cost_price = line_checks.checked_cost(cost)
    if sales is not None:
        line.sales_price = line_checks.checked_sales(sales, line.kind)
    line.price_modified, line.price_rule = True, ""


def offered_article(work: UnitOfWork, article_id: int | None, kind: LineKind) -> Article | None:
    """The article of a line, if it is offered and of that kind."""
    if article_id is None:
        return None
    article = work.get(Article, article_id)
    if not article.active:
        raise Refusal(tr("{article} is not offered any more.", article=article.name), field="article_id")
    if article.kind is not kind:
        raise Refusal(
            tr(
                "{article} is no {kind} but {is_kind}.",
                article=article.name,
                kind=kind.label,
                is_kind=article.kind.label,
            ),
            field="article_id",
        )
    return article


def known_technician(work: UnitOfWork, technician_id: int | None) -> int | None:
    """The id of somebody who is there."""
    return None if technician_id is None else work.get(Technician, technician_id).id


def _give_prices(work: UnitOfWork, order: Order, line: OrderLine, cost: Number | None, sales: Number | None) -> None:
    line.cost_price, line.sales_price = Decimal(0), Decimal(0)
    if cost is None or sales is None:
        look_up_prices(work, order, line)
    if cost is not None or sales is not None:
        type_prices(line, cost, sales)


def _quantity(draft: LineDraft) -> Number:
    if draft.quantity is not None:
        return draft.quantity
    if draft.kind is LineKind.HOUR and draft.started_at is not None and draft.finished_at is not None:
        return line_checks.hours_between(draft.started_at, draft.finished_at)
    return 1


def _unit(article: Article | None, kind: LineKind) -> str:
    if article is not None:
        return article.unit
    return tr("h") if kind is LineKind.HOUR else tr("pcs")


def _tax(work: UnitOfWork, article: Article | None, given: Number | None) -> Number:
    if given is not None:
        return given
    return article.tax_percent if article is not None else parameters.read(work.session).tax_percent


def _day(work: UnitOfWork, order: Order, started_at: datetime | None) -> date:
    """The day of the work, as the clocks at its site say."""
    return (started_at or work.now).astimezone(ZoneInfo(work.get(Site, order.site_id).timezone)).date()
