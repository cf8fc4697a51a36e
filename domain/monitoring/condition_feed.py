"""Conditions of visit plans look at what devices have measured since, and bring their visits the day they ask."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import groupby
from operator import attrgetter

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.agreements.model import Agreement, AgreementLine
from domain.clock import from_ms, to_ms
from domain.monitoring.meter_feed import exactly
from domain.monitoring.model import Device
from domain.monitoring.telemetry import daily
from domain.monitoring.telemetry.history import presences
from domain.monitoring.telemetry.store import Telemetry
from domain.orders.watch import WATCH
from domain.store.store import Store
from domain.visits.condition_service import watch_condition
from domain.visits.generating import generate_agreement
from domain.visits.model import VisitCondition, VisitPlan
from domain.visits.plan import Period


@dataclass(frozen=True, slots=True)
class Watched:
    """A condition, the line it makes due, the device that measures, and how far it has looked."""

    condition_id: int
    agreement_id: int
    line_id: int
    device: str
    metric: str
    seen_until: datetime | None


def watch_conditions(store: Store, telemetry: Telemetry) -> int:
    """Let all conditions look at what is new, and make the visits they ask for; returns how often they have asked."""
    with store.read() as session:
        watched = watched_conditions(session)
    if not watched:
        return 0
    with telemetry.read() as connection:
        heard = {each.device: each.last_at for each in presences(connection)}
    asked = 0
    # East of Greenwich tomorrow has begun already.
    today, tomorrow = store.clock.now().date(), store.clock.now().date() + timedelta(days=1)
    for _, some in groupby(watched, key=attrgetter("condition_id")):
        first, *_others = of_one = list(some)
        times = sum(_look(store, telemetry, each, heard.get(each.device)) for each in of_one)
        if times:
            store.run(WATCH, generate_agreement, first.agreement_id, Period(today, tomorrow), line_id=first.line_id)
        asked += times
    return asked


def watched_conditions(session: Session) -> list[Watched]:
    """The conditions of lines that may bring visits, with each device of their asset."""
    statement = (
        select(
            VisitCondition.id,
            AgreementLine.agreement_id,
            AgreementLine.id,
            Device.key,
            VisitCondition.metric,
            VisitCondition.seen_until,
        )
        .join(VisitPlan, VisitPlan.id == VisitCondition.visit_plan_id)
        .join(AgreementLine, AgreementLine.id == VisitPlan.agreement_line_id)
        .join(Agreement, Agreement.id == AgreementLine.agreement_id)
        .join(Device, Device.asset_id == AgreementLine.asset_id)
        .where(~AgreementLine.stopped, ~Agreement.suspended, Agreement.folder_id.is_(None))
        .order_by(VisitCondition.id, Device.key)
    )
    return [Watched(*row) for row in session.execute(statement)]


def _look(store: Store, telemetry: Telemetry, watched: Watched, heard: int | None) -> int:
    """A value holds for as long as its device is heard; what a silent one buffers is looked at when it comes."""
    after = 0 if watched.seen_until is None else to_ms(watched.seen_until)
    with telemetry.read() as connection:
        latest = daily.newest(connection, watched.device, watched.metric)
        if latest is None:
            return 0
        until = min(max(latest[0], heard or 0), to_ms(store.clock.now()))
        if until <= after:
            return 0
        values = daily.values_after(connection, watched.device, watched.metric, after)
        return store.run(WATCH, watch_condition, watched.condition_id, _exact(values), from_ms(until))


def _exact(values: Iterator[daily.Value]) -> Iterator[tuple[datetime, Decimal]]:
    return ((from_ms(at), exactly(value)) for at, value in values)
