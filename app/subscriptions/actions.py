"""Everything that can be done on the page of subscriptions: in menus, with keys, in the palette."""

from typing import Protocol

from app.shared.actions import Action, grouped
from domain.language import tr


class Doable(Protocol):
    """What the page can do, and when."""

    def new_subscription(self) -> None: ...
    def change_subscription(self) -> None: ...
    def end_subscription(self) -> None: ...
    def switch_subscription(self) -> None: ...
    def show_customer(self) -> None: ...
    def show_agreement(self) -> None: ...
    def make_fees(self) -> None: ...
    def take_back_fees(self) -> None: ...
    def set_price(self) -> None: ...
    def take_back_price(self) -> None: ...
    def index_prices(self) -> None: ...
    def has_one(self) -> bool: ...
    def has_agreement(self) -> bool: ...
    def has_open_fees(self) -> bool: ...
    def has_own_price(self) -> bool: ...


def subscription_actions(page: Doable) -> tuple[Action, ...]:
    """All of them, in the order of the menu."""
    one, switch = page.has_one, tr("Stop, or let go on")
    to_agreement = tr("Show the agreement")
    return (
        Action("subscriptions_new", tr("New subscription…"), page.new_subscription, "N", "plus"),
        Action("subscriptions_edit", tr("Change the subscription…"), page.change_subscription, "E", "pencil", one),
        Action("subscriptions_end", tr("Let it end…"), page.end_subscription, "T", "ban", one),
        Action("subscriptions_switch", switch, page.switch_subscription, "S", "pause", one),
        Action("subscriptions_customer", tr("Show the customer"), page.show_customer, "G", "building-2", one),
        Action(
            "subscriptions_agreement", to_agreement, page.show_agreement, "Shift+G", "file-text", page.has_agreement
        ),
        *grouped(tr("Fees"), _fee_actions(page)),
        *grouped(tr("Prices"), _price_actions(page)),
    )


def _fee_actions(page: Doable) -> tuple[Action, ...]:
    return (
        Action("subscriptions_fees", tr("Make fees…"), page.make_fees, "F", "receipt", page.has_one),
        Action(
            "subscriptions_fees_back", tr("Take back fees…"), page.take_back_fees, "Shift+F", "", page.has_open_fees
        ),
    )


def _price_actions(page: Doable) -> tuple[Action, ...]:
    return (
        Action("subscriptions_price", tr("Set the price…"), page.set_price, "P", "banknote", page.has_one),
        Action("subscriptions_index", tr("Raise prices…"), page.index_prices, "I", "chart-line", page.has_one),
        Action(
            "subscriptions_price_back",
            tr("Take back the price"),
            page.take_back_price,
            "Shift+P",
            "",
            page.has_own_price,
        ),
    )
