"""The orders of plans: an alert joins the open order of its asset, or has one opened; one not begun is cancelled."""

from dataclasses import replace

from sqlalchemy import select

from domain.catalogue.model import Article
from domain.errors import Refusal
from domain.language import tr
from domain.monitoring.model import Alert, ResponsePlan
from domain.monitoring.order_drafts import draft_for, source_of
from domain.monitoring.plans.plan import OpenOrder
from domain.monitoring.response_model import PlanRun
from domain.orders.line_draft import LineDraft
from domain.orders.line_service import add_line
from domain.orders.model import Order, Origin, StageMeaning
from domain.orders.service import OrderDraft, open_order
from domain.scheduling.placing.service import cancel_order
from domain.store.unit_of_work import UnitOfWork

_NOT_BEGUN = frozenset({StageMeaning.NEW, StageMeaning.PLANNED})


def join_or_open(work: UnitOfWork, run: PlanRun, step: OpenOrder) -> None:
    """Join the open order of the asset, or open one, with what the step says and else the rule. Raises Refusal."""
    alert = run.alert
    if alert.order is not None and alert.order.closed_at is None:
        return
    order = _open_order_of(work, alert) if step.attach else None
    if order is not None:
        work.note("order.alert_joined", order, alert=alert.id, rule=alert.rule.name)
        outcome = "joined"
    else:
        order = _opened(work, run, step)
        outcome = "opened"
    alert.order, alert.order_id = order, order.id
    told = {"priority": order.priority.value, "skills": [skill.name for skill in order.skills]}
    alert.decision = {**alert.decision, **told, "outcome": outcome, "order": order.number}
    work.note("alert.decided", alert, outcome=outcome)


def _opened(work: UnitOfWork, run: PlanRun, step: OpenOrder) -> Order:
    order = open_order(work, _draft(work, run.alert, step))
    for article_id in step.article_ids:
        article = work.get(Article, article_id)
        add_line(work, order.id, LineDraft(article.kind, article_id=article.id, origin=Origin.ALERT))
    if run.plan_id is not None:
        plan = work.get(ResponsePlan, run.plan_id)
        work.note("order.opened_by_plan", order, plan=plan.name, step=run.position + 1)
    return order


def close_order(work: UnitOfWork, alert: Alert) -> None:
    """Cancel the order that was opened for the alert, if nobody has begun it and no other alert needs it."""
    if alert.order_id is None:
        return
    order = work.get(Order, alert.order_id, lock=True)
    if order.closed_at is not None or not _was_opened_for(work, order, alert):
        return
    if order.stage.meaning not in _NOT_BEGUN:
        raise Refusal(tr("{number} is begun and stays open.", number=order.number))
    others = select(Alert.id).where(Alert.order_id == order.id, Alert.cleared_at.is_(None), Alert.id != alert.id)
    if work.session.scalar(others.limit(1)) is not None:
        raise Refusal(tr("{number} stays open: another alert waits for it.", number=order.number))
    cancel_order(work, order.id, remark=tr("The alert has cleared."))


def _open_order_of(work: UnitOfWork, alert: Alert) -> Order | None:
    """The newest open order of the asset; it is held until commit, so that nobody closes it meanwhile."""
    return work.session.scalar(
        select(Order)
        .where(Order.asset_id == alert.asset_id, Order.closed_at.is_(None))
        .order_by(Order.id.desc())
        .limit(1)
        .with_for_update(of=Order)
        .execution_options(populate_existing=True)
    )


def _was_opened_for(work: UnitOfWork, order: Order, alert: Alert) -> bool:
    """For the alert, or for one of its rule from which it has the order."""
    same = select(Alert.id).where(Alert.order_id == order.id, Alert.rule_id == alert.rule_id)
    return any(f"{order.source}:".startswith(f"{source_of(key)}:") for key in work.session.scalars(same))


def _draft(work: UnitOfWork, alert: Alert, step: OpenOrder) -> OrderDraft:
    """What the step does not say, the rule does."""
    draft = draft_for(alert)
    return replace(
        draft,
        priority=step.priority or draft.priority,
        minutes=step.minutes or draft.minutes,
        skill_ids=frozenset(step.skill_ids) or draft.skill_ids,
        source=_free_source(work, alert),
        order_type_id=step.order_type_id,
        sla_id=step.sla_id,
    )


def _free_source(work: UnitOfWork, alert: Alert) -> str:
    """One source has one order: a further one, after the first was closed, counts on."""
    prefix = source_of(alert.id)
    taken = set(work.session.scalars(select(Order.source).where(Order.source.startswith(prefix))))
    number = 1
    wanted = prefix
    while wanted in taken:
        number += 1
        wanted = f"{prefix}:{number}"
    return wanted
