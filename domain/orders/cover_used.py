"""How much of the limits of agreements is used by the lines of orders, reckoned by the database."""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

from sqlalchemy import BigInteger, ColumnElement, Select, and_, case, func, literal, select, type_coerce, union_all
from sqlalchemy.orm import Session, aliased

from domain.agreements.cover_caps import CapPeriod, CapUnit, CapWindow, cap_window
from domain.agreements.cover_rules import ZERO, CoverRule
from domain.agreements.model import Agreement, Cover
from domain.catalogue.model import LineKind
from domain.money import PLACES
from domain.orders.content import LineStatus, OrderLine
from domain.orders.line_amounts import as_decimal, full_amount
from domain.orders.model import Order
from domain.parameters import service as parameters
from domain.parties.model import Customer
from domain.store.unit_of_work import UnitOfWork

Asked = tuple[CoverRule, CapWindow]


def used_of(
    session: Session, asked: Sequence[Asked], currency: str, *, besides: int | None = None, kept: Collection[int] = ()
) -> Mapping[tuple[int, CapWindow], Decimal]:
    """By rule and time, how much of its limit is used, in one question to the database.

    Money counts in one currency. `besides` names an order whose lines do not count, but for those in `kept`. What
    an amendment put in the place of other cover goes on counting where that ended.
    """
    limited = [each for each in asked if each[0].cap is not None]
    if not limited:
        return {}
    counts = OrderLine.status != LineStatus.CANCELLED
    if besides is not None:
        counts &= (OrderLine.order_id != besides) | OrderLine.id.in_(kept)
    parts = [_part(at, rule, window, currency).where(counts) for at, (rule, window) in enumerate(limited)]
    found = {at: as_decimal(used) for at, used in session.execute(union_all(*parts))}
    return {(rule.id, window): found[at] for at, (rule, window) in enumerate(limited)}


def most_used(work: UnitOfWork, rule: CoverRule) -> Decimal:
    """The most that is used of the limit of a rule in any of its times."""
    session = work.session
    assert rule.cap is not None, "asked for rules with a limit"
    days = select(func.min(OrderLine.done_on), func.max(OrderLine.done_on)).where(_same_place(rule.id))
    first, last = session.execute(days.where(OrderLine.status != LineStatus.CANCELLED)).one()
    if first is None:
        return ZERO
    began = rule.counts_from or rule.starts_on
    windows = [cap_window(rule.cap.per, began, rule.ends_on, first)]
    while rule.cap.per is not CapPeriod.TERM and (end := windows[-1].ends_on) is not None and end < last:
        windows.append(cap_window(rule.cap.per, began, rule.ends_on, end.fromordinal(end.toordinal() + 1)))
    currency = _currency(session, rule.id)
    return max(used_of(session, [(rule, window) for window in windows], currency).values())


def _currency(session: Session, cover_id: int) -> str:
    own = (
        select(Customer.currency)
        .join(Agreement, Agreement.customer_id == Customer.id)
        .join(Cover, Cover.agreement_id == Agreement.id)
        .where(Cover.id == cover_id)
    )
    return session.scalar(own) or parameters.read(session).currency


def _part(at: int, rule: CoverRule, window: CapWindow, currency: str) -> Select[int, int]:
    assert rule.cap is not None, "sorted out before"
    inside: list[ColumnElement[bool]] = [_same_place(rule.id), OrderLine.done_on >= window.starts_on]
    # What came after an amendment counts for the cover that it brought, and never for the one before.
    inside += [OrderLine.done_on <= last for last in (window.ends_on, rule.ends_on) if last is not None]
    if rule.cap.unit is CapUnit.AMOUNT:
        inside.append(Order.currency == currency)
    columns = (type_coerce(literal(at), BigInteger), _counted(rule.cap.unit))
    return select(*columns).select_from(OrderLine).join(Order, Order.id == OrderLine.order_id).where(and_(*inside))


def _counted(unit: CapUnit) -> ColumnElement[int]:
    match unit:
        case CapUnit.HOURS:
            hours = case((OrderLine.kind == LineKind.HOUR, type_coerce(OrderLine.quantity, BigInteger)), else_=0)
            return type_coerce(func.coalesce(func.sum(hours), 0), BigInteger)
        case CapUnit.VISITS:
            return type_coerce(func.count(OrderLine.order_id.distinct()) * 10**PLACES, BigInteger)
        case CapUnit.AMOUNT:
            return type_coerce(func.coalesce(func.sum(full_amount()), 0), BigInteger)


def _same_place(cover_id: int) -> ColumnElement[bool]:
    """Whether a line is charged by this cover, or by what stood in its place before or after an amendment."""
    own, other = aliased(Cover), aliased(Cover)
    beside = (other.agreement_id == own.agreement_id) & (other.position == own.position)
    return OrderLine.cover_id.in_(select(other.id).join(own, beside).where(own.id == cover_id))
