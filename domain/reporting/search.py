"""Finds records of every kind by what people know of them: numbers, names, serials."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from domain.agreements.model import Agreement
from domain.assets.model import Asset, AssetModel
from domain.monitoring.model import Device
from domain.parties.model import Customer, Site
from domain.reporting.order_list import found
from domain.subscriptions.model import Subscription


@dataclass(frozen=True, slots=True)
class Found:
    """One record: the page that shows it, its id there, and two lines to know it by."""

    page: str
    id: int
    title: str
    detail: str


def find(session: Session, words: str, *, limit: int = 8) -> list[Found]:
    """At most `limit` records of each kind in which every one of `words` occurs somewhere."""
    wanted = [word for word in words.split() if word]
    if not wanted:
        return []
    kinds = (_customers, _agreements, _subscriptions, _assets, _orders, _devices)
    return [found for kind in kinds for found in kind(session, wanted, limit)]


def _all_in(words: list[str], *columns: ColumnElement[str]) -> ColumnElement[bool]:
    """Every word stands in one of the columns."""
    condition: ColumnElement[bool] = columns[0].is_not(None)
    for word in words:
        condition = condition & or_(*(column.icontains(word, autoescape=True) for column in columns))
    return condition


def _customers(session: Session, words: list[str], limit: int) -> list[Found]:
    columns = tuple(column.expression for column in (Customer.number, Customer.name, Customer.city))
    statement = (
        select(Customer.id, Customer.number, Customer.name, Customer.city)
        .where(_all_in(words, *columns))
        .order_by(Customer.name, Customer.id)
        .limit(limit)
    )
    return [
        Found("customers", key, name, f"{number} · {city}") for key, number, name, city in session.execute(statement)
    ]


def _agreements(session: Session, words: list[str], limit: int) -> list[Found]:
    """Those of customers, the newest first; templates are found on their page."""
    mapped = (Agreement.number, Agreement.name, Customer.name)
    statement = (
        select(Agreement.id, Agreement.number, Agreement.name, Customer.name)
        .join(Agreement.customer)
        .where(_all_in(words, *(column.expression for column in mapped)))
        .order_by(Agreement.number.desc())
        .limit(limit)
    )
    return [
        Found("agreements", key, f"{number}  {name}", customer)
        for key, number, name, customer in session.execute(statement)
    ]


def _subscriptions(session: Session, words: list[str], limit: int) -> list[Found]:
    """The newest first."""
    mapped = (Subscription.number, Subscription.name, Customer.name)
    statement = (
        select(Subscription.id, Subscription.number, Subscription.name, Customer.name)
        .join(Subscription.customer)
        .where(_all_in(words, *(column.expression for column in mapped)))
        .order_by(Subscription.number.desc())
        .limit(limit)
    )
    return [
        Found("subscriptions", key, f"{number}  {name}", customer)
        for key, number, name, customer in session.execute(statement)
    ]


def _assets(session: Session, words: list[str], limit: int) -> list[Found]:
    statement = (
        select(Asset.id, Asset.number, Asset.name, Asset.serial, Customer.name, Site.name)
        .join(Asset.customer)
        .join(Asset.site)
        .join(Asset.model)
        .where(_all_in(words, *(_asset_columns())))
        .order_by(Asset.number)
        .limit(limit)
    )
    return [
        Found("assets", key, f"{number}  {name}", " · ".join(filter(None, (serial, customer, site))))
        for key, number, name, serial, customer, site in session.execute(statement)
    ]


def _asset_columns() -> tuple[ColumnElement[str], ...]:
    mapped = (Asset.number, Asset.name, Asset.serial, AssetModel.name, Customer.name, Site.name)
    return tuple(column.expression for column in mapped)


def _orders(session: Session, words: list[str], limit: int) -> list[Found]:
    rows = found(session, " ".join(words), limit)
    return [Found("orders", row.id, f"{row.number}  {row.title}", row.customer) for row in rows]


def _devices(session: Session, words: list[str], limit: int) -> list[Found]:
    statement = (
        select(Device.id, Device.key, Asset.name)
        .outerjoin(Device.asset)
        .where(_all_in(words, Device.key.expression))
        .order_by(Device.key)
        .limit(limit)
    )
    return [Found("devices", key, name, asset or "") for key, name, asset in session.execute(statement)]
