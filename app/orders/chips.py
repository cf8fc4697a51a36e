"""What the head of an order shows beside its promises: how urgent, how far, signed, posted."""

from app.orders.reading import OrderView
from app.shared.chips import Chip, priority_chip, stage_chip
from app.shared.kit import Kit
from app.shared.times import duration
from domain.language import tr
from domain.orders.model import Progress


def order_chips(view: OrderView, kit: Kit) -> list[Chip]:
    """Where no promise is measured, until when it is due."""
    detail, header = view.detail, view.header
    chips = [priority_chip(detail.priority), stage_chip(detail.stage, f"stage.{detail.meaning}")]
    if detail.is_open and detail.due is not None and not view.promises:
        late = detail.due < kit.times.now()
        span = duration(abs(kit.times.now() - detail.due))
        told = tr("{span} late", span=span) if late else tr("Due in {span}", span=span)
        chips.append(Chip(told, "critical" if late else "neutral", soft=True))
    if header.signed_at is not None:
        chips.append(Chip(tr("Signed off by {name}", name=header.signed_by), "good", soft=True))
    if header.progress is Progress.POSTED:
        chips.append(Chip(header.progress.label, "good", soft=True))
    return chips
