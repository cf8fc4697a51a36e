"""Reads an order as papers tell of it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.documents import order_parts
from domain.documents.content import Machine, OrderPaper, Person
from domain.documents.papers import Paper
from domain.documents.places import at_site, place_of_work
from domain.documents.qr import QR_ASSET, QR_ORDER
from domain.documents.totals import totals
from domain.errors import Gone
from domain.language import tr
from domain.orders.content import Attachment, AttachmentKind
from domain.orders.model import Order
from domain.parameters.registry import Parameters

SIGNATURE = "signature"


def load_order(session: Session, order_id: int, paper: Paper, parameters: Parameters) -> OrderPaper:
    """The order for `paper`; what is internal is left out where the customer reads it. Raises Gone."""
    order = session.get(Order, order_id)
    if order is None:
        raise Gone(tr("This order is not there any more."))
    zone, internal = order.site.timezone, paper.is_internal
    lines = order_parts.lines(session, order, internal=internal)
    return OrderPaper(
        number=order.number,
        title=order.title,
        description=order.description,
        priority=order.priority,
        stage=order.stage.name,
        order_type="" if order.order_type is None else order.order_type.name,
        agreement="" if order.agreement is None else order.agreement.number,
        responsible=order.responsible,
        opened_at=at_site(order.opened_at, zone),
        due_at=None if order.due_at is None else at_site(order.due_at, zone),
        minutes=order.minutes,
        customer_number=order.customer.number,
        customer=order.customer.name,
        place=place_of_work(session, order, parameters.home_country),
        contact=_contact(order),
        machine=_machine(order),
        internal_note=order.internal_note if internal else "",
        external_note=order.external_note,
        skills=tuple(skill.name for skill in order.skills),
        visits=order_parts.visits(session, order),
        tasks=order_parts.tasks(session, order, internal=internal),
        repairs=order_parts.repairs(session, order, internal=internal),
        history=order_parts.history(session, order) if internal else (),
        lines=lines,
        totals=totals(lines, order.currency),
        signed_off_at=None if order.signed_off_at is None else at_site(order.signed_off_at, zone),
        signed_off_by=order.signed_off_by or "",
        signature="",
        qr_order=QR_ORDER,
        qr_asset="" if order.asset is None else QR_ASSET,
    )


def signature_hash(session: Session, order_id: int) -> str | None:
    """The hash of the signature that was drawn last, if the order is signed off."""
    mine = (Attachment.order_id == order_id, Attachment.kind == AttachmentKind.SIGNATURE)
    signed = select(Order.id).where(Order.id == order_id, Order.signed_off_at.is_not(None)).exists()
    return session.scalar(select(Attachment.sha256).where(*mine, signed).order_by(Attachment.id.desc()).limit(1))


def _contact(order: Order) -> Person | None:
    contact = order.contact
    return None if contact is None else Person(contact.name, contact.role, contact.phone, contact.email)


def _machine(order: Order) -> Machine | None:
    asset = order.asset
    if asset is None:
        return None
    model = f"{asset.model.maker} {asset.model.name}"
    return Machine(asset.number, asset.name, asset.serial, model, asset.installed_on)
