"""The parts of an asset as they are, or were at the end of a day, and what was done to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from domain.agreements.model import Agreement
from domain.assets.model import Asset
from domain.catalogue.model import Article
from domain.orders.content import OrderLine
from domain.orders.model import Order
from domain.parts.model import AssetPart, PartChange, PartChangeKind, PartKind, PartsList, PartsTemplate
from domain.parts.tree import in_order


@dataclass(frozen=True, slots=True)
class PartRow:
    """One part in an asset; `waiting` says that an order waits until it is procured."""

    id: int
    parent_id: int | None
    version: int
    kind: PartKind
    article_id: int | None
    article: str
    text: str
    serial: str
    quantity: Decimal
    unit: str
    original: bool
    installed_on: date | None
    warranty_until: date | None
    level: int
    waiting: bool


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One thing that was done to the parts of an asset."""

    id: int
    at: datetime
    by: str
    kind: PartChangeKind
    part: str
    replaced: str
    quantity: Decimal
    unit: str
    order_id: int | None
    order: str
    line: str
    agreement: str
    waiting: bool
    note: str


@dataclass(frozen=True, slots=True)
class PartsSheet:
    """The parts list of an asset; without `list_id` nothing was ever entered."""

    asset_id: int
    asset_model_id: int
    list_id: int | None
    version: int
    agreement_id: int | None
    agreement: str
    template: str
    parts: tuple[PartRow, ...]
    changes: tuple[ChangeRow, ...]


def sheet(session: Session, asset_id: int, on: date | None = None) -> PartsSheet | None:
    """The parts of an asset, now or at the end of a day; None where there is no such asset."""
    asset = session.get(Asset, asset_id)
    if asset is None:
        return None
    statement = (
        select(PartsList.id, PartsList.version, PartsList.agreement_id, Agreement.number, PartsTemplate.name)
        .outerjoin(Agreement, Agreement.id == PartsList.agreement_id)
        .outerjoin(PartsTemplate, PartsTemplate.id == PartsList.template_id)
        .where(PartsList.asset_id == asset_id)
    )
    found = session.execute(statement).first()
    if found is None:
        return PartsSheet(asset_id, asset.model_id, None, 0, None, "", "", (), ())
    list_id, version, agreement_id, agreement, template = found
    return PartsSheet(
        asset_id=asset_id,
        asset_model_id=asset.model_id,
        list_id=list_id,
        version=version,
        agreement_id=agreement_id,
        agreement=agreement or "",
        template=template or "",
        parts=_parts(session, list_id, on, ZoneInfo(asset.site.timezone)),
        changes=_changes(session, list_id),
    )


def _parts(session: Session, list_id: int, on: date | None, zone: ZoneInfo) -> tuple[PartRow, ...]:
    since = {} if on is None else _changed_after(session, list_id, on, zone)
    waiting = set(session.scalars(_waiting(list_id)))
    statement = (
        select(AssetPart, Article.number)
        .outerjoin(Article, Article.id == AssetPart.article_id)
        .where(AssetPart.parts_list_id == list_id)
        .order_by(AssetPart.position, AssetPart.id)
    )
    there = {}
    for part, article in session.execute(statement):
        quantity = part.quantity - since.get(part.id, Decimal(0))
        if quantity > 0 and (on is None or part.installed_on is None or part.installed_on <= on):
            there[part.id] = (part, article or "", quantity)
    ordered = in_order({key: part.parent_id for key, (part, _, _) in there.items()})
    return tuple(_row(*there[key], level, waiting=key in waiting) for key, level in ordered)


def _changed_after(session: Session, list_id: int, on: date, zone: ZoneInfo) -> Mapping[int, Decimal]:
    """By part, how much its quantity changed after the end of that day."""
    evening = datetime.combine(on + timedelta(days=1), time(), zone)
    later = (PartChange.parts_list_id == list_id, PartChange.made_at >= evening)
    own = PartChange.kind.in_((PartChangeKind.QUANTITY, PartChangeKind.REMOVED))
    total = func.sum(PartChange.quantity)
    changed = select(PartChange.part_id, total).where(*later, own).group_by(PartChange.part_id)
    replaced = select(PartChange.replaced_id, total).where(*later, PartChange.replaced_id.is_not(None))
    found = {key: Decimal(by) for key, by in session.execute(changed) if key is not None}
    for key, by in session.execute(replaced.group_by(PartChange.replaced_id)):
        if key is not None:
            found[key] = found.get(key, Decimal(0)) - by
    return found


def _changes(session: Session, list_id: int) -> tuple[ChangeRow, ...]:
    part, replaced = aliased(AssetPart), aliased(AssetPart)
    statement = (
        select(PartChange, part.text, part.unit, replaced.text, Order.number, OrderLine.text, Agreement.number)
        .outerjoin(part, part.id == PartChange.part_id)
        .outerjoin(replaced, replaced.id == PartChange.replaced_id)
        .outerjoin(Order, Order.id == PartChange.order_id)
        .outerjoin(OrderLine, OrderLine.id == PartChange.order_line_id)
        .outerjoin(Agreement, Agreement.id == PartChange.agreement_id)
        .where(PartChange.parts_list_id == list_id)
        .order_by(PartChange.made_at.desc(), PartChange.id.desc())
    )
    return tuple(
        ChangeRow(
            id=change.id,
            at=change.made_at,
            by=change.made_by,
            kind=change.kind,
            part=text or "",
            replaced=old or "",
            quantity=change.quantity,
            unit=unit or "",
            order_id=change.order_id,
            order=order or "",
            line=line or "",
            agreement=agreement or "",
            waiting=change.required and not change.provided,
            note=change.note,
        )
        for change, text, unit, old, order, line, agreement in session.execute(statement)
    )


def _waiting(list_id: int) -> Select[int | None]:
    open_needs = (PartChange.parts_list_id == list_id, PartChange.required, ~PartChange.provided)
    return select(PartChange.part_id).where(*open_needs, PartChange.part_id.is_not(None))


def _row(part: AssetPart, article: str, quantity: Decimal, level: int, *, waiting: bool) -> PartRow:
    return PartRow(
        id=part.id,
        parent_id=part.parent_id,
        version=part.version,
        kind=part.kind,
        article_id=part.article_id,
        article=article,
        text=part.text,
        serial=part.serial,
        quantity=quantity,
        unit=part.unit,
        original=part.original,
        installed_on=part.installed_on,
        warranty_until=part.warranty_until,
        level=level,
        waiting=waiting,
    )
