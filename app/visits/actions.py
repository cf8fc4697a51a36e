"""Everything that can be done on the page of visits: in menus, with keys, in the palette."""

from typing import Protocol

from app.shared.actions import Action
from domain.language import tr


class Doable(Protocol):
    """What the page can do, and when."""

    def generate(self) -> None: ...
    def show_order(self) -> None: ...
    def show_agreement(self) -> None: ...
    def show_only(self) -> None: ...
    def try_again(self) -> None: ...
    def dismiss(self) -> None: ...
    def can_generate(self) -> bool: ...
    def has_order(self) -> bool: ...
    def has_row(self) -> bool: ...
    def has_trouble(self) -> bool: ...


def visit_actions(page: Doable) -> tuple[Action, ...]:
    """All of them, in the order of the menu."""
    row, trouble = page.has_row, page.has_trouble
    return (
        Action("visits_generate", tr("Generate…"), page.generate, "G", "play", page.can_generate),
        Action("visits_order", tr("Show the order"), page.show_order, "O", "clipboard-list", page.has_order),
        Action("visits_agreement", tr("Show the agreement"), page.show_agreement, "L", "file-text", row),
        Action("visits_only", tr("This agreement alone"), page.show_only, "F", "filter", row),
        Action("visits_retry", tr("Try again"), page.try_again, "T", "refresh-cw", trouble),
        Action("visits_dismiss", tr("Dismiss"), page.dismiss, "Del", "x", trouble),
    )
