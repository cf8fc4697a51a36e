"""One order with all that belongs to it: place, people, asset, visits, alert, and what happened to it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from domain.assets.model import Asset, AssetModel
from domain.monitoring.queries import AlertDetail, alert_of_order
from domain.orders.model import Order, Origin, StageMeaning
from domain.orders.queries import StageChoice, stages_from
from domain.parties.model import Contact, Site
from domain.scheduling.live import LIVE
from domain.scheduling.model import Booking
from domain.words import Priority
from domain.workforce.model import Technician


@dataclass(frozen=True, slots=True)
class ContactRow:
    """Whom to call."""

    name: str
    role: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One booking of the order."""

    id: int
    technician: str
    phone: str
    start: datetime
    finish: datetime


@dataclass(frozen=True, slots=True)
class AssetCard:
    """The asset that the order is for."""

    id: int
    number: str
    name: str
    serial: str
    model: str


@dataclass(frozen=True, slots=True)
class OrderDetail:
    """Everything the order page shows of one order. `version` goes back with every edit."""

    id: int
    version: int
    number: str
    title: str
    description: str
    priority: Priority
    minutes: int
    stage_id: int
    stage: str
    meaning: StageMeaning
    stages: tuple[StageChoice, ...]
    origin: Origin
    opened: datetime
    due: datetime | None
    closed: datetime | None
    customer: str
    site: str
    address: str
    skills: tuple[str, ...]
    asset: AssetCard | None
    contacts: tuple[ContactRow, ...]
    visits: tuple[VisitRow, ...]
    alert: AlertDetail | None

    @property
    def is_open(self) -> bool:
        """Whether it can still be changed."""
        return self.meaning.is_open


def order(session: Session, order_id: int) -> OrderDetail | None:
    """One order; None when there is none."""
    found = session.scalar(
        select(Order)
        .where(Order.id == order_id)
        .options(
            joinedload(Order.customer),
            joinedload(Order.site),
            joinedload(Order.stage),
            joinedload(Order.asset).joinedload(Asset.model),
            joinedload(Order.contact),
            selectinload(Order.skills),
        )
    )
    return None if found is None else _detail(session, found)


def technician_names(session: Session) -> dict[int, str]:
    """All technicians by id, to word what happened."""
    found = session.execute(select(Technician.id, Technician.name))
    return {row.id: row.name for row in found}


def _detail(session: Session, order: Order) -> OrderDetail:
    return OrderDetail(
        id=order.id,
        version=order.version,
        number=order.number,
        title=order.title,
        description=order.description,
        priority=order.priority,
        minutes=order.minutes,
        stage_id=order.stage_id,
        stage=order.stage.name,
        meaning=order.stage.meaning,
        stages=tuple(stages_from(session, order.stage_id, order.order_type_id)),
        origin=order.origin,
        opened=order.opened_at,
        due=order.due_at,
        closed=order.closed_at,
        customer=order.customer.name,
        site=order.site.name,
        address=_address(order.site),
        skills=tuple(skill.name for skill in order.skills),
        asset=None if order.asset is None else _asset(order.asset, order.asset.model),
        contacts=tuple(_contacts(session, order)),
        visits=tuple(_visits(session, order.id)),
        alert=alert_of_order(session, order.id),
    )


def _address(site: Site) -> str:
    town = " ".join(part for part in (site.postcode, site.city) if part)
    return ", ".join(part for part in (site.street, town, site.country) if part)


def _asset(asset: Asset, model: AssetModel) -> AssetCard:
    return AssetCard(asset.id, asset.number, asset.name, asset.serial, f"{model.maker} {model.name}")


def _contacts(session: Session, order: Order) -> list[ContactRow]:
    """The order's own contact first, then those of the site, then those of the whole customer."""
    found = session.scalars(
        select(Contact)
        .where(
            Contact.customer_id == order.customer_id,
            or_(Contact.site_id.is_(None), Contact.site_id == order.site_id, Contact.id == order.contact_id),
        )
        .order_by(Contact.name)
    )
    nearest = sorted(found, key=lambda each: (each.id != order.contact_id, each.site_id is None))
    return [ContactRow(each.name, each.role, each.phone, each.email) for each in nearest]


def _visits(session: Session, order_id: int) -> list[VisitRow]:
    statement = (
        select(Booking.id, Technician.name, Technician.phone, Booking.start_at, Booking.finish_at)
        .join(Booking.technician)
        .where(Booking.order_id == order_id, LIVE)
        .order_by(Booking.start_at)
    )
    return [VisitRow(*row) for row in session.execute(statement)]
