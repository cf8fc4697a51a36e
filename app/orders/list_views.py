"""The views of orders that every desk needs, each with keys of its own: V, then a letter."""

from collections.abc import Callable
from functools import partial

from app.shared.actions import Action
from domain.language import tr
from domain.reporting.order_standing import Standing

KEYS = {
    None: "A",
    Standing.OPEN: "O",
    Standing.MINE: "M",
    Standing.UNASSIGNED: "U",
    Standing.LATE: "L",
    Standing.INCOMING: "I",
    Standing.FROM_ALERTS: "R",
    Standing.TO_POST: "P",
    Standing.DONE: "D",
}

IN_CONTEXT = (
    "orders_alone",
    "orders_edit",
    "orders_next",
    "orders_assign",
    "orders_stage",
    "orders_board",
    "orders_follow_up",
    "orders_cancel",
)
"""What the menu over the list offers; everything is in the menus of the window."""


def view_actions(show: Callable[[Standing | None], None]) -> tuple[Action, ...]:
    """One action for each view."""
    return tuple(
        Action(f"orders_view_{standing or 'all'}", _title(standing), partial(show, standing), f"V, {key}", "list")
        for standing, key in KEYS.items()
    )


def _title(standing: Standing | None) -> str:
    return tr("View: {name}", name=tr("all orders") if standing is None else standing.label)
