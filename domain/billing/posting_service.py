"""Books the lines of orders, and takes bookings back by counter-posting: never half, never twice."""

from datetime import date

from sqlalchemy import select

from domain.billing.double_entry import Worth, entries, turned
from domain.billing.ledger import book, entries_of, lines_of
from domain.billing.model import Invoice, InvoiceLine, Posting
from domain.errors import Refusal
from domain.language import tr
from domain.orders.content import LineStatus, OrderLine
from domain.orders.margin import ZERO, amount
from domain.orders.model import Order, Progress
from domain.orders.permissions import Permission, require
from domain.orders.progress import refresh_progress
from domain.parameters import reasons
from domain.parameters import service as parameters
from domain.parameters.model import ReasonFor
from domain.store.unit_of_work import UnitOfWork


def post_order(work: UnitOfWork, order_id: int, *, on: date | None = None) -> Posting:
    """Book all lines of an order that are not booked yet. Without any, what was booked last is all there is."""
    order = work.get(Order, order_id, lock=True)
    _check_may_post(work, order)
    waiting = _lines(work, order.id, LineStatus.CREATED)
    if not waiting:
        return _posted_before(work, order)
    booked = entries([_worth(line, order.currency) for line in waiting], parameters.read(work.session).account)
    posting = book(work, order, booked, on=on)
    for line in waiting:
        line.status = LineStatus.POSTED
        work.note("order_line.posted", line, order_id=order.id, line=line.text, posting=posting.number)
    refresh_progress(work, order)
    work.note("order.posted", order, posting=posting.number)
    return posting


def counter_post(work: UnitOfWork, posting_id: int, *, reason_id: int | None = None, remark: str = "") -> Posting:
    """Take a posting back by booking its opposite; its lines are open again and can be corrected.

    Lines that are on a bill stay posted: they are booked anew at once.
    """
    order = work.get(Order, work.get(Posting, posting_id).order_id, lock=True)
    posting = work.get(Posting, posting_id, lock=True)
    staying = _check_may_reverse(work, posting)
    why = _why(work, reason_id, remark)
    booked = entries_of(work, posting)
    counter = book(work, order, [turned(each) for each in booked], reverses=posting, remark=why)
    if staying:
        again = tr("What stays of {number}", number=posting.number)
        book(work, order, [each for each in booked if each.line_id in staying], remark=again)
    for line in lines_of(work, posting):
        if line.id not in staying:
            line.status = LineStatus.CREATED
            work.note("order_line.counter_posted", line, order_id=order.id, line=line.text, posting=counter.number)
    refresh_progress(work, order)
    work.note("order.counter_posted", order, posting=counter.number, reverses=posting.number, remark=why)
    return counter


def _check_may_post(work: UnitOfWork, order: Order) -> None:
    if order.progress is Progress.CANCELLED:
        raise Refusal(tr("{number} is cancelled; revoke that first.", number=order.number))
    require(order, Permission.POST)
    if not parameters.read(work.session).sign_off_required:
        return
    # Line by line, although the signature of an order goes for all of its lines: one may have been added since.
    if any(line.signed_off_at is None for line in _lines(work, order.id, LineStatus.CREATED)):
        raise Refusal(tr("{number} must be signed off before it is posted.", number=order.number))


def _check_may_reverse(work: UnitOfWork, posting: Posting) -> set[int]:
    """The ids of the lines that stay posted, as they are on bills; not all that is charged may."""
    if posting.reverses_id is not None:
        raise Refusal(tr("{number} is a counter-posting itself; post the order again.", number=posting.number))
    if work.session.scalar(select(Posting.id).where(Posting.reverses_id == posting.id)):
        raise Refusal(tr("{number} was taken back already.", number=posting.number))
    lines = lines_of(work, posting)
    bills = (
        select(InvoiceLine.billed_line_id, Invoice.number)
        .join(Invoice, Invoice.id == InvoiceLine.invoice_id)
        .where(InvoiceLine.billed_line_id.in_([line.id for line in lines]))
        .order_by(Invoice.number)
    )
    billed = {line_id: number for line_id, number in work.session.execute(bills) if line_id is not None}
    if not billed or any(line.chargeable and line.id not in billed for line in lines):
        return set(billed)
    number = next((number for number in billed.values() if number), None)
    if number is not None:
        raise Refusal(tr("The lines are on invoice {number}; credit it first.", number=number))
    raise Refusal(tr("The lines are on an invoice proposal; drop it first."))


def _why(work: UnitOfWork, reason_id: int | None, remark: str) -> str:
    reason = reasons.given(work, ReasonFor.CREDIT, reason_id, required=False)
    why = ": ".join(text for text in (reason.name if reason else "", remark.strip()) if text)
    if not why:
        raise Refusal(tr("Say why the posting is taken back."), field="reason")
    return why


def _posted_before(work: UnitOfWork, order: Order) -> Posting:
    taken_back = select(Posting.reverses_id).where(Posting.order_id == order.id, Posting.reverses_id.is_not(None))
    mine = (Posting.order_id == order.id, Posting.reverses_id.is_(None), Posting.id.not_in(taken_back))
    posting = work.session.scalar(select(Posting).where(*mine).order_by(Posting.sequence.desc()).limit(1))
    if posting is None:
        raise Refusal(tr("{number} has no lines to post.", number=order.number))
    return posting


def _lines(work: UnitOfWork, order_id: int, status: LineStatus) -> list[OrderLine]:
    wanted = (OrderLine.order_id == order_id, OrderLine.status == status)
    return list(work.session.scalars(select(OrderLine).where(*wanted).order_by(OrderLine.position, OrderLine.id)))


def _worth(line: OrderLine, currency: str) -> Worth:
    return Worth(
        line_id=line.id,
        kind=line.kind,
        cost=amount(line.quantity, line.cost_price, currency),
        sales=amount(line.quantity, line.sales_price, currency) if line.chargeable else ZERO,
    )
