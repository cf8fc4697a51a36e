"""What people do with the parts of an asset: begin from a template, add, change, remove, move to an agreement."""

from dataclasses import replace
from decimal import Decimal

from sqlalchemy import func, select

from domain.agreements.model import Agreement
from domain.agreements.validity import covering
from domain.assets.model import Asset
from domain.errors import Refusal
from domain.language import tr
from domain.parts.drafts import check_holds, checked_quantity
from domain.parts.entries import OnOrder, PartEntry, checked_entry, entry_of
from domain.parts.history import held_list, held_part, inside, take_out, tell, today_at
from domain.parts.model import IN_PLACE, AssetPart, PartChangeKind, PartsList, PartsTemplate
from domain.parts.on_order import held_order, put_on_order
from domain.parts.template_service import lines_of
from domain.store.merging import lay_over
from domain.store.unit_of_work import UnitOfWork
from domain.store.versions import check_version


def begin_from_template(work: UnitOfWork, asset_id: int, template_id: int) -> int:
    """Give an asset without parts those of a template; returns the id of its parts list."""
    asset = work.get(Asset, asset_id, lock=True)
    template = work.get(PartsTemplate, template_id, lock=True)
    parts_list = _list_of(work, asset)
    present = select(AssetPart.id).where(AssetPart.parts_list_id == parts_list.id, IN_PLACE)
    if work.session.scalar(present.limit(1)) is not None:
        raise Refusal(tr("{name} has parts already; a template is only for the beginning.", name=asset.name))
    parts_list.template_id = template.id
    work.note("parts_list.begun", parts_list)
    made: list[AssetPart] = []
    path: list[AssetPart] = []
    for draft in lines_of(work, template):
        del path[draft.level :]
        entry = PartEntry(draft.kind, draft.article_id, draft.text, "", draft.quantity, draft.unit)
        placed = replace(entry, parent_id=path[-1].id if path else None, installed_on=asset.installed_on)
        part = _put(work, parts_list, placed, original=True)
        path.append(part)
        made.append(part)
    tell(work, parts_list, PartChangeKind.ADDED, None, Decimal(len(made)), note=template.name)
    return parts_list.id


def add_part(work: UnitOfWork, asset_id: int, entry: PartEntry, on: OnOrder | None = None) -> int:
    """Put a part into an asset, perhaps on an order; returns its id."""
    order = held_order(work, work.get(Asset, asset_id), on)
    asset = work.get(Asset, asset_id, lock=True)
    parts_list = held_list(work, _list_of(work, asset).id)
    made = checked_entry(work, entry, today_at(work, asset))
    _check_parent(work, parts_list, None, made.parent_id)
    placed = made if made.installed_on else replace(made, installed_on=today_at(work, asset))
    part = _put(work, parts_list, placed)
    told = put_on_order(work, order, part, on)
    tell(work, parts_list, PartChangeKind.ADDED, part, part.quantity, **told)
    return part.id


def change_part(work: UnitOfWork, part_id: int, version: int, entry: PartEntry) -> None:
    """Give a part that was read as `version` what `entry` says, its quantity too. Raises Overtaken."""
    part = held_part(work, part_id, version)
    parts_list = work.get(PartsList, part.parts_list_id)
    made = checked_entry(work, entry, today_at(work, parts_list.asset))
    if made.kind is not part.kind and inside(work, part):
        check_holds(made.kind, part.text)
    _check_parent(work, parts_list, part, made.parent_id)
    if lay_over(part, entry_of(part), made, except_for=("quantity",)):
        tell(work, parts_list, PartChangeKind.CHANGED, part, Decimal(0))
        work.note("part.changed", part)
    difference = checked_quantity(made.quantity) - part.quantity
    if difference:
        part.quantity += difference
        tell(work, parts_list, PartChangeKind.QUANTITY, part, difference)
        work.note("part.changed", part)


def remove_part(work: UnitOfWork, part_id: int, version: int, note: str = "") -> None:
    """Take a part out of its asset, with everything in it."""
    part = held_part(work, part_id, version)
    parts_list = work.get(PartsList, part.parts_list_id)
    take_out(work, parts_list, part, today_at(work, parts_list.asset), note.strip())


def move_to_agreement(work: UnitOfWork, list_id: int, version: int, agreement_id: int) -> None:
    """Carry a parts list with its history to another agreement of the same customer, as when it is renewed."""
    parts_list = held_list(work, list_id)
    check_version(parts_list, version, parts_list.asset.name)
    agreement = work.get(Agreement, agreement_id)
    if agreement.folder_id is not None or agreement.customer_id != parts_list.asset.customer_id:
        sentence = tr("{number} is no agreement of this customer.", number=agreement.number)
        raise Refusal(sentence, field="agreement_id")
    if agreement.ends_on is not None and agreement.ends_on < today_at(work, parts_list.asset):
        raise Refusal(tr("The agreement {number} is over.", number=agreement.number), field="agreement_id")
    if parts_list.agreement_id == agreement.id:
        sentence = tr("The parts stand under the agreement {number} already.", number=agreement.number)
        raise Refusal(sentence, field="agreement_id")
    parts_list.agreement_id = agreement.id
    work.note("parts_list.moved", parts_list, agreement=agreement.number)
    tell(work, parts_list, PartChangeKind.MOVED, None, Decimal(0))


def _list_of(work: UnitOfWork, asset: Asset) -> PartsList:
    """The parts list of an asset, made where there is none, under the agreement that covers it."""
    found = work.session.scalar(select(PartsList).where(PartsList.asset_id == asset.id))
    if found is not None:
        return found
    line = covering(work.session, asset.id, today_at(work, asset))
    fresh = PartsList(asset_id=asset.id, agreement_id=None if line is None else line.agreement_id)
    return work.add(fresh, "parts_list.created")


def _put(work: UnitOfWork, parts_list: PartsList, entry: PartEntry, *, original: bool = False) -> AssetPart:
    last = select(func.max(AssetPart.position)).where(AssetPart.parts_list_id == parts_list.id)
    part = AssetPart(
        parts_list_id=parts_list.id,
        parent_id=entry.parent_id,
        position=(work.session.scalar(last) or 0) + 1,
        kind=entry.kind,
        article_id=entry.article_id,
        text=entry.text,
        serial=entry.serial,
        quantity=Decimal(entry.quantity),
        unit=entry.unit,
        original=original,
        installed_on=entry.installed_on,
        warranty_until=entry.warranty_until,
    )
    return work.add(part, "part.added")


def _check_parent(work: UnitOfWork, parts_list: PartsList, part: AssetPart | None, parent_id: int | None) -> None:
    """A part is in an assembly of the same asset, and never in itself."""
    above = parent_id
    while above is not None:
        parent = work.get(AssetPart, above)
        if part is not None and parent.id == part.id:
            raise Refusal(tr("“{name}” cannot be inside itself.", name=part.text), field="parent_id")
        if parent.parts_list_id != parts_list.id or not parent.quantity:
            raise Refusal(tr("“{name}” is not in this asset.", name=parent.text), field="parent_id")
        if above == parent_id:
            check_holds(parent.kind, parent.text)
        above = parent.parent_id
