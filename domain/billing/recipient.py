"""To whom a bill goes: the customer's address for bills, else that of the first site on it, else of the customer."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.billing.model import Invoice
from domain.errors import Refusal
from domain.language import tr
from domain.orders.content import OrderLine
from domain.orders.model import Order
from domain.parties.model import Customer, Site


def recipient(session: Session, invoice: Invoice) -> tuple[str, str]:
    """Name and address, as they are to be kept on the bill. Raises Refusal without an address."""
    customer = session.get_one(Customer, invoice.customer_id)
    address = _address(customer) or _address(_first_site(session, invoice))
    if not address:
        raise Refusal(tr("{customer} has no address to send an invoice to; enter one.", customer=customer.name))
    return customer.name, address


def _address(place: Customer | Site | None) -> str:
    """Street, town and country in lines; empty unless all of them are known."""
    if place is None or not (place.street.strip() and place.city.strip() and place.country.strip()):
        return ""
    town = f"{place.postcode} {place.city}".strip()
    return f"{place.street}\n{town}\n{place.country}"


def _first_site(session: Session, invoice: Invoice) -> Site | None:
    lines = [line.order_line_id for line in invoice.lines if line.order_line_id is not None]
    worked_at = select(Site).join(Order, Order.site_id == Site.id).join(OrderLine).where(OrderLine.id.in_(lines[:1]))
    of_customer = select(Site).where(Site.customer_id == invoice.customer_id).order_by(Site.active.desc(), Site.id)
    return session.scalar((worked_at if lines else of_customer).limit(1))
