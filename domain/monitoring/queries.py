"""Alerts as flat frozen rows: the live list, one alert with all that belongs to it, and how many wait."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from domain.assets.model import Asset
from domain.monitoring.alert_rows import AlertPage, AlertRow, AlertSearch, unfolding
from domain.monitoring.definitions.definition import Definition, decode
from domain.monitoring.definitions.looking import LimitLine, leading_metric, limit_lines
from domain.monitoring.gathering import SHOWN_SEVERITY
from domain.monitoring.model import Alert, Device, Metric, Rule
from domain.orders.model import Order, Stage
from domain.parties.model import Customer, Site
from domain.scheduling.live import LIVE
from domain.scheduling.model import Booking
from domain.words import Severity
from domain.workforce.model import Technician


@dataclass(frozen=True, slots=True)
class AlertOrder:
    """The order of an alert, and who comes when."""

    id: int
    number: str
    title: str
    stage: str
    technician: str | None
    start: datetime | None
    finish: datetime | None


@dataclass(frozen=True, slots=True)
class AlertDetail:
    """One alert with what it was decided by. `metric` is what to plot of `device`; None where there is nothing."""

    row: AlertRow
    first_value: float | None
    device: str
    metric: str | None
    order: AlertOrder | None
    decision: Mapping[str, Any] = field(hash=False)

    @property
    def definition(self) -> Definition | None:
        """What its rule watched for when it was raised."""
        return decode(self.decision["definition"]) if self.decision else None

    @property
    def limit(self) -> LimitLine | None:
        """The limit of the rule on what is plotted, if it has one."""
        lines = limit_lines(self.definition) if self.definition else ()
        return next((line for line in lines if line.metric == self.metric), None)


def unfolded(session: Session, search: AlertSearch, heads: frozenset[int], now: datetime) -> AlertPage:
    """The alerts that `search` asks for, and what stands under those of the `heads` that are among them."""
    page = alerts(session, search, now)
    shown = heads & {row.id for row in page.rows if row.gathered}
    if not (page.by_head and shown):
        return page
    return replace(page, under=alerts(session, unfolding(search, shown), now).rows)


def alerts(session: Session, search: AlertSearch, now: datetime) -> AlertPage:
    """The alerts that `search` asks for."""
    wanted = _wanted(search, now)
    newest = (Alert.started_at.desc(), Alert.id.desc())
    order = (_rank(), *newest) if search.worst_first else newest
    statement = _rows().where(wanted).order_by(*order).limit(search.limit)
    rows = tuple(AlertRow(*found) for found in session.execute(statement))
    total = len(rows) if len(rows) < search.limit else _count(session, wanted)
    return AlertPage(rows, total, search.by_head)


def alert(session: Session, alert_id: int) -> AlertDetail | None:
    """One alert with all that belongs to it; None when there is none."""
    return _detail(session, Alert.id == alert_id)


def alert_of_order(session: Session, order_id: int) -> AlertDetail | None:
    """The first alert that an order was opened for, if it came from one."""
    return _detail(session, Alert.order_id == order_id)


def alerts_of_order(session: Session, order_id: int) -> list[int]:
    """The ids of all alerts that belong to an order, oldest first."""
    return list(session.scalars(select(Alert.id).where(Alert.order_id == order_id).order_by(Alert.id)))


def waiting(session: Session, now: datetime) -> int:
    """How many troubles are open, in sight, and acknowledged by nobody."""
    return _count(session, _wanted(AlertSearch(acknowledged=False), now))


def _wanted(search: AlertSearch, now: datetime) -> ColumnElement[bool]:
    conditions: list[ColumnElement[bool]] = [Alert.id.is_not(None)]
    if search.open is not None:
        conditions.append(Alert.cleared_at.is_(None) if search.open else Alert.cleared_at.is_not(None))
    if search.shelved is not None:
        hidden = func.coalesce(Alert.shelved_until > now, False)
        conditions.append(hidden.is_(search.shelved))
    if search.acknowledged is not None:
        seen = Alert.acknowledged_at.is_not(None)
        conditions.append(seen if search.acknowledged else Alert.acknowledged_at.is_(None))
    if search.suppressed is not None:
        conditions.append(Alert.suppressed != "" if search.suppressed else Alert.suppressed == "")
    if search.under:
        conditions.append(Alert.under_id.in_(search.under))
    if search.by_head:
        conditions.append(Alert.under_id.is_(None))
    if search.severities:
        conditions.append(SHOWN_SEVERITY.in_(search.severities))
    return and_(*conditions, *map(_has, search.words.split()))


def _has(word: str) -> ColumnElement[bool]:
    columns = (Rule.name, Asset.name, Asset.number, Asset.serial, Site.name, Site.city, Customer.name, Order.number)
    return or_(*(column.icontains(word, autoescape=True) for column in columns))


def _rank() -> ColumnElement[int]:
    return case({severity.value: severity.rank for severity in Severity}, value=SHOWN_SEVERITY)


def _joined(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return (
        statement.select_from(Alert)
        .join(Alert.rule)
        .join(Alert.asset)
        .join(Asset.site)
        .join(Customer, Customer.id == Asset.customer_id)
        .outerjoin(Order, Order.id == Alert.order_id)
    )


def _rows() -> Select[*tuple[Any, ...]]:
    return _joined(
        select(
            Alert.id,
            SHOWN_SEVERITY,
            Rule.name,
            Alert.asset_id,
            Asset.name,
            Site.name,
            Customer.name,
            Alert.started_at,
            Alert.last_at,
            Alert.count,
            Alert.last_value,
            Alert.peak_value,
            func.coalesce(Alert.decision["unit"].as_string(), ""),
            Alert.acknowledged_by,
            Alert.shelved_until,
            Alert.cleared_at,
            Alert.cleared_by,
            Alert.order_id,
            Order.number,
            Alert.under_id,
            Alert.gathered,
            func.coalesce(Alert.decision["gathers"].as_string(), ""),
            Alert.suppressed,
            Alert.severity,
        )
    )


def _count(session: Session, wanted: ColumnElement[bool]) -> int:
    return int(session.scalar(_joined(select(func.count())).where(wanted)) or 0)


def _detail(session: Session, which: ColumnElement[bool]) -> AlertDetail | None:
    statement = _rows().add_columns(Alert.first_value, Alert.decision, Alert.device_id, Device.key)
    found = session.execute(statement.join(Alert.device).where(which).order_by(Alert.id).limit(1)).first()
    if found is None:
        return None
    *values, first_value, decision, device_id, device = found
    row = AlertRow(*values)
    order = None if row.order_id is None else _order(session, row.order_id)
    metric = _metric(session, decision, device_id)
    return AlertDetail(row, first_value, device, metric, order, decision or {})


def _metric(session: Session, decision: Mapping[str, Any], device_id: int) -> str | None:
    """What the rule watched, or for one that watches for silence, whatever the device measures."""
    named = leading_metric(decode(decision["definition"])) if decision else None
    return named or session.scalar(select(func.min(Metric.name)).where(Metric.device_id == device_id))


def _order(session: Session, order_id: int) -> AlertOrder | None:
    statement = (
        select(Order.id, Order.number, Order.title, Stage.name, Technician.name, Booking.start_at, Booking.finish_at)
        .join(Order.stage)
        .outerjoin(Booking, (Booking.order_id == Order.id) & LIVE)
        .outerjoin(Technician, Technician.id == Booking.technician_id)
        .where(Order.id == order_id)
        .order_by(Booking.start_at)
        .limit(1)
    )
    found = session.execute(statement).first()
    return None if found is None else AlertOrder(*found)
