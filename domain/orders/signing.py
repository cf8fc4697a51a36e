"""Sign-off: somebody confirms by name, and perhaps by a drawn signature, that lines or the whole order are done."""

from domain.errors import Refusal
from domain.language import tr
from domain.orders import promises
from domain.orders.content import Attachment, AttachmentKind, LineStatus, OrderLine
from domain.orders.model import Order, Progress, StageMeaning
from domain.orders.progress import lines_of
from domain.orders.tasks import open_required
from domain.sla.clock import MarkKind
from domain.store.unit_of_work import UnitOfWork

LONGEST_NAME = 100


def sign_line(work: UnitOfWork, line_id: int, name: str) -> None:
    """Sign one line off."""
    order, line = _held(work, line_id)
    signed_by = _checked_name(name)
    _check_not_cancelled(order)
    if line.status is LineStatus.CANCELLED:
        raise Refusal(tr("The line is cancelled; revoke that first."))
    if line.signed_off_at is None:
        _sign(work, order, line, signed_by, with_order=False)


def unsign_line(work: UnitOfWork, line_id: int) -> None:
    """Take the sign-off of a line back, and with it that of the order."""
    order, line = _held(work, line_id)
    if line.status is LineStatus.POSTED:
        raise Refusal(tr("The line is posted and stays as it is; a counter-posting takes it back."))
    if line.signed_off_at is None:
        return
    line.signed_off_at, line.signed_off_by = None, None
    work.note("order_line.unsigned", line, order_id=order.id, line=line.text)
    if order.signed_off_at is not None:
        _take_back(work, order)


def sign_order(
    work: UnitOfWork, order_id: int, name: str, signature_id: int | None = None, reason_id: int | None = None
) -> None:
    """Sign the order off with all its lines; `signature_id` is the attachment with the drawn signature.

    `reason_id` says why a promise was broken, where the parameters ask for that.
    """
    order = work.get(Order, order_id, lock=True)
    signed_by = _checked_name(name)
    _check_not_cancelled(order)
    if order.signed_off_at is not None:
        raise Refusal(tr("{number} is signed off already, by {name}.", number=order.number, name=order.signed_off_by))
    waiting = open_required(work, order)
    if waiting:
        sentence = tr("Not done yet: {tasks}. Finish this before signing off.", tasks=", ".join(waiting))
        raise Refusal(sentence, field="tasks")
    _check_signature(work, order, signature_id)
    for line in lines_of(work, order):
        if line.status is LineStatus.CREATED and line.signed_off_at is None:
            _sign(work, order, line, signed_by, with_order=True)
    order.signed_off_at, order.signed_off_by = work.now, signed_by
    work.note("order.signed", order, drawn=signature_id is not None, signature_id=signature_id)
    promises.mark(work, order, MarkKind.COMPLETED, reason_id=reason_id)


def unsign_order(work: UnitOfWork, order_id: int) -> None:
    """Take the sign-off of an order back, with that of its lines that are not posted."""
    order = work.get(Order, order_id, lock=True)
    if order.signed_off_at is None:
        return
    if order.progress is Progress.POSTED:
        raise Refusal(tr("{number} is posted; counter-post it first.", number=order.number))
    for line in lines_of(work, order):
        if line.signed_off_at is not None and line.status is LineStatus.CREATED:
            line.signed_off_at, line.signed_off_by = None, None
            work.note("order_line.unsigned", line, order_id=order.id, line=line.text, with_order=True)
    _take_back(work, order)


def _sign(work: UnitOfWork, order: Order, line: OrderLine, name: str, *, with_order: bool) -> None:
    line.signed_off_at, line.signed_off_by = work.now, name
    work.note("order_line.signed", line, order_id=order.id, line=line.text, with_order=with_order)


def _take_back(work: UnitOfWork, order: Order) -> None:
    order.signed_off_at, order.signed_off_by = None, None
    work.note("order.unsigned", order)
    if order.stage.meaning.is_open:
        promises.mark(work, order, MarkKind.REOPENED)


def _checked_name(name: str) -> str:
    if not 0 < len(name.strip()) <= LONGEST_NAME:
        raise Refusal(tr("Who signs? A name of at most {count} letters.", count=LONGEST_NAME), field="name")
    return name.strip()


def _check_not_cancelled(order: Order) -> None:
    if order.stage.meaning is StageMeaning.CANCELLED:
        raise Refusal(tr("{number} is cancelled; revoke that first.", number=order.number))


def _check_signature(work: UnitOfWork, order: Order, signature_id: int | None) -> None:
    if signature_id is None:
        return
    attachment = work.get(Attachment, signature_id)
    if attachment.order_id != order.id or attachment.kind is not AttachmentKind.SIGNATURE:
        raise Refusal(tr("This is no signature of {number}.", number=order.number), field="signature")


def _held(work: UnitOfWork, line_id: int) -> tuple[Order, OrderLine]:
    """The line and its order, both locked; the order first, as everybody does."""
    order = work.get(Order, work.get(OrderLine, line_id).order_id, lock=True)
    return order, work.get(OrderLine, line_id, lock=True)
