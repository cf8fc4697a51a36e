"""Changes of customers, sites and assets that open orders are promised by: their promises are reckoned with them."""

from sqlalchemy import ColumnElement, select

from domain.assets import service as assets
from domain.assets.service import AssetDraft
from domain.orders import promises
from domain.orders.model import Order
from domain.parties import customer_service, site_service
from domain.parties.customer_service import CustomerDraft
from domain.parties.site_service import SiteDraft
from domain.store.unit_of_work import UnitOfWork


def change_customer(work: UnitOfWork, customer_id: int, seen: CustomerDraft, draft: CustomerDraft) -> None:
    """Give a customer what `draft` says otherwise than `seen`; another SLA holds for the open orders too."""
    customer_service.change_customer(work, customer_id, seen, draft)
    if draft.sla_id != seen.sla_id:
        _promise_anew(work, Order.customer_id == customer_id)


def change_site(work: UnitOfWork, site_id: int, seen: SiteDraft, draft: SiteDraft) -> None:
    """Give a site what `draft` says otherwise than `seen`; in another zone open orders count other hours."""
    site_service.change_site(work, site_id, seen, draft)
    if draft.timezone != seen.timezone:
        _promise_anew(work, Order.site_id == site_id)


def change_asset(work: UnitOfWork, asset_id: int, seen: AssetDraft, draft: AssetDraft) -> None:
    """Give an asset what `draft` says otherwise than `seen`; another SLA holds for its open orders too."""
    assets.change_asset(work, asset_id, seen, draft)
    if draft.sla_id != seen.sla_id:
        _promise_anew(work, Order.asset_id == asset_id)


def _promise_anew(work: UnitOfWork, whose: ColumnElement[bool]) -> None:
    work.session.flush()
    still_open = select(Order).where(whose, Order.closed_at.is_(None)).order_by(Order.id).with_for_update(of=Order)
    for order in work.session.scalars(still_open).all():
        promises.refresh(work, order)
