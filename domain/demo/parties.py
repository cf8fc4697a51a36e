"""Customers, their contacts and their tree of sites."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.demo.files import CustomerData, PlaceData
from domain.parties.model import Contact, Customer, Site
from domain.store.unit_of_work import UnitOfWork

ZONE = "Europe/Berlin"


@dataclass(frozen=True, slots=True)
class Place:
    """A site and what the files say stands there; `root` is the address that it belongs to."""

    site: Site
    root: Site
    machines: Mapping[str, int]


def settle(work: UnitOfWork, data: Sequence[CustomerData]) -> tuple[list[Place], dict[int, list[Contact]]]:
    """Store all customers; returns their sites and, by customer id, their contacts."""
    customers = work.add_all(
        (Customer(number=f"C-{10_000 + 7 * place}", name=each.name) for place, each in enumerate(data, 1)),
        "customer.created",
    )
    pairs = list(zip(customers, data, strict=True))
    people = [(customer, name, role) for customer, each in pairs for name, role in each.contacts]
    contacts = work.add_all((_contact(place, *each) for place, each in enumerate(people)), "contact.created")
    roots = [(customer, None, place) for customer, each in pairs for place in each.sites]
    return _build(work, roots), {
        customer.id: [contact for contact in contacts if contact.customer_id == customer.id] for customer in customers
    }


def address(name: str, domain: str) -> str:
    """An e-mail address for a person of that name, with no letter that mail servers stumble over."""
    german = name.lower().translate(
        {ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue", ord("ß"): "ss", ord("\N{LATIN SMALL LETTER DOTLESS I}"): "i"}
    )
    latin = unicodedata.normalize("NFKD", german.replace("ł", "l")).encode("ascii", "ignore").decode()
    return f"{'.'.join(''.join(c if c.isalnum() else ' ' for c in latin).split())}@{domain}"


def _contact(place: int, customer: Customer, name: str, role: str) -> Contact:
    domain = address(customer.name, "").rstrip("@").replace(".", "-") + ".example"
    phone = f"+49 30 23125 {place + 100}"
    return Contact(customer_id=customer.id, name=name, role=role, phone=phone, email=address(name, domain))


def _build(work: UnitOfWork, level: Sequence[tuple[Customer, Place | None, PlaceData]]) -> list[Place]:
    """Store one level of the tree, then the levels below: a place needs the id of the one around it."""
    if not level:
        return []
    sites = work.add_all((_site(*each) for each in level), "site.created")
    built = [
        Place(site, site if parent is None else parent.root, data.machines)
        for site, (_, parent, data) in zip(sites, level, strict=True)
    ]
    below = [
        (customer, place, inner)
        for place, (customer, _, data) in zip(built, level, strict=True)
        for inner in data.places
    ]
    return [*built, *_build(work, below)]


def _site(customer: Customer, parent: Place | None, data: PlaceData) -> Site:
    around = None if parent is None else parent.site
    latitude, longitude = data.at or ((around.latitude, around.longitude) if around else (0.0, 0.0))
    return Site(
        customer_id=customer.id,
        parent_id=around.id if around else None,
        name=data.name,
        street=data.street or (around.street if around else ""),
        postcode=data.postcode or (around.postcode if around else ""),
        city=data.city or (around.city if around else ""),
        country="DE",
        latitude=latitude,
        longitude=longitude,
        timezone=ZONE,
    )
