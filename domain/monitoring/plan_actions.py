"""What the steps of a plan do, each within the unit of work of its step."""

from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import select

from domain.errors import Refusal
from domain.language import tr
from domain.monitoring import command_service, deliveries
from domain.monitoring.gathering import shown_severity
from domain.monitoring.model import Alert
from domain.monitoring.plan_orders import close_order, join_or_open
from domain.monitoring.plans.plan import (
    AnyStep,
    CloseOrder,
    Escalate,
    Mail,
    Notify,
    OpenOrder,
    SendCommand,
    Wait,
    Webhook,
)
from domain.monitoring.response_model import PlanRun
from domain.scheduling.model import Booking
from domain.store.changes import plain
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.model import Technician

NOTIFIED = "plan.notified"
ESCALATED = "plan.escalated"


def perform(work: UnitOfWork, run: PlanRun, step: AnyStep) -> dict[str, Any]:
    """Do what a step says; returns what its run has to remember. Raises Refusal."""
    alert = run.alert
    match step:
        case Notify():
            _tell_desk(work, alert, NOTIFIED, step.text)
        case Mail():
            _mail(work, run, _receivers(work, alert, step), step.text)
        case Webhook():
            deliveries.enqueue(work, alert, run.position, step.url, _as_json(alert))
        case SendCommand():
            return {"command": _command(work, alert, step)}
        case OpenOrder():
            join_or_open(work, run, step)
        case Escalate():
            _tell_desk(work, alert, ESCALATED, step.text)
            _mail(work, run, step.to, step.text)
        case CloseOrder():
            close_order(work, alert)
        case Wait():
            pass  # waiting is all it does
    return {}


def _tell_desk(work: UnitOfWork, alert: Alert, kind: str, text: str) -> None:
    work.note(kind, alert, text=text, rule=alert.rule.name, asset=alert.asset.name)


def _command(work: UnitOfWork, alert: Alert, step: SendCommand) -> int:
    """Whoever made the plan has confirmed what is dangerous."""
    values = step.values
    return command_service.request(work, alert.device_id, step.command, values, confirmed=True, alert_id=alert.id)


def _mail(work: UnitOfWork, run: PlanRun, to: Iterable[str], text: str) -> None:
    alert = run.alert
    subject = f"{shown_severity(alert).label}: {alert.rule.name} – {alert.asset.name}"
    body = "\n".join((subject, "", text, "", f"{alert.asset.number} {alert.asset.name}", alert.asset.site.name))
    for address in dict.fromkeys(to):
        deliveries.enqueue(work, alert, run.position, deliveries.MAILTO + address, body)


def _receivers(work: UnitOfWork, alert: Alert, step: Mail) -> list[str]:
    if not step.technician:
        return list(step.to)
    booked = (
        select(Technician.email)
        .join(Booking, Booking.technician_id == Technician.id)
        .where(Booking.order_id == alert.order_id, Technician.email != "")
        .order_by(Booking.start_at, Booking.id)
    )
    found = [*step.to, *work.session.scalars(booked)]
    if not found:
        raise Refusal(tr("Nobody who could get the mail is booked."))
    return found


def _as_json(alert: Alert) -> str:
    told = {
        "alert": alert.id,
        "rule": alert.rule.name,
        "severity": shown_severity(alert).value,
        "asset": {"number": alert.asset.number, "name": alert.asset.name, "site": alert.asset.site.name},
        "device": alert.device.key,
        "started_at": plain(alert.started_at),
        "raised_at": plain(alert.raised_at),
        "cleared_at": plain(alert.cleared_at),
        "value": alert.last_value,
        "count": alert.count,
        "order": None if alert.order is None else alert.order.number,
    }
    return msgspec.json.encode(told).decode()
