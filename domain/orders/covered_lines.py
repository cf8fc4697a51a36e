"""What cover makes of the lines of an order: not charged, charged less, or split at a limit."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
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
from domain.orders.content import LineStatus, OrderLine
from domain.orders.cover_used import used_of
from domain.orders.cover_warning import warn
from domain.orders.covering import Covering, covering_of, limit_asked
from domain.orders.margin import amount
from domain.orders.model import Order
from domain.orders.parts import tell_gone
from domain.orders.progress import lines_of
from domain.store.unit_of_work import UnitOfWork

_FINEST = Decimal(1).scaleb(-PLACES)
#: What a line and what was split from it have in common as long as they are one.
_ALIKE = ("kind", "article_id", "text", "unit", "technician_id", "done_on", "tax_percent", "sales_price")
_TREATED = ("quantity", "sales_price", "full_price", "chargeable", "cover_id", "cover_note", "split_from_id")


def recount(
    work: UnitOfWork, order: Order, lines: Sequence[OrderLine] | None = None, *, fresh: OrderLine | None = None
) -> bool:
    """Treat the lines of an order as they are covered; those posted, signed off or priced by hand stay as they are.

    `lines` are all of the order, for who has read them; `fresh` is one that counts although a cost was typed into it.
    Returns whether there was anything to treat.
    """
    covering = covering_of(work.session, order.agreement_id, order.asset_id, order.site_id)
    if covering.is_empty and lines is not None and not any(map(_is_covered, lines)):
        return False
    lines = lines_of(work, order)
    free = [line for line in lines if line is fresh or _is_free(line)]
    if covering.is_empty and not any(map(_is_covered, free)):
        return False
    work.session.flush()
    before = {line: _state(line) for line in free}
    with work.session.no_autoflush:  # nobody should read of lines that are half covered
        _treat_all(work, order, covering, lines, free)
    for line, state in before.items():
        if line not in work.session.deleted and _state(line) != state:
            work.note("order_line.covered", line, order_id=order.id, line=line.text)
    work.session.flush()
    return True


def lift(line: OrderLine) -> None:
    """Charge a line as if nothing covered it."""
    if line.full_price is not None:
        line.sales_price, line.full_price = line.full_price, None
        line.chargeable, line.cover_id, line.cover_note = True, None, ""


def gather(work: UnitOfWork, order: Order, line: OrderLine) -> None:
    """Take back into a line what was split from it."""
    pieces = [each for each in lines_of(work, order) if each.split_from_id == line.id and _is_free(each)]
    for piece in pieces:
        line.quantity += piece.quantity
        _remove(work, order, piece)


def loosen(work: UnitOfWork, line: OrderLine) -> None:
    """Let what was split from a line stand by itself, before the line goes."""
    for piece in work.session.scalars(select(OrderLine).where(OrderLine.split_from_id == line.id)):
        piece.split_from_id = None
        work.note("order_line.covered", piece, order_id=piece.order_id, line=piece.text)


def _treat_all(
    work: UnitOfWork, order: Order, covering: Covering, lines: Sequence[OrderLine], free: Sequence[OrderLine]
) -> None:
    for line in free:
        lift(line)
    pieces = _gather(free)
    spare = {piece for each in pieces.values() for piece in each}
    wholes = [line for line in free if line not in spare]
    held = {*free}
    kept = [each for each in lines if each not in held and each.status is not LineStatus.CANCELLED and each.cover_id]
    for line, answer in zip(wholes, _answers(work, order, covering, wholes, kept), strict=True):
        _apply(work, order, line, answer, pieces.get(line.id, []))


def _is_free(line: OrderLine) -> bool:
    untouched = line.signed_off_at is None and not line.price_modified and line.sales_price >= 0
    return line.status is LineStatus.CREATED and untouched and (line.chargeable or line.full_price is not None)


def _is_covered(line: OrderLine) -> bool:
    return line.full_price is not None or line.split_from_id is not None


def _state(line: OrderLine) -> tuple[object, ...]:
    return tuple(getattr(line, name) for name in _TREATED)


def _gather(free: Iterable[OrderLine]) -> Mapping[int, list[OrderLine]]:
    """Make lines whole again; returns what was split from each, to be used again or removed."""
    by_id = {line.id: line for line in free}
    pieces: defaultdict[int, list[OrderLine]] = defaultdict(list)
    for line in by_id.values():
        if line.split_from_id is None:
            continue
        whole = by_id.get(line.split_from_id)
        if whole is None or any(getattr(whole, name) != getattr(line, name) for name in _ALIKE):
            line.split_from_id = None
        else:
            whole.quantity += line.quantity
            pieces[whole.id].append(line)
    return pieces


def _answers(
    work: UnitOfWork, order: Order, covering: Covering, wholes: Sequence[OrderLine], kept: Sequence[OrderLine]
) -> Sequence[Answer]:
    charged_by = {line.cover_id for line in kept}
    visited = {rule.shared for rule in covering.rules if rule.id in charged_by}
    works = [_work(order, covering, line, visited) for line in wholes]
    asked = {(rule.id, window): (rule, window) for rule, window in filter(None, _limits(covering, works))}
    _hold(work, {rule.id for rule, _ in asked.values()})
    others = used_of(
        work.session, list(asked.values()), order.currency, besides=order.id, kept=[line.id for line in kept]
    )

    def used(rule: CoverRule, window: CapWindow) -> Decimal:
        return others[rule.id, window]

    answers = cover_lines([(each, covering.warranty) for each in works], covering.rules, used)
    warn(work, order, answers)
    return answers


def _limits(covering: Covering, works: Iterable[Work]) -> Iterable[tuple[CoverRule, CapWindow] | None]:
    return (limit_asked(covering.rules, each) for each in works)


def _hold(work: UnitOfWork, cover_ids: Iterable[int]) -> None:
    """Let nobody else use a limit until this is committed."""
    if ids := sorted(cover_ids):
        work.session.execute(select(Cover.id).where(Cover.id.in_(ids)).order_by(Cover.id).with_for_update())


def _work(order: Order, covering: Covering, line: OrderLine, visited: set[int]) -> Work:
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


def _apply(work: UnitOfWork, order: Order, line: OrderLine, answer: Answer, spare: list[OrderLine]) -> None:
    first, *rest = answer.shares
    line.quantity = first.quantity
    if answer.beyond and not rest:
        _treat(line, None, first, beyond(answer))
    elif answer.warranty is not None or answer.rule is not None:
        _treat(line, answer.rule, first, named(answer))
    for share in rest:
        piece = spare.pop() if spare else _split_off(work, line, share.quantity)
        piece.quantity = share.quantity
        _treat(piece, None, share, beyond(answer))
    for piece in spare:
        _remove(work, order, piece)


def _treat(line: OrderLine, rule: CoverRule | None, share: Share, note: str) -> None:
    line.full_price, line.cover_note = line.sales_price, note
    line.cover_id = None if rule is None else rule.id
    line.chargeable = share.treatment is not Treatment.INCLUDED
    if rule is not None and share.treatment is Treatment.DISCOUNTED:
        left = WHOLE - rule.discount_percent
        line.sales_price = (line.sales_price * left / WHOLE).quantize(_FINEST)


def _split_off(work: UnitOfWork, line: OrderLine, quantity: Decimal) -> OrderLine:
    piece = OrderLine(
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
    work.session.add(piece)
    work.note("order_line.added", piece, line=line.text)
    return piece


def _remove(work: UnitOfWork, order: Order, piece: OrderLine) -> None:
    work.session.delete(piece)
    work.note("order_line.removed", piece, order_id=order.id, line=piece.text)
    tell_gone(work, order, piece)
