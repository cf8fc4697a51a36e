"""Sites of a customer: entered, changed, archived, deleted, each through a form of its own."""

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from app.customers import forms
from app.shared.dialog import FormDialog
from app.shared.entry import Entry, entered, saved
from domain.calendars.holidays import countries
from domain.language import tr
from domain.orders.archiving import archive_site, restore_site
from domain.orders.party_changes import change_site
from domain.parameters import service as parameters
from domain.parties.choices import zone_of, zones
from domain.parties.queries import TerritoryName, territory_names
from domain.parties.site_service import create_site, delete_site
from domain.reporting.customer_detail import CustomerDetail, SiteRow

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Offered:
    """What the form offers: the zone where most sites are, and the territories."""

    zone: str
    territories: tuple[TerritoryName, ...]


class SiteDeeds:
    """What can be done with the places of a customer."""

    def __init__(self, entry: Entry) -> None:
        self._entry = entry

    def new(self, customer: CustomerDetail, beside: SiteRow | None) -> None:
        """A first place, or one inside `beside`."""
        self._entry.read(_offered, partial(self._ask_new, customer, beside))

    def change(self, customer: CustomerDetail, site: SiteRow) -> None:
        self._entry.read(_offered, partial(self._ask_change, customer, site))

    def _ask_change(self, customer: CustomerDetail, site: SiteRow, offered: _Offered) -> None:
        fields = forms.site_fields(customer.sites, site.id, offered.territories)
        title = tr("Change {name}", name=site.name)
        values = forms.site_values(site.draft)
        self._entry.ask("site", title, fields, tr("Save"), partial(self._save, site), values)

    def archive(self, site: SiteRow) -> None:
        """Archive it, or bring it back."""
        self._entry.switch(site.name, site.id, archive_site, restore_site, active=site.active)

    def delete(self, site: SiteRow) -> None:
        self._entry.confirm_delete(site.name, delete_site, site.id)

    def _ask_new(self, customer: CustomerDetail, beside: SiteRow | None, offered: _Offered) -> None:
        values = forms.new_site_values(customer, beside, offered.zone)
        title = tr("New site of {name}", name=customer.name)
        fields = forms.site_fields(customer.sites, None, offered.territories)
        self._entry.ask("site", title, fields, tr("Enter the site"), partial(self._enter, customer), values)

    def _enter(self, customer: CustomerDetail, dialog: FormDialog, values: Values) -> None:
        draft = forms.site_draft(values)
        self._entry.keep(dialog, partial(entered, draft.name), create_site, customer.id, draft)

    def _save(self, site: SiteRow, dialog: FormDialog, values: Values) -> None:
        draft = forms.site_draft(values)
        if values["coordinates"] == forms.written_coordinates(site.draft):
            draft = replace(draft, latitude=site.draft.latitude, longitude=site.draft.longitude)
        self._entry.keep(dialog, partial(saved, draft.name), change_site, site.id, site.draft, draft)


def _offered(session: Session) -> _Offered:
    """Looked up here, so that the form has it at once."""
    countries()
    zones()
    return _Offered(zone_of(parameters.read(session).home_country), territory_names(session))
