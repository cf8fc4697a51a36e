"""What the forms of agreements and their lines offer, as ids with their words."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.agreements.queries import groups
from domain.assets.model import Asset
from domain.catalogue.model import Article
from domain.parties.model import Contact, Customer
from domain.sla.model import Sla
from domain.workforce.model import Technician

Choices = tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class HeaderChoices:
    """For the header of an agreement; contacts are those of its customer."""

    customers: Choices
    groups: Choices
    slas: Choices
    technicians: Choices
    contacts: Choices


@dataclass(frozen=True, slots=True)
class LineChoices:
    """For a line of an agreement; assets are those of its customer."""

    articles: Choices
    assets: Choices


def header_choices(session: Session, customer_id: int | None) -> HeaderChoices:
    """What can be chosen for an agreement, of a customer or of one that is still to be chosen."""
    customers = select(Customer.id, Customer.name, Customer.number).where(Customer.active).order_by(Customer.name)
    slas = select(Sla.id, Sla.name).where(Sla.active).order_by(Sla.name)
    technicians = select(Technician.id, Technician.name).where(Technician.active).order_by(Technician.name)
    contacts = select(Contact.id, Contact.name).where(Contact.customer_id == customer_id, Contact.active)
    return HeaderChoices(
        customers=tuple((key, f"{name} · {number}") for key, name, number in session.execute(customers)),
        groups=tuple(groups(session)),
        slas=tuple((key, name) for key, name in session.execute(slas)),
        technicians=tuple((key, name) for key, name in session.execute(technicians)),
        contacts=tuple((key, name) for key, name in session.execute(contacts.order_by(Contact.name))),
    )


def line_choices(session: Session, customer_id: int | None) -> LineChoices:
    """What can be chosen for a line of an agreement with a customer."""
    articles = select(Article.id, Article.name, Article.number).where(Article.active).order_by(Article.name)
    assets = select(Asset.id, Asset.name, Asset.number).where(Asset.customer_id == customer_id, Asset.active)
    return LineChoices(
        articles=tuple((key, f"{name} · {number}") for key, name, number in session.execute(articles)),
        assets=tuple(
            (key, f"{name} · {number}") for key, name, number in session.execute(assets.order_by(Asset.number))
        ),
    )
