"""How the parts of an asset remember what was done to them: a line for each change, and none is ever taken away."""

from datetime import date
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from domain.assets.model import Asset
from domain.errors import Refusal
from domain.language import tr
from domain.parts.model import IN_PLACE, AssetPart, PartChange, PartChangeKind, PartsList
from domain.store.unit_of_work import UnitOfWork
from domain.store.versions import check_version


def held_list(work: UnitOfWork, list_id: int) -> PartsList:
    """A parts list, held, so that its changes come one after the other."""
    return work.get(PartsList, list_id, lock=True)


def held_part(work: UnitOfWork, part_id: int, version: int) -> AssetPart:
    """A part that is in its asset, read as `version`, held with its whole list. Raises Overtaken."""
    held_list(work, work.get(AssetPart, part_id).parts_list_id)
    part = work.get(AssetPart, part_id, lock=True)
    check_version(part, version, part.text)
    if not part.quantity:
        raise Refusal(tr("“{name}” is not in the asset any more.", name=part.text))
    return part


def today_at(work: UnitOfWork, asset: Asset) -> date:
    """The day, as the clocks where the asset stands say."""
    return work.now.astimezone(ZoneInfo(asset.site.timezone)).date()


def tell(
    work: UnitOfWork,
    parts_list: PartsList,
    kind: PartChangeKind,
    part: AssetPart | None,
    quantity: Decimal,
    *,
    old: AssetPart | None = None,
    **more: Any,
) -> PartChange:
    """Put a line into the history; `quantity` is by how much it changed, `old` is what went for the part."""
    change = PartChange(
        parts_list_id=parts_list.id,
        part_id=None if part is None else part.id,
        replaced_id=None if old is None else old.id,
        kind=kind,
        quantity=quantity,
        agreement_id=parts_list.agreement_id,
        made_at=work.now,
        made_by=work.actor,
        **more,
    )
    names = {"part": "" if part is None else part.text, "replaced": "" if old is None else old.text}
    return work.add(change, f"part_change.{kind.value}", **names)


def take_out(work: UnitOfWork, parts_list: PartsList, part: AssetPart, on: date, note: str = "") -> None:
    """Take a part out, with everything in it."""
    for each in (*inside(work, part), part):
        tell(work, parts_list, PartChangeKind.REMOVED, each, -each.quantity, note=note)
        clear(work, each, on)


def clear(work: UnitOfWork, part: AssetPart, on: date) -> None:
    """None of it is left."""
    part.quantity, part.removed_on = Decimal(0), on
    work.note("part.removed", part)


def inside(work: UnitOfWork, part: AssetPart) -> list[AssetPart]:
    """Everything that is in an assembly now, what is inside first."""
    statement = select(AssetPart).where(AssetPart.parent_id == part.id, IN_PLACE)
    direct = work.session.scalars(statement.order_by(AssetPart.position, AssetPart.id)).all()
    return [found for each in direct for found in (*inside(work, each), each)]
