"""What an alert does by itself: whether anybody must look at it, whether an order is opened for it, and why."""

from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, select

from domain.assets.model import Asset
from domain.errors import Overtaken, Refusal
from domain.monitoring import plan_runs
from domain.monitoring.definitions.looking import leading_metric
from domain.monitoring.gathering import find_head, gather, is_in_storm, raised_in_storm
from domain.monitoring.model import Alert, Grouping, Metric, ResponsePlan, Rule
from domain.monitoring.order_drafts import draft_for
from domain.monitoring.suppression import why_quiet
from domain.orders.model import Order
from domain.orders.service import open_order
from domain.store.unit_of_work import UnitOfWork


class Outcome(StrEnum):
    """What was decided about an alert."""

    OPENED = "opened"
    JOINED = "joined"
    NONE = "none"
    GATHERED = "gathered"
    QUIET = "quiet"
    TOOK_OVER = "took_over"


def decide(work: UnitOfWork, alert: Alert) -> None:
    """Keep an alert out of sight, let it stand under another one, or see to its order; keep why. Its rule is held."""
    quiet = why_quiet(work.session, alert, work.now)
    if quiet is not None:
        alert.suppressed = quiet["by"]
        _keep(work, alert, Outcome.QUIET, None, quiet=quiet)
        return
    found = find_head(work, alert)
    if found is None:
        decide_order(work, alert)
        return
    head, tie = found
    gather(work, alert, head, tie)
    _keep(work, alert, Outcome.GATHERED, None, tie=tie.value, under={"rule": head.rule.name, "asset": head.asset.name})


def decide_order(work: UnitOfWork, alert: Alert) -> None:
    """Open an order for an alert, join it to one that still waits, leave it, or leave all to a plan; keep why."""
    plan_runs.begin(work, alert)
    outcome, order, refused = _order_for(work, alert)
    _keep(work, alert, outcome, order, **({"refused": refused} if refused else {}))
    if order is not None and outcome is Outcome.JOINED:
        tell_order(work, alert, order)


def take_over(work: UnitOfWork, alert: Alert, before: Alert) -> None:
    """The alert stands at the head from now on: what was done about the one before it holds for it."""
    after = {"after": {"rule": before.rule.name, "asset": before.asset.name}}
    if before.rule_id == alert.rule_id:
        plan_runs.hand_over(work, before, alert)
    if before.order is not None:
        _keep(work, alert, Outcome.TOOK_OVER, before.order, **after)
        tell_order(work, alert, before.order)
    elif before.rule_id == alert.rule_id and alert.rule.plan_id is not None:
        # The plan of the rule has told of this trouble already.
        _keep(work, alert, Outcome.NONE, None, **after)
    else:
        decide_order(work, alert)
        alert.decision = {**alert.decision, **after}


def tell_order(work: UnitOfWork, alert: Alert, order: Order) -> None:
    """Tell the order that one more alert belongs to it."""
    work.note("order.alert_joined", order, alert=alert.id, rule=alert.rule.name)


def _keep(work: UnitOfWork, alert: Alert, outcome: Outcome, order: Order | None, **more: Any) -> None:
    alert.order = order
    why = reasons(alert, outcome, order, metric=_metric(work, alert), also_open=_also_open(work, alert))
    gathers = alert.decision.get("gathers")
    alert.decision = why | more | _plan(work, alert) | ({} if gathers is None else {"gathers": gathers})
    work.note("alert.decided", alert, outcome=outcome.value)


def _plan(work: UnitOfWork, alert: Alert) -> dict[str, str]:
    """What answers alerts of the rule, if a plan does."""
    plan_id = alert.rule.plan_id
    return {} if plan_id is None else {"plan": work.get(ResponsePlan, plan_id).name}


def _order_for(work: UnitOfWork, alert: Alert) -> tuple[Outcome, Order | None, str]:
    """What is decided, the order if there is one, and the sentence that refused one."""
    if alert.rule.plan_id is not None or not alert.rule.opens_order:
        return Outcome.NONE, None, ""
    waiting = _waiting_order(work, alert)
    if waiting is not None:
        return Outcome.JOINED, waiting, ""
    try:
        return Outcome.OPENED, open_order(work, draft_for(alert)), ""
    except Overtaken:
        raise
    except Refusal as error:
        # The trouble is real all the same: people must see the alert, and why nobody was sent.
        return Outcome.NONE, None, str(error)


def _waiting_order(work: UnitOfWork, alert: Alert) -> Order | None:
    """An order that an earlier alert of the same trouble has opened and nobody has finished.

    The same trouble is the same rule on the same asset; at the same site, or in the same storm, if the rule gathers so.
    It is held until commit: whoever is closing it meanwhile is waited for, and then it is none to join.
    """
    return work.session.scalar(
        select(Order)
        .join(Alert, Alert.order_id == Order.id)
        .join(Asset, Asset.id == Alert.asset_id)
        .where(Alert.rule_id == alert.rule_id, _same_trouble(work, alert), Order.closed_at.is_(None))
        .order_by(Order.id.desc())
        .limit(1)
        .with_for_update(of=Order)
        .execution_options(populate_existing=True)
    )


def _same_trouble(work: UnitOfWork, alert: Alert) -> ColumnElement[bool]:
    same = Alert.asset_id == alert.asset_id
    if alert.rule.grouping is Grouping.SITE:
        same |= Asset.site_id == alert.asset.site_id
    return same | raised_in_storm(alert) if is_in_storm(work, alert) else same


def reasons(
    alert: Alert, outcome: Outcome, order: Order | None, *, metric: Metric | None, also_open: list[str]
) -> dict[str, Any]:
    """What `explanation` needs to know later, when rule and order may have changed."""
    rule = alert.rule
    return {
        "rule": rule.name,
        "definition": rule.definition_json,
        "metric": metric.label if metric else "",
        "unit": metric.unit if metric else "",
        "device": alert.device.key,
        "outcome": outcome.value,
        "order": None if order is None else order.number,
        "priority": rule.priority.value,
        "due": None if order is None or order.due_at is None else order.due_at.isoformat(),
        "skills": [] if order is None else [skill.name for skill in order.skills],
        "also_open": also_open,
    }


def _also_open(work: UnitOfWork, alert: Alert) -> list[str]:
    names = work.session.scalars(
        select(Rule.name)
        .join(Alert, Alert.rule_id == Rule.id)
        .where(Alert.asset_id == alert.asset_id, Alert.cleared_at.is_(None), Alert.id != alert.id)
        .order_by(Alert.id)
    )
    return list(names)


def _metric(work: UnitOfWork, alert: Alert) -> Metric | None:
    name = leading_metric(alert.rule.definition)
    if name is None:
        return None
    return work.session.scalar(select(Metric).where(Metric.device_id == alert.device_id, Metric.name == name))
