"""Who writes, and where the work is done: the addresses on papers."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.documents.content import Centre, Place
from domain.documents.formats import country_name
from domain.orders.content import OrderAddress
from domain.orders.model import Order
from domain.parameters.registry import Parameters
from domain.parties.model import Customer


def centre(parameters: Parameters) -> Centre:
    """The service centre as it stands at the head and foot of papers."""
    return Centre(parameters.centre_name, parameters.centre_address, parameters.centre_contact, parameters.paper_footer)


def place_of_work(session: Session, order: Order, home: str) -> Place:
    """The address of the order where it has one of its own, else that of its site."""
    own = session.scalar(select(OrderAddress).where(OrderAddress.order_id == order.id))
    if own is not None:
        return Place(own.name, own.street, own.postcode, own.city, abroad(own.country, home), own.hint)
    site = order.site
    return Place(site.name, site.street, site.postcode, site.city, abroad(site.country, home))


def customer_rows(customer: Customer, home: str) -> tuple[str, ...]:
    """Name and address of a customer, row by row."""
    country = abroad(customer.country, home)
    return Place(customer.name, customer.street, customer.postcode, customer.city, country).rows


def at_site(moment: datetime, zone: str) -> datetime:
    """A moment as clocks at the site show it."""
    return moment.astimezone(ZoneInfo(zone))


def abroad(country: str, home: str) -> str:
    """The name of a country with that code; nothing for the one at home."""
    return "" if country in ("", home) else country_name(country)
