"""The list of customers: searched and paged in the database."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from domain.assets.model import Asset
from domain.orders.model import Order
from domain.parties.model import Contact, Customer, Site

PAGE = 200
MOST_WORDS = 8
Place = tuple[str, int]
"""Name and id of the last customer of a page; the next page begins behind it."""


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """One customer of the list, with how much there is of it."""

    id: int
    number: str
    name: str
    city: str
    country: str
    sites: int
    assets: int
    open_orders: int
    active: bool


@dataclass(frozen=True, slots=True)
class CustomerPage:
    """Some customers by name; `following` says where the next ones begin, None that there are none."""

    rows: tuple[CustomerRow, ...]
    total: int
    following: Place | None = None
    at_least: bool = False


def customers(
    session: Session, words: str = "", *, active: bool = True, limit: int = PAGE, after: Place | None = None
) -> CustomerPage:
    """The first `limit` customers in use, or archived ones, of which every word is found; or those behind `after`."""
    matching = [Customer.active.is_(active), *_matches(words)]
    statement = _rows().where(*matching, *_behind(after)).order_by(Customer.name, Customer.id).limit(limit + 1)
    found = [CustomerRow(*row) for row in session.execute(statement)]
    rows = tuple(found[:limit])
    total = session.scalar(select(func.count()).select_from(Customer).where(*matching)) or 0
    return CustomerPage(rows, total, (rows[-1].name, rows[-1].id) if len(found) > limit else None)


def _rows() -> Select[Any]:
    open_orders = select(func.count()).where(Order.customer_id == Customer.id, Order.closed_at.is_(None))
    return select(
        Customer.id,
        Customer.number,
        Customer.name,
        Customer.city,
        Customer.country,
        select(func.count()).where(Site.customer_id == Customer.id).scalar_subquery(),
        select(func.count()).where(Asset.customer_id == Customer.id).scalar_subquery(),
        open_orders.scalar_subquery(),
        Customer.active,
    )


def _behind(after: Place | None) -> list[ColumnElement[bool]]:
    if after is None:
        return []
    name, key = after
    return [or_(Customer.name > name, and_(Customer.name == name, Customer.id > key))]


def _matches(words: str) -> list[ColumnElement[bool]]:
    return [_has(word) for word in words.split()[:MOST_WORDS]]


def _has(word: str) -> ColumnElement[bool]:
    """`word` in the customer, or in its sites and contacts, which are looked up first."""
    sites = select(Site.customer_id).where(_in(word, Site.name, Site.city, Site.street, Site.postcode))
    contacts = select(Contact.customer_id).where(_in(word, Contact.name, Contact.phone, Contact.email))
    return or_(
        _in(word, Customer.number, Customer.name, Customer.city, Customer.postcode, Customer.street),
        Customer.id.in_(sites),
        Customer.id.in_(contacts),
    )


def _in(word: str, *columns: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    return or_(*(column.icontains(word, autoescape=True) for column in columns))
