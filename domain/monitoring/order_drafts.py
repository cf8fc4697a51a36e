"""The order that an alert asks for."""

from domain.monitoring.model import Alert
from domain.orders.model import Origin
from domain.orders.service import OrderDraft


def source_of(alert_id: int) -> str:
    """What an order says that was opened for an alert."""
    return f"alert:{alert_id}"


def draft_for(alert: Alert) -> OrderDraft:
    """As the rule has it; the skill is else that of the model."""
    rule = alert.rule
    skill = rule.skill_id or alert.asset.model.skill_id
    return OrderDraft(
        title=f"{rule.name} – {alert.asset.name}"[:200],
        priority=rule.priority,
        origin=Origin.ALERT,
        minutes=rule.minutes,
        asset_id=alert.asset_id,
        skill_ids=frozenset() if skill is None else frozenset({skill}),
        description=rule.advice,
        source=source_of(alert.id),
    )
