"""What can be done on the page of orders, beside what can be done with one order or with several."""

from collections.abc import Sequence
from typing import Protocol

from app.shared.actions import Action
from domain.language import tr


class OrdersDoes(Protocol):
    """What the page has to do and to know when its actions ask it."""

    def new_order_asked(self) -> None: ...
    def toggle_order_alone(self) -> None: ...
    def is_order_alone(self) -> bool: ...
    def detail_edit(self) -> None: ...
    def show_on_board(self) -> None: ...
    def has_order(self) -> bool: ...
    def may_change(self) -> bool: ...


def orders_actions(page: OrdersDoes) -> Sequence[Action]:
    return (
        Action("orders_new", tr("New order"), page.new_order_asked, "N", "plus"),
        Action(
            "orders_alone",
            tr("Only this order"),
            page.toggle_order_alone,
            "F",
            "maximize-2",
            page.has_order,
            checked=page.is_order_alone,
        ),
        Action("orders_edit", tr("Edit"), page.detail_edit, "E", "pencil", page.may_change),
        Action("orders_board", tr("Show on the board"), page.show_on_board, "B", "calendar-range", page.has_order),
    )
