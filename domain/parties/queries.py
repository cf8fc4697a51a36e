"""Where a site is and whom to call there, as flat frozen rows."""

from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from domain.parties.model import Contact, Site, Territory

DEEPEST = 20


@dataclass(frozen=True, slots=True)
class ContactRow:
    """Whom to call. `of_site` says that the contact belongs to the site itself, not to the whole customer."""

    id: int
    name: str
    role: str
    phone: str
    email: str
    of_site: bool


@dataclass(frozen=True, slots=True)
class SiteAddress:
    """Where a site is. `path` names the places that it lies in, from the outside in, itself last."""

    id: int
    path: tuple[str, ...]
    street: str
    postcode: str
    city: str
    country: str
    timezone: str


def contacts(session: Session, customer_id: int, site_id: int) -> list[ContactRow]:
    """Those of the site first, then those of the customer as a whole."""
    statement = (
        select(Contact)
        .where(Contact.customer_id == customer_id, or_(Contact.site_id == site_id, Contact.site_id.is_(None)))
        .order_by(Contact.site_id.is_(None), Contact.name)
    )
    return [
        ContactRow(each.id, each.name, each.role, each.phone, each.email, each.site_id is not None)
        for each in session.scalars(statement)
    ]


def address(session: Session, site_id: int) -> SiteAddress | None:
    """The address of a site; None when it is not there any more."""
    site = session.get(Site, site_id)
    if site is None:
        return None
    names = [name for _, name in enclosing(session, site_id)]
    return SiteAddress(site.id, tuple(names), site.street, site.postcode, site.city, site.country, site.timezone)


def enclosing(session: Session, site_id: int) -> list[tuple[int, str]]:
    """Id and name of the places a site lies in, from the outside in, itself last."""
    base = select(Site.id, Site.parent_id, Site.name).where(Site.id == site_id).cte("up", recursive=True)
    above = select(Site.id, Site.parent_id, Site.name).join(base, Site.id == base.c.parent_id)
    up = base.union(above)
    rows = session.execute(select(up.c.id, up.c.parent_id, up.c.name)).all()
    by_id = {row.id: row for row in rows}
    found: list[tuple[int, str]] = []
    at: int | None = site_id
    while at in by_id and len(found) < DEEPEST:
        found.append((by_id[at].id, by_id[at].name))
        at = by_id[at].parent_id
    return found[::-1]


@dataclass(frozen=True, slots=True)
class TerritoryName:
    """A territory to choose."""

    id: int
    name: str


def territory_names(session: Session) -> tuple[TerritoryName, ...]:
    """All territories, by name."""
    found = session.execute(select(Territory.id, Territory.name).order_by(Territory.name))
    return tuple(TerritoryName(*row) for row in found)
