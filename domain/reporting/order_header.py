"""The header of an order as the page shows and edits it: terms, notes, kin, signature, bills."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from domain.billing.model import Invoice, InvoiceKind, InvoiceLine, InvoiceStatus, Posting
from domain.billing.queries import billed
from domain.orders.content import OrderAddress, OrderLine
from domain.orders.model import Order, Progress, Stage
from domain.orders.permissions import Permission, allows
from domain.scheduling.requirement_model import OrderLink, Requirement


@dataclass(frozen=True, slots=True)
class Kin:
    """An order that another one follows up, or is a part of."""

    id: int
    number: str
    title: str
    stage: str


@dataclass(frozen=True, slots=True)
class OwnAddress:
    """Where the work is, for this order alone."""

    name: str
    street: str
    postcode: str
    city: str
    country: str
    hint: str


@dataclass(frozen=True, slots=True)
class BillRow:
    """A bill on which lines of the order stand."""

    id: int
    number: str
    kind: InvoiceKind
    status: InvoiceStatus


@dataclass(frozen=True, slots=True)
class OrderHeader:
    """What the order says of itself beside what it is about; `allowed` is what its stage permits."""

    currency: str
    customer_id: int
    site_id: int
    asset_id: int | None
    asset_model_id: int | None
    contact_id: int | None
    order_type_id: int | None
    order_type: str
    agreement_id: int | None
    agreement: str
    sla_id: int | None
    responsible: str
    preferred_technician_id: int | None
    preferred_technician: str
    internal_note: str
    external_note: str
    skill_ids: frozenset[int]
    needs_booking: bool
    needed: tuple[str, ...]
    """Who or what is needed together."""
    begins_after: tuple[str, ...]
    """The numbers of the orders that must be done before."""
    window_from: datetime | None
    window_until: datetime | None
    progress: Progress
    signed_at: datetime | None
    signed_by: str
    parent: Kin | None
    children: tuple[Kin, ...]
    address: OwnAddress | None
    bills: tuple[BillRow, ...]
    billed_lines: frozenset[int]
    """Those that stand on a bill that holds, or on a proposal."""
    allowed: frozenset[Permission]


def header(session: Session, order_id: int) -> OrderHeader | None:
    """The header of one order; None when there is none."""
    order = session.scalar(
        select(Order)
        .where(Order.id == order_id)
        .options(
            joinedload(Order.asset),
            joinedload(Order.order_type),
            joinedload(Order.agreement),
            joinedload(Order.preferred_technician),
            joinedload(Order.stage),
        )
    )
    return None if order is None else _header(session, order)


def last_posting(session: Session, order_id: int) -> int | None:
    """The id of the last posting of an order that was not taken back."""
    taken_back = select(Posting.reverses_id).where(Posting.reverses_id.is_not(None))
    mine = (Posting.order_id == order_id, Posting.reverses_id.is_(None), Posting.id.not_in(taken_back))
    return session.scalar(select(Posting.id).where(*mine).order_by(Posting.sequence.desc()).limit(1))


def _header(session: Session, order: Order) -> OrderHeader:
    return OrderHeader(
        currency=order.currency,
        customer_id=order.customer_id,
        site_id=order.site_id,
        asset_id=order.asset_id,
        asset_model_id=order.asset.model_id if order.asset else None,
        contact_id=order.contact_id,
        order_type_id=order.order_type_id,
        order_type=order.order_type.name if order.order_type else "",
        agreement_id=order.agreement_id,
        agreement=f"{order.agreement.number} {order.agreement.name}" if order.agreement else "",
        sla_id=order.sla_id,
        responsible=order.responsible,
        preferred_technician_id=order.preferred_technician_id,
        preferred_technician=order.preferred_technician.name if order.preferred_technician else "",
        internal_note=order.internal_note,
        external_note=order.external_note,
        skill_ids=frozenset(skill.id for skill in order.skills),
        needs_booking=order.needs_booking,
        needed=_needed(session, order.id),
        begins_after=_begins_after(session, order.id),
        window_from=order.window_from,
        window_until=order.window_until,
        progress=order.progress,
        signed_at=order.signed_off_at,
        signed_by=order.signed_off_by or "",
        parent=_parent(session, order),
        children=_children(session, order.id),
        address=_address(session, order.id),
        bills=_bills(session, order.id),
        billed_lines=frozenset(billed(session, [order.id])),
        allowed=frozenset(each for each in Permission if allows(order.stage, each)),
    )


def _needed(session: Session, order_id: int) -> tuple[str, ...]:
    statement = select(Requirement.name).where(Requirement.order_id == order_id)
    return tuple(session.scalars(statement.order_by(Requirement.way, Requirement.position)))


def _begins_after(session: Session, order_id: int) -> tuple[str, ...]:
    statement = select(Order.number).join(OrderLink, OrderLink.after_id == Order.id)
    return tuple(session.scalars(statement.where(OrderLink.order_id == order_id).order_by(Order.number)))


def _parent(session: Session, order: Order) -> Kin | None:
    if order.parent_id is None:
        return None
    found = session.execute(_kin().where(Order.id == order.parent_id)).first()
    return None if found is None else Kin(*found)


def _children(session: Session, order_id: int) -> tuple[Kin, ...]:
    return tuple(Kin(*row) for row in session.execute(_kin().where(Order.parent_id == order_id).order_by(Order.id)))


def _kin() -> Select[int, str, str, str]:
    return select(Order.id, Order.number, Order.title, Stage.name).join(Order.stage)


def _address(session: Session, order_id: int) -> OwnAddress | None:
    found = session.scalar(select(OrderAddress).where(OrderAddress.order_id == order_id))
    if found is None:
        return None
    return OwnAddress(found.name, found.street, found.postcode, found.city, found.country, found.hint)


def _bills(session: Session, order_id: int) -> tuple[BillRow, ...]:
    on_order = select(OrderLine.id).where(OrderLine.order_id == order_id)
    statement = (
        select(Invoice.id, Invoice.number, Invoice.kind, Invoice.status)
        .where(Invoice.id.in_(select(InvoiceLine.invoice_id).where(InvoiceLine.order_line_id.in_(on_order))))
        .order_by(Invoice.id)
    )
    return tuple(BillRow(key, number or "", kind, status) for key, number, kind, status in session.execute(statement))
