"""Customers, their sites (a tree of places) and contacts."""

from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.sla.model import Sla
from domain.store.base import Entity
from domain.store.versions import Versioned


class Customer(Versioned, Entity):
    """Who owns what is serviced; one that is not `active` stays where it is named and is offered no more."""

    __tablename__ = "customer"
    subject: ClassVar[str] = "customer"

    number: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(index=True)
    sla_id: Mapped[int | None] = mapped_column(ForeignKey("sla.id"))
    currency: Mapped[str | None]
    """In which invoices are made out; without one, that of the service centre."""
    street: Mapped[str] = mapped_column(default="")
    postcode: Mapped[str] = mapped_column(default="")
    city: Mapped[str] = mapped_column(default="")
    country: Mapped[str] = mapped_column(default="")
    """Where invoices go to; ISO 3166 code of the country."""
    active: Mapped[bool] = mapped_column(default=True)

    sla: Mapped[Sla | None] = relationship()


class Territory(Versioned, Entity):
    """A stretch of country that technicians look after."""

    __tablename__ = "territory"
    subject: ClassVar[str] = "territory"

    name: Mapped[str] = mapped_column(unique=True)


class Site(Versioned, Entity):
    """A place of a customer; places inside it point to it as `parent`."""

    __tablename__ = "site"
    __table_args__ = (
        CheckConstraint("latitude between -90 and 90", name="latitude"),
        CheckConstraint("longitude between -180 and 180", name="longitude"),
    )
    subject: ClassVar[str] = "site"

    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"), index=True)
    name: Mapped[str]
    street: Mapped[str]
    postcode: Mapped[str]
    city: Mapped[str]
    country: Mapped[str]
    latitude: Mapped[float]
    longitude: Mapped[float]
    timezone: Mapped[str]
    territory_id: Mapped[int | None] = mapped_column(ForeignKey("territory.id"))
    active: Mapped[bool] = mapped_column(default=True)

    customer: Mapped[Customer] = relationship()
    territory: Mapped[Territory | None] = relationship()


class Contact(Versioned, Entity):
    """Whom to call at a customer, or at one site of it."""

    __tablename__ = "contact"
    subject: ClassVar[str] = "contact"

    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), index=True)
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"), index=True)
    name: Mapped[str]
    role: Mapped[str]
    phone: Mapped[str]
    email: Mapped[str]
    active: Mapped[bool] = mapped_column(default=True)
