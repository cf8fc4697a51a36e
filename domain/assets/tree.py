"""The tree customer, site, asset, one level at a time."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from domain.assets.model import Asset, AssetModel
from domain.parties import queries as parties
from domain.parties.model import Customer, Site

DEEPEST = 20


class Level(StrEnum):
    """What a branch of the tree is."""

    CUSTOMER = "customer"
    SITE = "site"
    ASSET = "asset"


@dataclass(frozen=True, slots=True)
class BranchKey:
    """Which branch: its level and the id of its record."""

    level: Level
    id: int


@dataclass(frozen=True, slots=True)
class Branch:
    """One line of the tree. `assets` are those in and below it; `grows` says that something is below."""

    key: BranchKey
    title: str
    detail: str
    assets: int
    grows: bool


def below(session: Session, key: BranchKey | None) -> list[Branch]:
    """What is directly below a branch; None is the root, above all customers."""
    if key is None:
        return _customers(session)
    if key.level is Level.CUSTOMER:
        return _sites(session, Site.customer_id == key.id, Site.parent_id.is_(None))
    if key.level is Level.SITE:
        return _sites(session, Site.parent_id == key.id) + _assets(
            session, Asset.site_id == key.id, Asset.parent_id.is_(None)
        )
    return _assets(session, Asset.parent_id == key.id)


def path(session: Session, asset_id: int) -> tuple[BranchKey, ...]:
    """The branches that lead to an asset, its customer first, itself last; empty when it is not there any more."""
    asset = session.get(Asset, asset_id)
    if asset is None:
        return ()
    up = [asset]
    while up[-1].parent_id is not None and len(up) < DEEPEST:
        parent = session.get(Asset, up[-1].parent_id)
        assert parent is not None, "a foreign key keeps the parent of an asset"
        up.append(parent)
    top = up[-1]
    sites = [BranchKey(Level.SITE, site_id) for site_id, _ in parties.enclosing(session, top.site_id)]
    assets = [BranchKey(Level.ASSET, each.id) for each in reversed(up)]
    return (BranchKey(Level.CUSTOMER, top.customer_id), *sites, *assets)


def _customers(session: Session) -> list[Branch]:
    counts = dict(session.execute(select(Asset.customer_id, func.count()).group_by(Asset.customer_id)).all())
    with_site = exists().where(Site.customer_id == Customer.id)
    statement = select(Customer.id, Customer.name, Customer.number, with_site).order_by(Customer.name, Customer.id)
    return [
        Branch(BranchKey(Level.CUSTOMER, key), name, number, counts.get(key, 0), bool(grows))
        for key, name, number, grows in session.execute(statement)
    ]


def _sites(session: Session, *where: ColumnElement[bool]) -> list[Branch]:
    inner = aliased(Site)
    grows = or_(exists().where(inner.parent_id == Site.id), exists().where(Asset.site_id == Site.id))
    found = session.execute(select(Site.id, Site.name, Site.city, grows).where(*where).order_by(Site.name, Site.id))
    rows = found.all()
    counts = _counts_below(session, [row[0] for row in rows])
    return [
        Branch(BranchKey(Level.SITE, key), name, city, counts.get(key, 0), bool(more)) for key, name, city, more in rows
    ]


def _counts_below(session: Session, site_ids: list[int]) -> dict[int, int]:
    """Assets at each site and at all places inside it, in one query."""
    top = select(Site.id.label("top"), Site.id.label("id")).where(Site.id.in_(site_ids)).cte("inside", recursive=True)
    inside = top.union(select(top.c.top, Site.id).join(top, Site.parent_id == top.c.id))
    statement = select(inside.c.top, func.count(Asset.id)).join(Asset, Asset.site_id == inside.c.id)
    return dict(session.execute(statement.group_by(inside.c.top)).all())


def _assets(session: Session, *where: ColumnElement[bool]) -> list[Branch]:
    part = aliased(Asset)
    statement = (
        select(
            Asset.id,
            Asset.name,
            AssetModel.maker,
            AssetModel.name,
            select(func.count(part.id)).where(part.parent_id == Asset.id).scalar_subquery(),
        )
        .join(AssetModel, Asset.model_id == AssetModel.id)
        .where(*where)
        .order_by(Asset.name, Asset.id)
    )
    return [
        Branch(BranchKey(Level.ASSET, key), name, f"{maker} {model}", parts, parts > 0)
        for key, name, maker, model, parts in session.execute(statement)
    ]
