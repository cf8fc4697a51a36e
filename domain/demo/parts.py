"""What some machines of the demo company are made of, and what was replaced in them."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec
from sqlalchemy import select

import resources
from domain.assets.model import Asset
from domain.calendars.months import months_on
from domain.catalogue.model import Article
from domain.demo.world import World
from domain.orders.model import Order
from domain.parts.drafts import PartDraft
from domain.parts.entries import OnOrder
from domain.parts.model import AssetPart, PartKind, PartsList
from domain.parts.replacing import Replacement, replace_part
from domain.parts.service import begin_from_template
from domain.parts.template_service import TemplateDraft, create_template
from domain.store.unit_of_work import UnitOfWork

WARRANTY_MONTHS = 24


class LineData(msgspec.Struct, frozen=True, array_like=True):
    """One line of a template; its article is named by its number."""

    level: int
    kind: PartKind
    article: str
    text: str
    quantity: Decimal
    unit: str


class TemplateData(msgspec.Struct, frozen=True):
    """What all machines of a kind begin with."""

    name: str
    lines: tuple[LineData, ...]


class ReplacedData(msgspec.Struct, frozen=True, array_like=True):
    """What was replaced in one machine of a kind, and why."""

    kind: str
    article: str
    quantity: int
    serial: str
    note: str


class PartsData(msgspec.Struct, frozen=True):
    """What stands in `resources/demo/parts.json`; `assets` is how many machines of a kind have their parts.

    What is `awaited` is replaced on the last open order for a machine of its kind.
    """

    assets: int
    templates: Mapping[str, TemplateData]
    replaced: tuple[ReplacedData, ...]
    awaited: tuple[ReplacedData, ...]


def fit_parts(work: UnitOfWork, world: World, today: date) -> None:
    """Give the first machines of some kinds their parts; replace a few, one on an order that waits for it."""
    data = _read()
    articles = dict(work.session.execute(select(Article.number, Article.id)).all())
    templates = {
        kind: create_template(work, TemplateDraft(each.name, None, _lines(each.lines, articles)))
        for kind, each in data.templates.items()
    }
    for kind, template in templates.items():
        for asset in world.machines[kind].assets[: data.assets]:
            begin_from_template(work, asset.id, template)
    for at, each in enumerate(data.replaced):
        asset = world.machines[each.kind].assets[at]
        _replace(work, asset, articles[each.article], each, today)
    for each in data.awaited:
        if (order := _open_order(work, world, each.kind)) is not None and order.asset_id is not None:
            asset = work.get(Asset, order.asset_id)
            if not _has_parts(work, asset):
                begin_from_template(work, asset.id, templates[each.kind])
            _replace(work, asset, articles[each.article], each, today, OnOrder(order.id, required=True))


def _lines(lines: Sequence[LineData], articles: Mapping[str, int]) -> tuple[PartDraft, ...]:
    return tuple(
        PartDraft(line.kind, articles.get(line.article), line.text, line.quantity, line.unit, line.level)
        for line in lines
    )


def _replace(
    work: UnitOfWork, asset: Asset, article_id: int, what: ReplacedData, today: date, on: OnOrder | None = None
) -> None:
    mine = select(AssetPart).join(PartsList, PartsList.id == AssetPart.parts_list_id)
    part = work.session.scalars(mine.where(PartsList.asset_id == asset.id, AssetPart.article_id == article_id)).one()
    new = Replacement(
        what.quantity,
        article_id,
        serial=what.serial,
        warranty_until=months_on(today, WARRANTY_MONTHS),
        note=what.note,
    )
    replace_part(work, part.id, part.version, new, on)


def _open_order(work: UnitOfWork, world: World, kind: str) -> Order | None:
    """The open order for a machine of that kind that was entered last."""
    machines = [asset.id for asset in world.machines[kind].assets]
    still_open = select(Order).where(Order.closed_at.is_(None), Order.asset_id.in_(machines))
    return work.session.scalars(still_open.order_by(Order.id.desc()).limit(1)).first()


def _has_parts(work: UnitOfWork, asset: Asset) -> bool:
    return work.session.scalar(select(PartsList.id).where(PartsList.asset_id == asset.id)) is not None


def _read() -> PartsData:
    path = Path(resources.__file__).parent / "demo" / "parts.json"
    return msgspec.json.decode(path.read_bytes(), type=PartsData)
