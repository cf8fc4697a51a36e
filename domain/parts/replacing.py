"""Replacing a part: the old one goes, in whole or in part, a new one comes, perhaps on an order."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.errors import Refusal
from domain.language import tr
from domain.parties import checks
from domain.parts.drafts import Number, checked_quantity
from domain.parts.entries import OnOrder, PartEntry, checked_entry
from domain.parts.history import clear, held_part, inside, take_out, tell, today_at
from domain.parts.model import AssetPart, PartChangeKind, PartsList
from domain.parts.on_order import held_order, put_on_order
from domain.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Replacement:
    """What comes in place of a part; text and unit follow from the article where they are not given."""

    quantity: Number
    article_id: int | None = None
    text: str = ""
    serial: str = ""
    warranty_until: date | None = None
    note: str = ""


def replace_part(work: UnitOfWork, part_id: int, version: int, new: Replacement, on: OnOrder | None = None) -> int:
    """Replace some or all of a part that was read as `version`; returns the id of the new part."""
    listed = work.get(PartsList, work.get(AssetPart, part_id).parts_list_id)
    order = held_order(work, listed.asset, on)
    old = held_part(work, part_id, version)
    today = today_at(work, listed.asset)
    quantity = checked_quantity(new.quantity)
    if quantity > old.quantity:
        raise Refusal(tr("At most {count} can be replaced.", count=f"{old.quantity.normalize():f}"), field="quantity")
    part = _new_part(work, old, new, quantity, today)
    told = put_on_order(work, order, part, on)
    note = checks.line(new.note, "note")
    _take_old(work, listed, old, quantity, today)
    tell(work, listed, PartChangeKind.REPLACED, part, quantity, old=old, note=note, **told)
    return part.id


def _new_part(work: UnitOfWork, old: AssetPart, new: Replacement, quantity: Decimal, today: date) -> AssetPart:
    other = new.article_id not in {None, old.article_id}
    made = checked_entry(
        work,
        PartEntry(
            old.kind,
            article_id=new.article_id,
            text=new.text or ("" if other else old.text),
            serial=new.serial,
            quantity=quantity,
            unit="" if other else old.unit,
            parent_id=old.parent_id,
            installed_on=today,
            warranty_until=new.warranty_until,
        ),
        today,
    )
    part = AssetPart(
        parts_list_id=old.parts_list_id,
        parent_id=old.parent_id,
        position=old.position,
        kind=old.kind,
        article_id=made.article_id,
        text=made.text,
        serial=made.serial,
        quantity=quantity,
        unit=made.unit,
        installed_on=today,
        warranty_until=made.warranty_until,
        replaces_id=old.id,
    )
    return work.add(part, "part.added")


def _take_old(work: UnitOfWork, listed: PartsList, old: AssetPart, quantity: Decimal, today: date) -> None:
    """What was in an assembly goes with it."""
    if quantity < old.quantity:
        old.quantity -= quantity
        work.note("part.changed", old)
        return
    for each in inside(work, old):
        if each.parent_id == old.id:
            take_out(work, listed, each, today)
    clear(work, old, today)
