"""Files on orders: attached and taken off; the file store keeps their content."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.errors import Refusal
from domain.language import tr
from domain.orders.content import Attachment, AttachmentKind
from domain.orders.model import Order, StageMeaning
from domain.orders.parts import tell_gone
from domain.store.file_types import is_image
from domain.store.files import StoredFile
from domain.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """A file on an order; its content is found by `sha256`."""

    id: int
    kind: AttachmentKind
    name: str
    media_type: str
    size: int
    sha256: str
    added: datetime
    added_by: str


def attach(work: UnitOfWork, order_id: int, stored: StoredFile, kind: AttachmentKind | None = None) -> int:
    """Attach what the file store has taken in; pictures are photos unless said otherwise. Returns the id."""
    order = work.get(Order, order_id, lock=True)
    if order.stage.meaning is StageMeaning.CANCELLED:
        raise Refusal(tr("{number} is closed and cannot be changed.", number=order.number))
    picture = is_image(stored.media_type)
    kept_kind = kind or (AttachmentKind.PHOTO if picture else AttachmentKind.DOCUMENT)
    if kept_kind is not AttachmentKind.DOCUMENT and not picture:
        raise Refusal(tr("{name} is no picture.", name=stored.name), field="file")
    same = (Attachment.order_id == order.id, Attachment.sha256 == stored.sha256, Attachment.name == stored.name)
    present = work.session.scalar(select(Attachment).where(*same))
    if present is not None:
        return present.id
    attachment = Attachment(
        order_id=order.id,
        kind=kept_kind,
        name=stored.name,
        media_type=stored.media_type,
        size=stored.size,
        sha256=stored.sha256,
        added_at=work.now,
        added_by=work.actor,
    )
    return work.add(attachment, "attachment.added").id


def remove(work: UnitOfWork, attachment_id: int) -> None:
    """Take a file off its order; a signature stays as long as the order is signed off."""
    order = work.get(Order, work.get(Attachment, attachment_id).order_id, lock=True)
    attachment = work.get(Attachment, attachment_id, lock=True)
    if attachment.kind is AttachmentKind.SIGNATURE and order.signed_off_at is not None:
        raise Refusal(tr("{number} is signed off; take the signature back first.", number=order.number))
    work.session.delete(attachment)
    work.note("attachment.removed", attachment, order_id=order.id)
    tell_gone(work, order, attachment)


def attachments(session: Session, order_id: int) -> tuple[AttachmentRow, ...]:
    """The files on an order, newest last."""
    found = session.scalars(select(Attachment).where(Attachment.order_id == order_id).order_by(Attachment.id))
    return tuple(
        AttachmentRow(
            each.id, each.kind, each.name, each.media_type, each.size, each.sha256, each.added_at, each.added_by
        )
        for each in found
    )
