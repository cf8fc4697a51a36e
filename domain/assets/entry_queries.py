"""What the forms about assets begin with and offer."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.assets.group_queries import asset_groups
from domain.assets.model import Asset, AssetModel
from domain.assets.model_service import ModelDraft
from domain.assets.service import AssetDraft, PlaceDraft
from domain.parties.model import Customer, Site
from domain.sla.queries import slas
from domain.workforce.model import Skill

MOST = 2000
Choice = tuple[int, str]


@dataclass(frozen=True, slots=True)
class WholeChoice:
    """An asset that another one may be a part of, and where it stands."""

    id: int
    name: str
    site_id: int
    parent_id: int | None


@dataclass(frozen=True, slots=True)
class AssetChoices:
    """What can be chosen for an asset; sites and wholes are those of one customer, if one is given."""

    models: tuple[Choice, ...]
    slas: tuple[Choice, ...]
    sites: tuple[Choice, ...]
    wholes: tuple[WholeChoice, ...]
    groups: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class AssetEntry:
    """An asset as its forms begin with it."""

    id: int
    draft: AssetDraft
    place: PlaceDraft
    model: ModelDraft


def asset_entry(session: Session, asset_id: int) -> AssetEntry | None:
    """One asset; None when it is not there any more."""
    asset = session.get(Asset, asset_id)
    if asset is None:
        return None
    draft = AssetDraft(
        name=asset.name,
        serial=asset.serial,
        model_id=asset.model_id,
        number=asset.number,
        group_id=asset.group_id,
        intangible=asset.intangible,
        installed_on=asset.installed_on,
        warranty_until=asset.warranty_until,
        sla_id=asset.sla_id,
    )
    model = ModelDraft(asset.model.kind, asset.model.maker, asset.model.name, asset.model.skill_id)
    return AssetEntry(asset.id, draft, PlaceDraft(asset.site_id, asset.parent_id), model)


def asset_choices(session: Session, customer_id: int | None) -> AssetChoices:
    """What can be chosen for an asset of that customer, or of any."""
    return AssetChoices(
        models=_models(session),
        slas=tuple((each.id, each.name) for each in slas(session, with_inactive=False)),
        sites=_sites(session, customer_id),
        wholes=_wholes(session, customer_id),
        groups=tuple((each.id, each.name) for each in asset_groups(session)),
    )


def customer_of_site(session: Session, site_id: int) -> int | None:
    """Whose site it is."""
    return session.scalar(select(Site.customer_id).where(Site.id == site_id))


def skill_choices(session: Session) -> tuple[Choice, ...]:
    """All skills by name."""
    return tuple((key, name) for key, name in session.execute(select(Skill.id, Skill.name).order_by(Skill.name)))


def _models(session: Session) -> tuple[Choice, ...]:
    columns = (AssetModel.id, AssetModel.maker, AssetModel.name, AssetModel.kind)
    found = session.execute(select(*columns).order_by(AssetModel.maker, AssetModel.name))
    return tuple((key, f"{maker} {name} · {kind}") for key, maker, name, kind in found)


def _sites(session: Session, customer_id: int | None) -> tuple[Choice, ...]:
    statement = (
        select(Site.id, Customer.name, Site.name, Site.city)
        .join(Site.customer)
        .where(Site.active, Customer.active)
        .order_by(Customer.name, Site.name, Site.id)
        .limit(MOST)
    )
    if customer_id is not None:
        statement = statement.where(Site.customer_id == customer_id)
    found = session.execute(statement)
    return tuple(
        (key, " · ".join(part for part in (customer, site, city) if part)) for key, customer, site, city in found
    )


def _wholes(session: Session, customer_id: int | None) -> tuple[WholeChoice, ...]:
    if customer_id is None:
        return ()
    statement = (
        select(Asset.id, Asset.number, Asset.name, Asset.site_id, Asset.parent_id)
        .where(Asset.customer_id == customer_id, Asset.active)
        .order_by(Asset.name, Asset.id)
        .limit(MOST)
    )
    return tuple(
        WholeChoice(key, f"{name} · {number}", site_id, parent_id)
        for key, number, name, site_id, parent_id in session.execute(statement)
    )
