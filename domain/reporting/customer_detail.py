"""One customer whole: address, sites, contacts, assets, agreements, orders, and what is owed."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.agreements.queries import AgreementRow, agreements
from domain.assets.model import Asset, AssetModel
from domain.calendars.holidays import countries
from domain.orders.model import Order, Stage
from domain.parties.contact_service import ContactDraft
from domain.parties.customer_service import CustomerDraft
from domain.parties.model import Contact, Customer, Site
from domain.parties.site_service import SiteDraft
from domain.reporting.customer_balance import Balance, balances
from domain.scheduling.requirement_model import TechnicianWish, Wish
from domain.sla.model import Sla
from domain.subscriptions.queries import SubscriptionRow, subscriptions_of_customer
from domain.workforce.model import Technician

SHOWN = 200


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A place of the customer; those inside it name it as their parent."""

    id: int
    parent_id: int | None
    draft: SiteDraft
    assets: int
    active: bool

    @property
    def name(self) -> str:
        """What it is called."""
        return self.draft.name


@dataclass(frozen=True, slots=True)
class ContactLine:
    """Whom to call; `site` is empty for a contact of the whole customer."""

    id: int
    site: str
    draft: ContactDraft
    active: bool


@dataclass(frozen=True, slots=True)
class AssetLine:
    """An asset of the customer."""

    id: int
    number: str
    name: str
    model: str
    serial: str
    site: str
    active: bool


@dataclass(frozen=True, slots=True)
class OrderLine:
    """An order of the customer."""

    id: int
    number: str
    title: str
    stage: str
    opened_at: datetime
    due_at: datetime | None
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class WishRow:
    """How the customer stands to a technician; the site is empty where it holds for all."""

    technician: str
    wish: Wish
    site: str


@dataclass(frozen=True, slots=True)
class CustomerDetail:
    """A customer with all that the page says of it; of assets and orders the first, and how many there are."""

    id: int
    draft: CustomerDraft
    active: bool
    country: str
    """Its name, in the language of whoever reads."""
    sla: str
    sites: tuple[SiteRow, ...]
    contacts: tuple[ContactLine, ...]
    assets: tuple[AssetLine, ...]
    asset_count: int
    agreements: tuple[AgreementRow, ...]
    subscriptions: tuple[SubscriptionRow, ...]
    orders: tuple[OrderLine, ...]
    order_count: int
    balances: tuple[Balance, ...]
    wishes: tuple[WishRow, ...]

    @property
    def name(self) -> str:
        """What it is called."""
        return self.draft.name


def customer_detail(session: Session, customer_id: int) -> CustomerDetail | None:
    """One customer whole; None when it is not there any more."""
    customer = session.get(Customer, customer_id)
    if customer is None:
        return None
    sites = site_rows(session, customer_id)
    return CustomerDetail(
        id=customer.id,
        draft=_draft(customer),
        active=customer.active,
        country=countries().get(customer.country, customer.country) if customer.country else "",
        sla=session.scalar(select(Sla.name).where(Sla.id == customer.sla_id)) or "",
        sites=sites,
        contacts=_contacts(session, customer_id, {site.id: site.name for site in sites}),
        assets=_assets(session, customer_id),
        asset_count=session.scalar(select(func.count()).where(Asset.customer_id == customer_id)) or 0,
        agreements=tuple(agreements(session, customer_id=customer_id)),
        subscriptions=subscriptions_of_customer(session, customer_id, SHOWN),
        orders=_orders(session, customer_id),
        order_count=session.scalar(select(func.count()).where(Order.customer_id == customer_id)) or 0,
        balances=balances(session, customer_id),
        wishes=_wishes(session, customer_id),
    )


def site_rows(session: Session, customer_id: int) -> tuple[SiteRow, ...]:
    """The sites of a customer, by name."""
    counted = select(Asset.site_id, func.count()).where(Asset.customer_id == customer_id).group_by(Asset.site_id)
    counts = dict(session.execute(counted).all())
    found = session.scalars(select(Site).where(Site.customer_id == customer_id).order_by(Site.name, Site.id))
    return tuple(
        SiteRow(site.id, site.parent_id, _site_draft(site), counts.get(site.id, 0), site.active) for site in found
    )


def _wishes(session: Session, customer_id: int) -> tuple[WishRow, ...]:
    statement = (
        select(Technician.name, TechnicianWish.wish, Site.name)
        .join(TechnicianWish.technician)
        .outerjoin(Site, Site.id == TechnicianWish.site_id)
        .where(TechnicianWish.customer_id == customer_id)
        .order_by(TechnicianWish.site_id.is_not(None), Site.name, Technician.name)
    )
    return tuple(WishRow(name, wish, site or "") for name, wish, site in session.execute(statement))


def _draft(customer: Customer) -> CustomerDraft:
    return CustomerDraft(
        number=customer.number,
        name=customer.name,
        currency=customer.currency,
        sla_id=customer.sla_id,
        street=customer.street,
        postcode=customer.postcode,
        city=customer.city,
        country=customer.country,
    )


def _site_draft(site: Site) -> SiteDraft:
    return SiteDraft(
        name=site.name,
        street=site.street,
        postcode=site.postcode,
        city=site.city,
        country=site.country,
        latitude=site.latitude,
        longitude=site.longitude,
        timezone=site.timezone,
        parent_id=site.parent_id,
        territory_id=site.territory_id,
    )


def _contacts(session: Session, customer_id: int, sites: dict[int, str]) -> tuple[ContactLine, ...]:
    found = session.scalars(select(Contact).where(Contact.customer_id == customer_id).order_by(Contact.name))
    return tuple(
        ContactLine(
            each.id,
            sites.get(each.site_id, "") if each.site_id is not None else "",
            ContactDraft(each.name, each.role, each.phone, each.email, each.site_id),
            each.active,
        )
        for each in found
    )


def _assets(session: Session, customer_id: int) -> tuple[AssetLine, ...]:
    statement = (
        select(
            Asset.id, Asset.number, Asset.name, AssetModel.maker, AssetModel.name, Asset.serial, Site.name, Asset.active
        )
        .join(AssetModel, AssetModel.id == Asset.model_id)
        .join(Site, Site.id == Asset.site_id)
        .where(Asset.customer_id == customer_id)
        .order_by(Asset.name, Asset.id)
        .limit(SHOWN)
    )
    return tuple(
        AssetLine(key, number, name, f"{maker} {model}", serial, site, active)
        for key, number, name, maker, model, serial, site, active in session.execute(statement)
    )


def _orders(session: Session, customer_id: int) -> tuple[OrderLine, ...]:
    """The open ones first, each group with the newest at its head."""
    statement = (
        select(Order.id, Order.number, Order.title, Stage.name, Order.opened_at, Order.due_at, Order.closed_at)
        .join(Stage, Stage.id == Order.stage_id)
        .where(Order.customer_id == customer_id)
        .order_by(Order.closed_at.is_not(None), Order.opened_at.desc(), Order.id.desc())
        .limit(SHOWN)
    )
    return tuple(OrderLine(*row) for row in session.execute(statement))
