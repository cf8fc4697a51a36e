"""What a stage can demand of an order before it lets it in."""

from collections.abc import Callable, Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.errors import Refusal
from domain.language import tr
from domain.orders.content import LineStatus, OrderLine, OrderTask
from domain.orders.model import Order, Stage

Check = Callable[[Session, Order], bool]


def _has(name: str) -> Check:
    def filled(_session: Session, order: Order) -> bool:
        return bool(getattr(order, name))

    return filled


def _has_lines(session: Session, order: Order) -> bool:
    mine = (OrderLine.order_id == order.id, OrderLine.status != LineStatus.CANCELLED)
    return session.scalar(select(OrderLine.id).where(*mine).limit(1)) is not None


def _tasks_done(session: Session, order: Order) -> bool:
    waiting = (OrderTask.order_id == order.id, OrderTask.done_at.is_(None))
    return session.scalar(select(OrderTask.id).where(*waiting).limit(1)) is None


_CHECKS: Mapping[str, Check] = {
    "asset": _has("asset_id"),
    "contact": _has("contact_id"),
    "description": _has("description"),
    "responsible": _has("responsible"),
    "preferred_technician": _has("preferred_technician_id"),
    "order_type": _has("order_type_id"),
    "agreement": _has("agreement_id"),
    "skills": _has("skills"),
    "internal_note": _has("internal_note"),
    "external_note": _has("external_note"),
    "lines": _has_lines,
    "tasks": _tasks_done,
    "signature": _has("signed_off_at"),
}
FIELDS = tuple(_CHECKS)
"""The names that `Stage.required_fields` can hold, in the order in which they are offered."""


def label(name: str) -> str:
    """What must be there, in words."""
    return {
        "asset": tr("Asset"),
        "contact": tr("Contact"),
        "description": tr("Description"),
        "responsible": tr("Responsible"),
        "preferred_technician": tr("Preferred technician"),
        "order_type": tr("Order type"),
        "agreement": tr("Agreement"),
        "skills": tr("Skills"),
        "internal_note": tr("Internal note"),
        "external_note": tr("Note for the customer"),
        "lines": tr("At least one line"),
        "tasks": tr("All tasks done"),
        "signature": tr("Signature"),
    }[name]


def missing(session: Session, order: Order, names: Iterable[str]) -> list[str]:
    """Which of the fields an order lacks."""
    wanted = set(names)
    return [name for name, check in _CHECKS.items() if name in wanted and not check(session, order)]


def check_filled(session: Session, order: Order, stage: Stage) -> None:
    """Refuse a stage whose demands an order does not fulfil, beside the first field that is missing."""
    lacking = missing(session, order, stage.required_fields)
    if lacking:
        fields = ", ".join(label(name) for name in lacking)
        raise Refusal(tr("The stage “{stage}” asks for: {fields}.", stage=stage.name, fields=fields), field=lacking[0])
