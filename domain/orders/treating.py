"""How cover charges single lines: the answer to each, in the order in which they use up limits, and what it changes."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from sqlalchemy import select

from domain.agreements.cover import Answer, Share
from domain.agreements.cover_caps import CapWindow
from domain.agreements.cover_order import cover_lines
from domain.agreements.cover_rules import WHOLE, CoverRule, Treatment, Work, rule_for
from domain.agreements.cover_words import beyond, named
from domain.agreements.model import Cover
from domain.money import PLACES
from domain.orders.content import OrderLine
from domain.orders.cover_used import Asked, used_of
from domain.orders.cover_warning import warn
from domain.orders.covering import Covering, limit_asked
from domain.orders.margin import amount
from domain.orders.model import Order
from domain.store.unit_of_work import UnitOfWork

_FINEST = Decimal(1).scaleb(-PLACES)
_TREATED = ("quantity", "sales_price", "full_price", "chargeable", "cover_id", "cover_note", "split_from_id")


def answers_to(
    work: UnitOfWork, order: Order, covering: Covering, works: Sequence[Work], kept: Sequence[OrderLine] = ()
) -> Sequence[Answer]:
    """How the work on an order is covered, beside lines of it that are `kept` as they are; limits are held."""
    asked = {(rule.id, window): (rule, window) for rule, window in limits_asked(covering, works)}
    _hold(work, {rule.id for rule, _ in asked.values()})
    others = used_of(
        work.session, list(asked.values()), order.currency, besides=order.id, kept=[line.id for line in kept]
    )

    def used(rule: CoverRule, window: CapWindow) -> Decimal:
        return others[rule.id, window]

    answers = cover_lines([(each, covering.warranty) for each in works], covering.rules, used)
    warn(work, order, answers)
    return answers


def limits_asked(covering: Covering, works: Iterable[Work]) -> list[Asked]:
    """The limits that work falls under."""
    return [asked for each in works if (asked := limit_asked(covering.rules, each)) is not None]


def _hold(work: UnitOfWork, cover_ids: Iterable[int]) -> None:
    """Let nobody else use a limit until this is committed."""
    if ids := sorted(cover_ids):
        work.session.execute(select(Cover.id).where(Cover.id.in_(ids)).order_by(Cover.id).with_for_update())


def work_on(order: Order, covering: Covering, line: OrderLine, visited: Collection[int] = ()) -> Work:
    """A line as cover sees it; the visit is open already under the rules `visited`."""
    made = Work(
        on=line.done_on,
        kind=line.kind,
        currency=order.currency,
        quantity=line.quantity,
        amount=amount(line.quantity, line.sales_price, order.currency),
        asset_ids=covering.asset_ids,
        model_id=covering.model_id,
        site_id=covering.site_id,
        article_id=line.article_id,
        opens_visit=True,
    )
    rule = rule_for(covering.rules, made)
    return made if rule is None or rule.shared not in visited else replace(made, opens_visit=False)


def treat(line: OrderLine, answer: Answer, split: Callable[[OrderLine, Decimal], OrderLine]) -> None:
    """Charge a line as it is covered; what lies beyond a limit is `split` from it, and returned by that."""
    first, *rest = answer.shares
    line.quantity = first.quantity
    if answer.beyond and not rest:
        _treat(line, None, first, beyond(answer))
    elif answer.warranty is not None or answer.rule is not None:
        _treat(line, answer.rule, first, named(answer))
    for share in rest:
        piece = split(line, share.quantity)
        piece.quantity = share.quantity
        _treat(piece, None, share, beyond(answer))


def _treat(line: OrderLine, rule: CoverRule | None, share: Share, note: str) -> None:
    line.full_price, line.cover_note = line.sales_price, note
    line.cover_id = None if rule is None else rule.id
    line.chargeable = share.treatment is not Treatment.INCLUDED
    if rule is not None and share.treatment is Treatment.DISCOUNTED:
        left = WHOLE - rule.discount_percent
        line.sales_price = (line.sales_price * left / WHOLE).quantize(_FINEST)


def split_off(line: OrderLine, quantity: Decimal) -> OrderLine:
    """What is to be charged otherwise than the line it is a part of."""
    return OrderLine(
        order_id=line.order_id,
        position=line.position,
        kind=line.kind,
        status=line.status,
        origin=line.origin,
        article_id=line.article_id,
        text=line.text,
        technician_id=line.technician_id,
        agreement_line_id=line.agreement_line_id,
        quantity=quantity,
        unit=line.unit,
        cost_price=line.cost_price,
        sales_price=line.full_price if line.full_price is not None else line.sales_price,
        price_rule=line.price_rule,
        tax_percent=line.tax_percent,
        chargeable=True,
        done_on=line.done_on,
        split_from_id=line.id,
    )


def state_of(line: OrderLine) -> tuple[object, ...]:
    """All that cover says of a line."""
    return tuple(getattr(line, name) for name in _TREATED)
