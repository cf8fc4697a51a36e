"""Everything that can be done on the page of customers: in menus, with keys, in the palette."""

from typing import Protocol

from app.shared.actions import Action, grouped
from domain.language import tr


class Doable(Protocol):
    """What the page can do, and when."""

    def new_customer(self) -> None: ...
    def change_customer(self) -> None: ...
    def archive_customer(self) -> None: ...
    def delete_customer(self) -> None: ...
    def change_wishes(self) -> None: ...
    def new_site(self) -> None: ...
    def change_site(self) -> None: ...
    def archive_site(self) -> None: ...
    def delete_site(self) -> None: ...
    def new_contact(self) -> None: ...
    def change_contact(self) -> None: ...
    def archive_contact(self) -> None: ...
    def delete_contact(self) -> None: ...
    def new_asset(self) -> None: ...
    def show_assets(self) -> None: ...
    def new_agreement(self) -> None: ...
    def new_subscription(self) -> None: ...
    def has_one(self) -> bool: ...
    def has_site(self) -> bool: ...
    def has_any_site(self) -> bool: ...
    def has_contact(self) -> bool: ...
    def has_asset(self) -> bool: ...


def customer_actions(page: Doable) -> tuple[Action, ...]:
    """All of them, in the order of the menu."""
    one = page.has_one
    return (
        Action("customers_new", tr("New customer…"), page.new_customer, "N", "plus"),
        Action("customers_edit", tr("Change the customer…"), page.change_customer, "E", "pencil", one),
        Action("customers_archive", tr("Archive, or bring back"), page.archive_customer, "Ctrl+Del", "inbox", one),
        Action("customers_delete", tr("Delete the customer…"), page.delete_customer, "Shift+Del", "trash-2", one),
        Action("customers_wishes", tr("Wishes for technicians…"), page.change_wishes, "W", "users", one),
        Action("customers_agreement", tr("New agreement…"), page.new_agreement, "M", "file-text", one),
        Action("customers_subscription", tr("New subscription…"), page.new_subscription, "B", "refresh-cw", one),
        *grouped(tr("Sites"), _site_actions(page)),
        *grouped(tr("Contacts"), _contact_actions(page)),
        *grouped(tr("Assets"), _asset_actions(page)),
    )


def _site_actions(page: Doable) -> tuple[Action, ...]:
    tip = tr("New site, inside the one that is chosen")
    some = page.has_site
    return (
        Action("customers_site", tr("New site…"), page.new_site, "S", "map-pin", page.has_one, tip),
        Action("customers_site_edit", tr("Change the site…"), page.change_site, "Shift+S", "", some),
        Action(
            "customers_site_archive", tr("Archive the site, or bring it back"), page.archive_site, "Alt+S", "", some
        ),
        Action("customers_site_delete", tr("Delete the site…"), page.delete_site, "Alt+Shift+S", "", some),
    )


def _contact_actions(page: Doable) -> tuple[Action, ...]:
    some, back = page.has_contact, tr("Archive the contact, or bring it back")
    return (
        Action("customers_contact", tr("New contact…"), page.new_contact, "C", "phone", page.has_one),
        Action("customers_contact_edit", tr("Change the contact…"), page.change_contact, "Shift+C", "", some),
        Action("customers_contact_archive", back, page.archive_contact, "Alt+C", "", some),
        Action("customers_contact_delete", tr("Delete the contact…"), page.delete_contact, "Alt+Shift+C", "", some),
    )


def _asset_actions(page: Doable) -> tuple[Action, ...]:
    tip = tr("New asset at the chosen site")
    return (
        Action("customers_asset", tr("New asset…"), page.new_asset, "Shift+A", "boxes", page.has_any_site, tip),
        Action("customers_assets", tr("Show the asset"), page.show_assets, "G", "boxes", page.has_asset),
    )
