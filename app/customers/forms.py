"""What the forms of customers, sites and contacts ask, and how it becomes what the services want."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.shared.coordinates import CoordinatesField, pair_of, written
from app.shared.fields import ChoiceField, Field, TextField
from app.shared.search_choice import SearchChoiceField
from domain.calendars.holidays import countries
from domain.language import tr
from domain.parties.choices import zones
from domain.parties.contact_service import ContactDraft
from domain.parties.customer_service import CustomerDraft
from domain.parties.queries import TerritoryName
from domain.parties.site_service import SiteDraft
from domain.reporting.customer_detail import CustomerDetail, SiteRow

NONE = "–"
Values = Mapping[str, Any]
Choices = Sequence[tuple[Any, str]]


def customer_fields(slas: Choices) -> tuple[Field, ...]:
    """Who, where bills go to, and what is promised."""
    return (
        TextField("name", tr("Name")),
        TextField("number", tr("Number"), tr("Left empty, the next one is taken")),
        *_address_fields(optional=True),
        TextField("currency", tr("Currency"), tr("Three letters; empty for that of the service centre")),
        ChoiceField("sla_id", tr("SLA"), [(None, tr("the default")), *slas], keeps=True),
    )


def customer_values(draft: CustomerDraft) -> dict[str, Any]:
    return {
        "name": draft.name,
        "number": draft.number,
        "street": draft.street,
        "postcode": draft.postcode,
        "city": draft.city,
        "country": draft.country,
        "currency": draft.currency or "",
        "sla_id": draft.sla_id,
    }


def customer_draft(values: Values) -> CustomerDraft:
    return CustomerDraft(**{**values, "currency": values["currency"] or None, "country": values["country"] or ""})


def site_fields(
    sites: Sequence[SiteRow], except_id: int | None, territories: Sequence[TerritoryName]
) -> tuple[Field, ...]:
    """Where the place is; `except_id` is the site itself, in which it cannot lie."""
    inside = {except_id} if except_id is not None else set()
    offered = [(site.id, site.name) for site in sites if site.id not in _with_below(sites, inside)]
    return (
        TextField("name", tr("Name"), tr("Such as a plant, a building or a room")),
        SearchChoiceField("parent_id", tr("Lies in"), [(None, NONE), *offered]),
        *_address_fields(optional=False),
        CoordinatesField(),
        SearchChoiceField("timezone", tr("Time zone"), [(zone, zone) for zone in zones()]),
        ChoiceField("territory_id", tr("Territory"), [(None, NONE), *((row.id, row.name) for row in territories)]),
    )


def site_values(draft: SiteDraft) -> dict[str, Any]:
    return {
        "name": draft.name,
        "parent_id": draft.parent_id,
        "street": draft.street,
        "postcode": draft.postcode,
        "city": draft.city,
        "country": draft.country,
        "coordinates": (draft.latitude, draft.longitude),
        "timezone": draft.timezone,
        "territory_id": draft.territory_id,
    }


def new_site_values(customer: CustomerDetail, beside: SiteRow | None, timezone: str) -> dict[str, Any]:
    """A place inside the one that is chosen; the first one is where the bills go to."""
    if beside is not None:
        return {**site_values(beside.draft), "name": "", "parent_id": beside.id}
    head = customer.draft
    zone = next((site.draft.timezone for site in customer.sites), timezone)
    return {
        "name": "",
        "parent_id": None,
        "street": head.street,
        "postcode": head.postcode,
        "city": head.city,
        "country": head.country,
        "coordinates": "",
        "timezone": zone,
        "territory_id": None,
    }


def site_draft(values: Values) -> SiteDraft:
    """Raises Refusal for coordinates that are not understood."""
    latitude, longitude = pair_of(values["coordinates"])
    return SiteDraft(
        name=values["name"],
        street=values["street"],
        postcode=values["postcode"],
        city=values["city"],
        country=values["country"] or "",
        latitude=latitude,
        longitude=longitude,
        timezone=values["timezone"] or "",
        parent_id=values["parent_id"],
        territory_id=values["territory_id"],
    )


def written_coordinates(draft: SiteDraft) -> str:
    """As the form shows them; what is not touched there stays as exact as it was."""
    return written((draft.latitude, draft.longitude))


def contact_fields(sites: Sequence[SiteRow]) -> tuple[Field, ...]:
    """Whom to call, and where."""
    return (
        TextField("name", tr("Name")),
        TextField("role", tr("Role"), tr("Such as head of maintenance")),
        TextField("phone", tr("Phone")),
        TextField("email", tr("Mail")),
        SearchChoiceField("site_id", tr("Site"), [(None, tr("all sites")), *((site.id, site.name) for site in sites)]),
    )


def contact_values(draft: ContactDraft) -> dict[str, Any]:
    return {
        "name": draft.name,
        "role": draft.role,
        "phone": draft.phone,
        "email": draft.email,
        "site_id": draft.site_id,
    }


def contact_draft(values: Values) -> ContactDraft:
    return ContactDraft(**values)


def _address_fields(*, optional: bool) -> tuple[Field, ...]:
    none = [("", NONE)] if optional else []
    return (
        TextField("street", tr("Street")),
        TextField("postcode", tr("Postcode")),
        TextField("city", tr("Town")),
        SearchChoiceField("country", tr("Country"), [*none, *countries().items()]),
    )


def _with_below(sites: Sequence[SiteRow], keys: set[int]) -> set[int]:
    """The sites `keys` and all that lie in them."""
    below = {site.id for site in sites if site.parent_id in keys} - keys
    return _with_below(sites, keys | below) if below else keys
