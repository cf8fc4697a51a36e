"""Everything that can be done on the page of alerts: in menus, with keys, in the palette."""

from collections.abc import Callable
from typing import Protocol

from app.shared.actions import Action
from domain.language import tr
from domain.monitoring.alert_rows import AlertState

QUIET, NEW, ACKNOWLEDGED, SHELVED, _ = AlertState


class Doable(Protocol):
    """What the page can do, and when."""

    def acknowledge(self) -> None: ...
    def unacknowledge(self) -> None: ...
    def shelve(self) -> None: ...
    def bring_back(self) -> None: ...
    def clear(self) -> None: ...
    def maintain(self) -> None: ...
    def show_maintenance(self) -> None: ...
    def send_command(self) -> None: ...
    def try_rule(self) -> None: ...
    def possible(self, *states: AlertState) -> Callable[[], bool]: ...


def alert_actions(page: Doable) -> tuple[Action, ...]:
    """All of them, in the order of the menu."""
    possible = page.possible
    any_open = possible(QUIET, NEW, ACKNOWLEDGED, SHELVED)
    seen = tr("Take acknowledgement back")
    return (
        Action("alerts_acknowledge", tr("Acknowledge"), page.acknowledge, "A", "check", possible(QUIET, NEW, SHELVED)),
        Action("alerts_shelve", tr("Shelve…"), page.shelve, "S", "timer", any_open),
        Action("alerts_bring_back", tr("Bring back"), page.bring_back, "U", "undo-2", possible(SHELVED)),
        Action("alerts_unacknowledge", seen, page.unacknowledge, enabled=possible(ACKNOWLEDGED)),
        Action("alerts_clear", tr("Clear…"), page.clear, "C", "circle-check", any_open),
        Action(
            "alerts_try_rule", tr("Try the rule on the past…"), page.try_rule, "T", "history", possible(*AlertState)
        ),
        Action("alerts_maintain", tr("Enter maintenance…"), page.maintain, "M", "wrench", possible(*AlertState)),
        Action("alerts_command", tr("Send a command…"), page.send_command, "Ctrl+Shift+D", "send", any_open),
        Action("alerts_maintenance", tr("All maintenance…"), page.show_maintenance, "Shift+M", "wrench"),
    )
