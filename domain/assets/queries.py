"""Assets as screens show them: the tree of customers, sites and assets, the search, and one asset whole."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from domain.assets.model import Asset, AssetModel
from domain.parties import queries as parties
from domain.parties.model import Customer, Site
from domain.parties.queries import ContactRow, SiteAddress

MOST_WORDS = 8
FOUND_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class AssetRow:
    """One asset in a list."""

    id: int
    number: str
    name: str
    serial: str
    maker: str
    model: str
    kind: str
    site: str
    city: str
    customer: str


@dataclass(frozen=True, slots=True)
class Part:
    """An asset above or below another one."""

    id: int
    number: str
    name: str


@dataclass(frozen=True, slots=True)
class AssetDetail:
    """One asset with all that its page says of it; `parts` are serviced by themselves."""

    id: int
    number: str
    name: str
    serial: str
    maker: str
    model: str
    kind: str
    skill: str
    installed_on: date | None
    customer_number: str
    customer: str
    address: SiteAddress
    contacts: tuple[ContactRow, ...]
    parent: Part | None
    parts: tuple[Part, ...]
    active: bool
    customer_id: int
    warranty_until: date | None
    group: str
    intangible: bool


def count(session: Session) -> int:
    """How many assets there are."""
    return session.scalar(select(func.count()).select_from(Asset)) or 0


def search(session: Session, words: str, groups: Collection[int] = (), *, limit: int = FOUND_AT_ONCE) -> list[AssetRow]:
    """The first `limit` assets of `groups`, or of any, of which every word is found in what is known of them.

    Those of which the words are the number, the serial number or the name come first.
    """
    statement = _rows().where(*_matches(words, groups)).order_by(*_meant(words), Asset.name, Asset.id).limit(limit)
    return [AssetRow(*row) for row in session.execute(statement)]


def count_found(session: Session, words: str, groups: Collection[int] = ()) -> int:
    """How many assets `search` would find without a limit."""
    return session.scalar(select(func.count()).select_from(Asset).where(*_matches(words, groups))) or 0


def row(session: Session, asset_id: int) -> AssetRow | None:
    """One asset as a list shows it."""
    found = session.execute(_rows().where(Asset.id == asset_id)).first()
    return None if found is None else AssetRow(*found)


def detail(session: Session, asset_id: int) -> AssetDetail | None:
    """One asset whole; None when it is not there any more."""
    asset = session.get(Asset, asset_id)
    if asset is None:
        return None
    address = parties.address(session, asset.site_id)
    assert address is not None, "a foreign key keeps the site of an asset"
    skill = asset.model.skill
    return AssetDetail(
        id=asset.id,
        number=asset.number,
        name=asset.name,
        serial=asset.serial,
        maker=asset.model.maker,
        model=asset.model.name,
        kind=asset.model.kind,
        skill="" if skill is None else skill.name,
        installed_on=asset.installed_on,
        customer_number=asset.customer.number,
        customer=asset.customer.name,
        address=address,
        contacts=tuple(parties.contacts(session, asset.customer_id, asset.site_id)),
        parent=_parent(session, asset.parent_id),
        parts=_parts(session, asset.id),
        active=asset.active,
        customer_id=asset.customer_id,
        warranty_until=asset.warranty_until,
        group="" if asset.group is None else asset.group.name,
        intangible=asset.intangible,
    )


def _rows() -> Select[int, str, str, str, str, str, str, str, str, str]:
    return (
        select(
            Asset.id,
            Asset.number,
            Asset.name,
            Asset.serial,
            AssetModel.maker,
            AssetModel.name,
            AssetModel.kind,
            Site.name,
            Site.city,
            Customer.name,
        )
        .join(AssetModel, Asset.model_id == AssetModel.id)
        .join(Site, Asset.site_id == Site.id)
        .join(Customer, Asset.customer_id == Customer.id)
    )


def _matches(words: str, groups: Collection[int]) -> list[ColumnElement[bool]]:
    found = [_has(word) for word in words.split()[:MOST_WORDS]]
    return [*found, Asset.group_id.in_(groups)] if groups else found


def _meant(words: str) -> list[ColumnElement[int]]:
    phrase = " ".join(words.split()).lower()
    if not phrase:
        return []
    exact = or_(*(func.lower(column) == phrase for column in (Asset.number, Asset.serial, Asset.name)))
    return [case((exact, 0), (Asset.name.icontains(phrase, autoescape=True), 1), else_=2)]


def _has(word: str) -> ColumnElement[bool]:
    """`word` in the asset, or in the few models, sites and customers around it, which are looked up first."""
    models = select(AssetModel.id).where(_in(word, AssetModel.name, AssetModel.maker, AssetModel.kind))
    sites = select(Site.id).where(_in(word, Site.name, Site.city, Site.street, Site.postcode))
    customers = select(Customer.id).where(_in(word, Customer.name, Customer.number))
    return or_(
        _in(word, Asset.number, Asset.serial, Asset.name),
        Asset.model_id.in_(models),
        Asset.site_id.in_(sites),
        Asset.customer_id.in_(customers),
    )


def _in(word: str, *columns: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    return or_(*(column.icontains(word, autoescape=True) for column in columns))


def _parent(session: Session, parent_id: int | None) -> Part | None:
    if parent_id is None:
        return None
    found = session.execute(select(Asset.id, Asset.number, Asset.name).where(Asset.id == parent_id)).first()
    return None if found is None else Part(*found)


def _parts(session: Session, asset_id: int) -> tuple[Part, ...]:
    statement = select(Asset.id, Asset.number, Asset.name).where(Asset.parent_id == asset_id)
    return tuple(Part(*found) for found in session.execute(statement.order_by(Asset.name, Asset.id)))
