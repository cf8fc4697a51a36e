"""What the service desk does with sites: enter, change, move within the tree, remove."""

from dataclasses import dataclass, replace

from domain.errors import Refusal
from domain.language import tr
from domain.parties import checks
from domain.parties.model import Customer, Site, Territory
from domain.store.merging import lay_over
from domain.store.references import is_used
from domain.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class SiteDraft:
    """A site as it is entered; without a parent it is a place by itself."""

    name: str
    street: str
    postcode: str
    city: str
    country: str
    latitude: float
    longitude: float
    timezone: str
    parent_id: int | None = None
    territory_id: int | None = None


def create_site(work: UnitOfWork, customer_id: int, draft: SiteDraft) -> int:
    """Enter a site of a customer; returns its id."""
    customer = work.get(Customer, customer_id)
    made = _checked(work, draft)
    _check_parent(work, customer.id, None, made.parent_id)
    site = Site(
        customer_id=customer.id,
        parent_id=made.parent_id,
        name=made.name,
        street=made.street,
        postcode=made.postcode,
        city=made.city,
        country=made.country,
        latitude=made.latitude,
        longitude=made.longitude,
        timezone=made.timezone,
        territory_id=made.territory_id,
    )
    return work.add(site, "site.created").id


def change_site(work: UnitOfWork, site_id: int, seen: SiteDraft, draft: SiteDraft) -> None:
    """Give a site what `draft` says otherwise than `seen`. Raises Overtaken."""
    site = work.get(Site, site_id, lock=True)
    wanted = _checked(work, draft)
    if wanted.parent_id != seen.parent_id:
        _check_parent(work, site.customer_id, site.id, wanted.parent_id)
    if lay_over(site, seen, wanted):
        work.note("site.changed", site)


def delete_site(work: UnitOfWork, site_id: int) -> None:
    """Remove a site where nothing is and nothing ever happened."""
    site = work.get(Site, site_id, lock=True)
    if is_used(work.session, site):
        sentence = tr("{name} has places, assets, contacts or orders, and stays for their sake.", name=site.name)
        raise Refusal(sentence)
    work.session.delete(site)
    work.note("site.deleted", site)


def _checked(work: UnitOfWork, draft: SiteDraft) -> SiteDraft:
    if draft.territory_id is not None:
        work.get(Territory, draft.territory_id)
    return replace(
        draft,
        name=checks.name(draft.name),
        street=checks.line(draft.street, "street"),
        postcode=checks.line(draft.postcode, "postcode"),
        city=checks.name(draft.city, "city"),
        country=checks.country(draft.country, required=True),
        latitude=checks.latitude(draft.latitude),
        longitude=checks.longitude(draft.longitude),
        timezone=checks.timezone(draft.timezone),
    )


def _check_parent(work: UnitOfWork, customer_id: int, site_id: int | None, parent_id: int | None) -> None:
    """A place lies in another one of the same customer, and never in itself."""
    above = parent_id
    while above is not None:
        # Locked from the inside out, so that two who move places into each other cannot both be right.
        parent = work.get(Site, above, lock=True)
        if parent.customer_id != customer_id:
            raise Refusal(tr("This place belongs to another customer."), field="parent_id")
        if parent.id == site_id:
            raise Refusal(tr("A place cannot lie in itself."), field="parent_id")
        above = parent.parent_id
