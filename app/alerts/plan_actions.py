"""What can be done with the plan that answers an alert: in menus, with keys, in the palette."""

from app.alerts.plan_presenter import STOPPED, PlanPresenter
from app.shared.actions import Action
from domain.language import tr
from domain.monitoring.response_model import RunState

RUNNING, PAUSED = RunState.RUNNING, RunState.PAUSED


def plan_actions(plan: PlanPresenter) -> tuple[Action, ...]:
    """All of them, in the order of the menu."""
    return (
        Action("alerts_plan_pause", tr("Pause the plan"), plan.pause, "P", "pause", plan.is_at(RUNNING)),
        Action("alerts_plan_resume", tr("Resume the plan"), plan.resume, "Shift+P", "play", plan.is_at(*STOPPED)),
        Action(
            "alerts_plan_take_over",
            tr("Take over from the plan"),
            plan.take_over,
            "Shift+T",
            "user",
            plan.is_at(RUNNING, PAUSED),
        ),
    )
