"""What can be done with the plans of an agreement."""

from typing import Protocol

from app.shared.actions import Action, grouped
from domain.language import tr


class Doable(Protocol):
    """What the tab can do, and when."""

    def set_plan(self) -> None: ...
    def remove_plan(self) -> None: ...
    def set_planning(self) -> None: ...
    def show_year(self) -> None: ...
    def show_calendar(self) -> None: ...
    def print_plan(self) -> None: ...
    def is_year_shown(self) -> bool: ...
    def has_line(self) -> bool: ...
    def has_plan(self) -> bool: ...
    def has_agreement(self) -> bool: ...


def plan_actions(tab: Doable) -> tuple[Action, ...]:
    """All of them, in the order of their menu."""
    line, plan, one = tab.has_line, tab.has_plan, tab.has_agreement
    return grouped(
        tr("Visits"),
        (
            Action("agreements_plan", tr("Falls due…"), tab.set_plan, "V", "calendar-clock", line),
            Action("agreements_plan_remove", tr("Take away the plan…"), tab.remove_plan, "Alt+V", "x", plan),
            Action("agreements_planning", tr("Put together…"), tab.set_planning, "Shift+V", "layers", one),
            Action(
                "agreements_year",
                tr("Year"),
                tab.show_year,
                "Y",
                "calendar",
                one,
                checked=tab.is_year_shown,
            ),
            Action("agreements_visits", tr("Show the visits"), tab.show_calendar, "Shift+Y", "calendar-check", one),
            Action("agreements_plan_paper", tr("Plan as a paper…"), tab.print_plan, "Alt+Y", "file-text", one),
        ),
    )
