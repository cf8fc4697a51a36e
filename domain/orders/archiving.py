"""Customers, sites and assets that are offered no more; what is open on them must be ended first."""

from sqlalchemy import ColumnElement, func, select

from domain.assets.model import Asset
from domain.errors import Refusal
from domain.language import tr, trn
from domain.orders.model import Order
from domain.parties.model import Contact, Customer, Site
from domain.store.unit_of_work import UnitOfWork

Kept = Customer | Site | Contact | Asset


def archive_customer(work: UnitOfWork, customer_id: int) -> None:
    """Offer a customer no more; all of it stays where it is named."""
    customer = work.get(Customer, customer_id, lock=True)
    _check_no_open_order(work, customer.name, Order.customer_id == customer.id)
    _switch(work, customer, active=False)


def archive_site(work: UnitOfWork, site_id: int) -> None:
    """Offer a site no more, once nothing that is in use lies or stands there."""
    site = work.get(Site, site_id, lock=True)
    _check_no_open_order(work, site.name, Order.site_id == site.id)
    inside = select(Site.name).where(Site.parent_id == site.id, Site.active).limit(1)
    standing = select(Asset.name).where(Asset.site_id == site.id, Asset.active).limit(1)
    for statement in (inside, standing):
        if (name := work.session.scalar(statement)) is not None:
            raise Refusal(tr("{inner} is still in use there; move or archive it first.", inner=name))
    _switch(work, site, active=False)


def archive_contact(work: UnitOfWork, contact_id: int) -> None:
    """Offer a contact no more."""
    _switch(work, work.get(Contact, contact_id, lock=True), active=False)


def archive_asset(work: UnitOfWork, asset_id: int) -> None:
    """Offer an asset no more, once its parts are archived or moved."""
    asset = work.get(Asset, asset_id, lock=True)
    _check_no_open_order(work, asset.name, Order.asset_id == asset.id)
    part = work.session.scalar(select(Asset.name).where(Asset.parent_id == asset.id, Asset.active).limit(1))
    if part is not None:
        raise Refusal(tr("{inner} is still in use there; move or archive it first.", inner=part))
    _switch(work, asset, active=False)


def restore_customer(work: UnitOfWork, customer_id: int) -> None:
    """Offer a customer again."""
    _switch(work, work.get(Customer, customer_id, lock=True), active=True)


def restore_site(work: UnitOfWork, site_id: int) -> None:
    """Offer a site again."""
    _switch(work, work.get(Site, site_id, lock=True), active=True)


def restore_contact(work: UnitOfWork, contact_id: int) -> None:
    """Offer a contact again."""
    _switch(work, work.get(Contact, contact_id, lock=True), active=True)


def restore_asset(work: UnitOfWork, asset_id: int) -> None:
    """Offer an asset again."""
    _switch(work, work.get(Asset, asset_id, lock=True), active=True)


def _check_no_open_order(work: UnitOfWork, name: str, whose: ColumnElement[bool]) -> None:
    count = work.session.scalar(select(func.count()).select_from(Order).where(whose, Order.closed_at.is_(None))) or 0
    if count:
        raise Refusal(
            trn(
                "{name} has {count} open order; close or cancel it first.",
                "{name} has {count} open orders; close or cancel them first.",
                count,
                name=name,
            )
        )


def _switch(work: UnitOfWork, record: Kept, *, active: bool) -> None:
    if record.active != active:
        record.active = active
        work.note(f"{record.subject}.{'restored' if active else 'archived'}", record)
