"""Lines that go from one place to another: copied from a template, an agreement or an order, moved between visits."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from domain.agreements.model import Agreement, AgreementLine
from domain.agreements.validity import check_usable
from domain.errors import Refusal
from domain.language import tr
from domain.orders.content import LineStatus, OrderLine, OrderTask
from domain.orders.covered_lines import recount
from domain.orders.deleting import delete_order
from domain.orders.line_draft import LineDraft
from domain.orders.line_service import add_line
from domain.orders.model import Order, OrderType
from domain.orders.parts import tell_gone
from domain.orders.permissions import Permission, require
from domain.orders.progress import lines_of, refresh_progress
from domain.orders.tasks import CheckDraft, TaskDraft, add_task
from domain.orders.types import line_draft, task_draft
from domain.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class FromType:
    """Everything that an order type brings."""

    order_type_id: int


@dataclass(frozen=True, slots=True)
class FromAgreement:
    """What an agreement promises; without `line_ids` every line that is not stopped."""

    agreement_id: int
    line_ids: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class FromOrder:
    """What stands on another order; without `line_ids` every line that is not cancelled, and its tasks if asked for."""

    order_id: int
    line_ids: frozenset[int] | None = None
    with_tasks: bool = False


CopySource = FromType | FromAgreement | FromOrder


def copy_lines(work: UnitOfWork, to_order_id: int, source: CopySource) -> int:
    """Copy lines onto an order, with the prices that hold there and today; returns how many."""
    order = work.get(Order, to_order_id, lock=True)
    require(order, Permission.MODIFY)
    match source:
        case FromType(order_type_id):
            order_type = work.get(OrderType, order_type_id)
            drafts = [line_draft(line, order) for line in order_type.lines]
            tasks = [task_draft(task) for task in order_type.tasks]
        case FromAgreement(agreement_id, line_ids):
            drafts, tasks = list(_of_agreement(work, order, agreement_id, line_ids)), []
        case FromOrder(order_id, line_ids, with_tasks):
            drafts = list(_of_order(work, order, order_id, line_ids))
            tasks = list(_tasks_of(work, order_id)) if with_tasks else []
    if not drafts and not tasks:
        raise Refusal(tr("There is nothing to copy."), field="source")
    for draft in drafts:
        add_line(work, order.id, draft)
    for task in tasks:
        add_task(work, order.id, task)
    return len(drafts)


def move_lines(
    work: UnitOfWork, line_ids: Collection[int], to_order_id: int, *, delete_emptied: bool = False
) -> list[str]:
    """Move lines to another order of the same agreement, as when a technician did the work of the next visit early.

    With `delete_emptied` the orders that are left without a line are deleted; returns their numbers.
    """
    found = work.session.scalars(select(OrderLine).where(OrderLine.id.in_(line_ids)).order_by(OrderLine.id)).all()
    order_ids = sorted({to_order_id, *(line.order_id for line in found)})
    # Always held by id, so that two moves never wait for each other.
    orders = {key: work.get(Order, key, lock=True) for key in order_ids}
    target = orders[to_order_id]
    require(target, Permission.MODIFY)
    position = work.session.scalar(select(func.max(OrderLine.position)).where(OrderLine.order_id == target.id)) or 0
    moved = [line for line in found if line.order_id != target.id]
    for number, line in enumerate(moved, position + 1):
        source = orders[line.order_id]
        _check_move(source, target, line)
        line.order_id, line.position = target.id, number
        numbers = {"from_number": source.number, "to_number": target.number}
        work.note("order_line.moved", line, order_id=target.id, line=line.text, **numbers)
        work.note("order.line_left", source, line=line.text, **numbers)
        tell_gone(work, source, line)
    work.session.flush()
    for order in orders.values():
        recount(work, order)
        refresh_progress(work, order)
    emptied = [order for order in orders.values() if order is not target and not lines_of(work, order)]
    numbers_of_emptied = [order.number for order in emptied]
    if not delete_emptied:
        return []
    for order in emptied:
        delete_order(work, order.id)
    return numbers_of_emptied


def _check_move(source: Order, target: Order, line: OrderLine) -> None:
    require(source, Permission.MODIFY)
    if source.agreement_id is None or source.agreement_id != target.agreement_id:
        values = {"source": source.number, "target": target.number}
        sentence = tr("{source} and {target} do not belong to the same agreement.", **values)
        raise Refusal(sentence, field="order")
    if line.status is not LineStatus.CREATED:
        raise Refusal(tr("“{line}” is posted or cancelled and stays where it is.", line=line.text), field="lines")
    if line.signed_off_at is not None:
        raise Refusal(tr("“{line}” is signed off and stays where it is.", line=line.text), field="lines")
    if source.currency != target.currency:
        values = {"given": source.currency, "wanted": target.currency}
        raise Refusal(tr("This price is in {given}, the order is in {wanted}.", **values), field="order")


def _of_agreement(
    work: UnitOfWork, order: Order, agreement_id: int, line_ids: frozenset[int] | None
) -> Iterator[LineDraft]:
    agreement = work.get(Agreement, agreement_id)
    if agreement.customer_id != order.customer_id:
        raise Refusal(tr("This belongs to another customer than the order."), field="agreement")
    day = order.opened_at.astimezone(ZoneInfo(order.site.timezone)).date()
    check_usable(agreement, day)
    for line in agreement.lines:
        chosen = line_ids is not None and line.id in line_ids
        if not chosen and (line_ids is not None or not line.holds(day)):
            continue
        if line.stopped and line_ids is not None:
            raise Refusal(tr("The line “{line}” of the agreement is stopped.", line=line.text), field="lines")
        if not line.stopped:
            yield _agreed(line, order)


def _agreed(line: AgreementLine, order: Order) -> LineDraft:
    return LineDraft(
        line.kind,
        article_id=line.article_id,
        text=line.text,
        quantity=line.quantity,
        agreement_line_id=line.id,
        origin=order.origin,
    )


def _of_order(work: UnitOfWork, order: Order, order_id: int, line_ids: frozenset[int] | None) -> Iterator[LineDraft]:
    source = work.get(Order, order_id)
    for line in lines_of(work, source):
        wanted = line.status is not LineStatus.CANCELLED if line_ids is None else line.id in line_ids
        if wanted:
            # Prices typed in by hand go along where the currency is the same; others are looked for anew.
            by_hand = line.price_modified and source.currency == order.currency
            yield LineDraft(
                line.kind,
                article_id=line.article_id,
                text=line.text,
                note=line.note,
                quantity=line.quantity,
                unit=line.unit,
                technician_id=line.technician_id,
                cost_price=line.cost_price if by_hand else None,
                sales_price=line.sales_price if by_hand else None,
                tax_percent=line.tax_percent if line.article_id is None else None,
                chargeable=line.chargeable or line.full_price is not None,
            )


def _tasks_of(work: UnitOfWork, order_id: int) -> Iterator[TaskDraft]:
    tasks = select(OrderTask).where(OrderTask.order_id == order_id).order_by(OrderTask.position)
    for task in work.session.scalars(tasks):
        checks = tuple(CheckDraft(check.text, check.required) for check in task.checks)
        yield TaskDraft(task.name, task.internal_note, task.external_note, checks)
