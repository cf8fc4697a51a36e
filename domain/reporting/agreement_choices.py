"""What the forms of agreements and their lines offer, as ids with their words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.agreements.listing import ListedAgreement, Shown, listed
from domain.agreements.model import Agreement
from domain.agreements.queries import agreement_lines, groups
from domain.assets.model import Asset, AssetModel
from domain.catalogue.model import Article
from domain.parties.model import Contact, Customer, Site
from domain.reporting.customer_list import customers
from domain.sla.model import Sla
from domain.visits.queries import intervals, tasks
from domain.workforce.model import Technician

Choices = tuple[tuple[int, str], ...]
MOST_FOUND = 20


@dataclass(frozen=True, slots=True)
class CustomerFound:
    """A customer in use, and what tells it from others."""

    id: int
    name: str
    number: str
    city: str


@dataclass(frozen=True, slots=True)
class HeaderChoices:
    """For the header of an agreement; contacts are those of its customer."""

    groups: Choices
    slas: Choices
    technicians: Choices
    contacts: Choices


@dataclass(frozen=True, slots=True)
class LineChoices:
    """For lines and cover of an agreement; assets and sites are those of its customer."""

    articles: Choices
    assets: Choices
    models: Choices
    sites: Choices


@dataclass(frozen=True, slots=True)
class PlanChoices:
    """For when a line falls due, and what is done then."""

    intervals: Choices
    tasks: Choices


def customers_found(session: Session, words: str) -> tuple[CustomerFound, ...]:
    """Customers in use in which every word is found, by name."""
    found = customers(session, words, limit=MOST_FOUND).rows
    return tuple(CustomerFound(row.id, row.name, row.number, row.city) for row in found)


def customer_found(session: Session, customer_id: int | None) -> CustomerFound | None:
    """One customer; None when it is not there."""
    found = None if customer_id is None else session.get(Customer, customer_id)
    return None if found is None else CustomerFound(found.id, found.name, found.number, found.city)


def agreements_found(session: Session, words: str, on: date) -> tuple[ListedAgreement, ...]:
    """Templates, then agreements in which every word is found."""
    templates = listed(session, on, shown=Shown.TEMPLATES, words=words, limit=MOST_FOUND // 2)
    return (*templates, *listed(session, on, words=words, limit=MOST_FOUND - len(templates)))


def lines_to_copy(session: Session, agreement_id: int, customer_id: int | None) -> Choices:
    """The lines of an agreement that one with a customer can take over: those of single assets only from its own."""
    source = session.get(Agreement, agreement_id)
    own = source is not None and source.customer_id == customer_id
    lines = (line for line in agreement_lines(session, agreement_id) if not line.stopped)
    return tuple((line.id, line.name) for line in lines if own or line.asset_id is None)


def header_choices(session: Session, customer_id: int | None) -> HeaderChoices:
    """What can be chosen for an agreement, of a customer or of one that is still to be chosen."""
    slas = select(Sla.id, Sla.name).where(Sla.active).order_by(Sla.name)
    technicians = select(Technician.id, Technician.name).where(Technician.active).order_by(Technician.name)
    contacts = select(Contact.id, Contact.name).where(Contact.customer_id == customer_id, Contact.active)
    return HeaderChoices(
        groups=tuple(groups(session)),
        slas=tuple((key, name) for key, name in session.execute(slas)),
        technicians=tuple((key, name) for key, name in session.execute(technicians)),
        contacts=tuple((key, name) for key, name in session.execute(contacts.order_by(Contact.name))),
    )


def line_choices(session: Session, customer_id: int | None) -> LineChoices:
    """What can be chosen for a line or cover of an agreement with a customer."""
    articles = select(Article.id, Article.name, Article.number).where(Article.active).order_by(Article.name)
    models = select(AssetModel.id, AssetModel.maker, AssetModel.name).order_by(AssetModel.maker, AssetModel.name)
    sites = select(Site.id, Site.name, Site.city).where(Site.customer_id == customer_id, Site.active)
    return LineChoices(
        articles=_named(session.execute(articles), " · "),
        assets=asset_choices(session, customer_id),
        models=_named(session.execute(models), " "),
        sites=_named(session.execute(sites.order_by(Site.name, Site.id)), ", "),
    )


def asset_choices(session: Session, customer_id: int | None) -> Choices:
    """The assets in use of a customer, by number."""
    assets = select(Asset.id, Asset.name, Asset.number).where(Asset.customer_id == customer_id, Asset.active)
    return _named(session.execute(assets.order_by(Asset.number)), " · ")


def plan_choices(session: Session) -> PlanChoices:
    """What can be chosen for the visits of a line."""
    return PlanChoices(
        intervals=tuple((row.id, row.draft.name) for row in intervals(session, offered=True)),
        tasks=tuple((row.id, row.draft.name) for row in tasks(session, offered=True)),
    )


def _named(rows: Iterable[tuple[int, str, str]], between: str) -> Choices:
    return tuple((key, between.join(part for part in (first, second) if part)) for key, first, second in rows)
