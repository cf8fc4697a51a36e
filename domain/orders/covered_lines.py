"""What cover makes of the lines of an order: not charged, charged less, or split at a limit."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import partial

from sqlalchemy import select

from domain.orders.content import LineStatus, OrderLine
from domain.orders.covering import Covering, covering_of
from domain.orders.model import Order
from domain.orders.parts import tell_gone
from domain.orders.progress import lines_of
from domain.orders.treating import answers_to, split_off, state_of, treat, work_on
from domain.store.unit_of_work import UnitOfWork

#: What a line and what was split from it have in common as long as they are one.
_ALIKE = ("kind", "article_id", "text", "unit", "technician_id", "done_on", "tax_percent", "sales_price")


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
    before = {line: state_of(line) for line in free}
    with work.session.no_autoflush:  # nobody should read of lines that are half covered
        _treat_all(work, order, covering, lines, free)
    for line, state in before.items():
        if line not in work.session.deleted and state_of(line) != state:
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
    split = {piece for each in pieces.values() for piece in each}
    wholes = [line for line in free if line not in split]
    held = {*free}
    kept = [each for each in lines if each not in held and each.status is not LineStatus.CANCELLED and each.cover_id]
    charged_by = {line.cover_id for line in kept}
    visited = {rule.shared for rule in covering.rules if rule.id in charged_by}
    works = [work_on(order, covering, line, visited) for line in wholes]
    for line, answer in zip(wholes, answers_to(work, order, covering, works, kept), strict=True):
        spare = pieces.get(line.id, [])
        treat(line, answer, partial(_piece, work, spare))
        for piece in spare:
            _remove(work, order, piece)


def _piece(work: UnitOfWork, spare: list[OrderLine], line: OrderLine, quantity: Decimal) -> OrderLine:
    """What is split from a line: a piece that it had before, or a new one."""
    if spare:
        return spare.pop()
    piece = split_off(line, quantity)
    work.session.add(piece)
    work.note("order_line.added", piece, line=line.text)
    return piece


def _is_free(line: OrderLine) -> bool:
    untouched = line.signed_off_at is None and not line.price_modified and line.sales_price >= 0
    return line.status is LineStatus.CREATED and untouched and (line.chargeable or line.full_price is not None)


def _is_covered(line: OrderLine) -> bool:
    return line.full_price is not None or line.split_from_id is not None


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


def _remove(work: UnitOfWork, order: Order, piece: OrderLine) -> None:
    work.session.delete(piece)
    work.note("order_line.removed", piece, order_id=order.id, line=piece.text)
    tell_gone(work, order, piece)
