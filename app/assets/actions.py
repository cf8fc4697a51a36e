"""Everything that can be done on the page of assets: in menus, with keys, in the palette."""

from typing import Protocol

from app.shared.actions import Action, grouped
from domain.language import tr


class Doable(Protocol):
    """What the page can do, and when."""

    def begin_order(self) -> None: ...
    def show_customer(self) -> None: ...
    def new_asset(self) -> None: ...
    def change_asset(self) -> None: ...
    def move_asset(self) -> None: ...
    def archive_asset(self) -> None: ...
    def maintain_asset(self) -> None: ...
    def delete_asset(self) -> None: ...
    def new_model(self) -> None: ...
    def change_model(self) -> None: ...
    def has_one(self) -> bool: ...


def asset_actions(page: Doable) -> tuple[Action, ...]:
    """All of them, in the order of the menu."""
    tip, some = tr("Open an order for the chosen asset"), page.has_one
    return (
        Action("assets_order", tr("New order"), page.begin_order, "N", "plus", some, tip),
        Action("assets_customer", tr("Show the customer"), page.show_customer, "G", "building-2", some),
        *grouped(
            tr("Assets"),
            (
                Action("assets_new", tr("New asset…"), page.new_asset, "Shift+N", "boxes"),
                Action("assets_edit", tr("Change the asset…"), page.change_asset, "E", "pencil", some),
                Action("assets_move", tr("Move the asset…"), page.move_asset, "M", "arrow-right", some),
                Action(
                    "assets_maintain", tr("Enter maintenance…"), page.maintain_asset, "Ctrl+Shift+M", "wrench", some
                ),
                Action("assets_archive", tr("Archive, or bring back"), page.archive_asset, "Ctrl+Del", "inbox", some),
                Action("assets_delete", tr("Delete the asset…"), page.delete_asset, "Shift+Del", "trash-2", some),
            ),
        ),
        *grouped(
            tr("Models"),
            (
                Action("assets_model", tr("New model…"), page.new_model, "Shift+M", "package"),
                Action("assets_model_edit", tr("Change the model…"), page.change_model, "Ctrl+M", "", some),
            ),
        ),
    )
