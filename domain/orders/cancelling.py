"""Cancelling lines, and taking that back; whole orders are cancelled by the stage they enter."""

from collections.abc import Iterable

from domain.errors import Refusal
from domain.language import tr
from domain.orders.content import LineStatus, OrderLine
from domain.orders.covered_lines import recount
from domain.orders.model import Order, StageMeaning
from domain.orders.permissions import Permission, require
from domain.orders.progress import lines_of, refresh_progress
from domain.parameters import reasons, service
from domain.parameters.model import ReasonFor
from domain.store.history import facts_of
from domain.store.unit_of_work import UnitOfWork

CANCELLED = "order_line.cancelled"


def cancel_line(work: UnitOfWork, line_id: int, *, reason_id: int | None = None, remark: str = "") -> None:
    """Cancel one line; what is posted stays."""
    order, line = _held(work, line_id)
    require(order, Permission.CANCEL)
    if line.status is LineStatus.CANCELLED:
        return
    if line.status is LineStatus.POSTED:
        raise Refusal(tr("The line is posted and stays as it is; a counter-posting takes it back."))
    required = service.read(work.session).cancel_reason_required
    reason = reasons.given(work, ReasonFor.CANCEL, reason_id, required=required)
    line.status = LineStatus.CANCELLED
    told = {"reason": None if reason is None else reason.name, "remark": remark.strip()}
    work.note(CANCELLED, line, order_id=order.id, with_order=False, line=line.text, **told)
    recount(work, order)
    refresh_progress(work, order)


def revoke_line(work: UnitOfWork, line_id: int) -> None:
    """Bring a cancelled line back."""
    order, line = _held(work, line_id)
    if order.stage.meaning is StageMeaning.CANCELLED:
        raise Refusal(tr("{number} is cancelled; revoke that first.", number=order.number))
    if line.status is LineStatus.CANCELLED:
        _bring_back(work, order, [line], with_order=False)
        recount(work, order)
        refresh_progress(work, order)


def cancel_lines(work: UnitOfWork, order: Order) -> None:
    """Cancel the lines of an order that is cancelled as a whole. Refused once something is posted."""
    lines = lines_of(work, order)
    if any(line.status is LineStatus.POSTED for line in lines):
        raise Refusal(tr("Lines of {number} are posted; counter-post them first.", number=order.number))
    for line in lines:
        if line.status is LineStatus.CREATED:
            line.status = LineStatus.CANCELLED
            work.note(CANCELLED, line, order_id=order.id, with_order=True, line=line.text)
    refresh_progress(work, order, told=True)


def bring_back_lines(work: UnitOfWork, order: Order) -> None:
    """Bring back the lines that were cancelled with their order; those cancelled one by one before stay so."""
    cancelled = _cancelled(work, order)
    with work.session.no_autoflush:
        facts = facts_of(work.session, OrderLine.subject, [line.id for line in cancelled])
    with_order = {fact.subject_id: fact.after.get("with_order", False) for fact in facts if fact.kind == CANCELLED}
    _bring_back(work, order, [line for line in cancelled if with_order.get(line.id)], with_order=True)
    recount(work, order)
    refresh_progress(work, order, told=True)


def bring_back_all_lines(work: UnitOfWork, order: Order) -> None:
    """Bring back every cancelled line of an order that is not cancelled itself."""
    _bring_back(work, order, _cancelled(work, order), with_order=False)
    recount(work, order)
    refresh_progress(work, order)


def _bring_back(work: UnitOfWork, order: Order, lines: Iterable[OrderLine], *, with_order: bool) -> None:
    for line in lines:
        line.status = LineStatus.CREATED
        work.note("order_line.revoked", line, order_id=order.id, line=line.text, with_order=with_order)


def _cancelled(work: UnitOfWork, order: Order) -> list[OrderLine]:
    return [line for line in lines_of(work, order) if line.status is LineStatus.CANCELLED]


def _held(work: UnitOfWork, line_id: int) -> tuple[Order, OrderLine]:
    """The line and its order, both locked; the order first, as everybody does."""
    order = work.get(Order, work.get(OrderLine, line_id).order_id, lock=True)
    return order, work.get(OrderLine, line_id, lock=True)
