"""What one has to know to open an order: stages, skills, the asset or the site and what is already open there.

Lists and details of orders join bookings and alerts, which come later; they are in `domain.reporting`.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from domain.assets.model import Asset, AssetModel
from domain.orders.model import Order, Stage, StageMeaning
from domain.orders.moving import stage_tree
from domain.orders.stages import StageNode, Step, reachable
from domain.parameters import service as parameters
from domain.parameters.model import ReasonFor
from domain.parties.model import Customer, Site
from domain.words import Priority
from domain.workforce.model import Skill

MANY_ASSETS = 20
MANY_SITES = 8


@dataclass(frozen=True, slots=True)
class StageChoice:
    """A stage, and whether an order may go there from where it stands; `step` says how it lies to that.

    `reason_for` says from which list a reason is chosen on entering, `reason_required` that there must be one.
    """

    id: int
    name: str
    meaning: StageMeaning
    reachable: bool = True
    step: Step | None = None
    depth: int = 0
    reason_for: ReasonFor = ReasonFor.STAGE
    reason_required: bool = False


@dataclass(frozen=True, slots=True)
class AssetChoice:
    """An asset that an order could be for, with all that the desk wants to see before opening one."""

    id: int
    number: str
    name: str
    serial: str
    model: str
    customer: str
    site: str
    city: str
    skill_id: int | None
    open_orders: int


@dataclass(frozen=True, slots=True)
class SiteChoice:
    """A site that an order without an asset could be for."""

    id: int
    name: str
    street: str
    postcode: str
    city: str
    customer_id: int
    customer: str


#: What an order can be about.
About = AssetChoice | SiteChoice


@dataclass(frozen=True, slots=True)
class OpenOrder:
    """An order that is open on an asset or at a site already."""

    id: int
    number: str
    title: str
    priority: Priority
    stage: str
    due: datetime | None


def stages(session: Session) -> list[StageChoice]:
    """All stages of all trees in their order, for filters."""
    found = session.execute(select(Stage.id, Stage.name, Stage.meaning).order_by(Stage.position))
    return [StageChoice(*row) for row in found]


def stages_from(session: Session, present_id: int, order_type_id: int | None) -> list[StageChoice]:
    """The stages for orders of a type, each after the one it follows, as seen by an order that stands in one."""
    tree = stage_tree(session, order_type_id)
    steps = reachable(tree, present_id) if present_id in tree.nodes else {}
    asking = set(session.scalars(select(Stage.id).where(Stage.reason_required)))
    always = parameters.read(session).cancel_reason_required
    return [_choice(node, depth, steps.get(node.id), asking, always=always) for node, depth in tree.in_order()]


def _choice(node: StageNode, depth: int, step: Step | None, asking: set[int], *, always: bool) -> StageChoice:
    cancelled = node.meaning is StageMeaning.CANCELLED
    return StageChoice(
        id=node.id,
        name=node.name,
        meaning=node.meaning,
        reachable=step is not None,
        step=step,
        depth=depth,
        reason_for=ReasonFor.CANCEL if cancelled else ReasonFor.STAGE,
        reason_required=node.id in asking or (cancelled and always),
    )


def skills(session: Session) -> list[tuple[int, str]]:
    """All skills as (id, name)."""
    return [(key, name) for key, name in session.execute(select(Skill.id, Skill.name).order_by(Skill.name))]


def assets_matching(session: Session, words: str, *, limit: int = MANY_ASSETS) -> list[AssetChoice]:
    """The assets in use in which every one of `words` occurs; first those whose number, name or serial begins so."""
    begins = or_(*(column.istartswith(words, autoescape=True) for column in (Asset.number, Asset.name, Asset.serial)))
    nearest = (case((begins, 0), else_=1), Asset.name, Asset.id)
    statement = _asset_choices().where(asset_matches(words), Asset.active).order_by(*nearest).limit(limit)
    return [AssetChoice(*row) for row in session.execute(statement)]


def asset(session: Session, asset_id: int) -> AssetChoice | None:
    """One asset, as the type-ahead shows it."""
    row = session.execute(_asset_choices().where(Asset.id == asset_id)).first()
    return None if row is None else AssetChoice(*row)


def sites_matching(session: Session, words: str, *, limit: int = MANY_SITES) -> list[SiteChoice]:
    """The sites in use in which, or in whose customer, every one of `words` occurs; first those that begin so."""
    begins = or_(
        *(column.istartswith(words, autoescape=True) for column in (Site.name, Customer.name, Customer.number))
    )
    columns = (Site.id, Site.name, Site.street, Site.postcode, Site.city, Site.customer_id, Customer.name)
    statement = (
        select(*columns)
        .join(Site.customer)
        .where(*(_site_has(word) for word in words.split()), Site.active, Customer.active)
        .order_by(case((begins, 0), else_=1), Customer.name, Site.name, Site.id)
        .limit(limit)
    )
    return [SiteChoice(*row) for row in session.execute(statement)]


def open_orders_on(session: Session, asset_id: int) -> list[OpenOrder]:
    """What is open on an asset, newest first."""
    return _open_orders(session, Order.asset_id == asset_id)


def open_orders_at(session: Session, site_id: int) -> list[OpenOrder]:
    """What is open at a site, with or without an asset, newest first."""
    return _open_orders(session, Order.site_id == site_id)


def _open_orders(session: Session, where: ColumnElement[bool]) -> list[OpenOrder]:
    statement = (
        select(Order.id, Order.number, Order.title, Order.priority, Stage.name, Order.due_at)
        .join(Order.stage)
        .where(where, Order.closed_at.is_(None))
        .order_by(Order.id.desc())
    )
    return [OpenOrder(*row) for row in session.execute(statement)]


def asset_matches(words: str) -> ColumnElement[bool]:
    """Whether an asset has every word somewhere; places and owners are looked up once, not per asset."""
    return and_(*(_asset_has(word) for word in words.split()), Asset.id.is_not(None))


def _asset_has(word: str) -> ColumnElement[bool]:
    own = (column.icontains(word, autoescape=True) for column in (Asset.number, Asset.name, Asset.serial))
    return or_(*own, Asset.site_id.in_(sites_with(word)), Asset.customer_id.in_(customers_with(word)))


def _site_has(word: str) -> ColumnElement[bool]:
    own = (column.icontains(word, autoescape=True) for column in (Site.name, Site.street, Site.city))
    return or_(*own, Site.customer_id.in_(customers_with(word)))


def sites_with(word: str) -> Select[int]:
    """The ids of sites with that word in name or city."""
    return select(Site.id).where(
        or_(Site.name.icontains(word, autoescape=True), Site.city.icontains(word, autoescape=True))
    )


def customers_with(word: str) -> Select[int]:
    """The ids of customers with that word in name or number."""
    return select(Customer.id).where(
        or_(Customer.name.icontains(word, autoescape=True), Customer.number.icontains(word, autoescape=True))
    )


def assets_with(word: str) -> Select[int]:
    """The ids of assets with that word in number, name or serial."""
    return select(Asset.id).where(
        or_(*(column.icontains(word, autoescape=True) for column in (Asset.number, Asset.name, Asset.serial)))
    )


def _asset_choices() -> Select[int, str, str, str, str, str, str, str, int | None, int]:
    waiting = (
        select(func.count())
        .select_from(Order)
        .where(Order.asset_id == Asset.id, Order.closed_at.is_(None))
        .correlate(Asset)
        .scalar_subquery()
    )
    return (
        select(
            Asset.id,
            Asset.number,
            Asset.name,
            Asset.serial,
            AssetModel.maker + " " + AssetModel.name,
            Customer.name,
            Site.name,
            Site.city,
            AssetModel.skill_id,
            waiting,
        )
        .join(Asset.model)
        .join(Asset.site)
        .join(Customer, Customer.id == Asset.customer_id)
    )
