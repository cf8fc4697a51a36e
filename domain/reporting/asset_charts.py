"""What charts of assets are made of: metrics, others of the same model, what happened and where that leads."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from domain.assets.model import Asset
from domain.language import tr
from domain.monitoring.definitions.looking import leading_metric
from domain.monitoring.model import Alert, Device, Metric, Rule
from domain.monitoring.response_model import Command, CommandType
from domain.orders.model import Order
from domain.parties.model import Site
from domain.scheduling.model import Booking, BookingStatus
from domain.words import Severity
from domain.workforce.model import Technician

#: The newest so many of each kind.
MOST_PINS = 200
Happening = Select[*tuple[Any, ...]]
MOST_SISTERS = 500


class PinKind(StrEnum):
    """What happened."""

    ALERT = "alert"
    ORDER = "order"
    VISIT = "visit"
    COMMAND = "command"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            PinKind.ALERT: tr("Alert"),
            PinKind.ORDER: tr("Order"),
            PinKind.VISIT: tr("Visit"),
            PinKind.COMMAND: tr("Command"),
        }[self]


@dataclass(frozen=True, slots=True)
class Pin:
    """Something that happened to an asset: what opens is the record `record_id` of `page`.

    A command has no page: it opens over the chart.

    `metric` is the one that an alert is about; `finish` is None for what lasts or took no time.
    """

    kind: PinKind
    page: str
    record_id: int
    asset_id: int
    at: datetime
    finish: datetime | None
    title: str
    severity: Severity | None = None
    metric: str | None = None


@dataclass(frozen=True, slots=True)
class Pins:
    """The newest of what happened, in order, and how much more happened before."""

    found: tuple[Pin, ...] = ()
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class ChartMetric:
    """One thing that a device of an asset measures."""

    asset_id: int
    device: str
    name: str
    label: str
    unit: str


@dataclass(frozen=True, slots=True)
class Sister:
    """Another asset of the same model."""

    id: int
    number: str
    name: str
    site: str


def model_of(session: Session, asset_id: int) -> int | None:
    """The model of an asset."""
    return session.scalar(select(Asset.model_id).where(Asset.id == asset_id))


def sisters(session: Session, asset_id: int) -> list[Sister]:
    """Assets of the same model that are measured too, by name."""
    model = select(Asset.model_id).where(Asset.id == asset_id).scalar_subquery()
    measured = select(Device.id).where(Device.asset_id == Asset.id).exists()
    statement = (
        select(Asset.id, Asset.number, Asset.name, Site.name)
        .join(Site, Asset.site_id == Site.id)
        .where(Asset.model_id == model, Asset.id != asset_id, Asset.active, measured)
        .order_by(Asset.name, Asset.id)
        .limit(MOST_SISTERS)
    )
    return [Sister(*row) for row in session.execute(statement)]


def metrics(session: Session, asset_ids: Collection[int]) -> list[ChartMetric]:
    """What the devices of these assets measure."""
    statement = (
        select(Asset.id, Device.key, Metric.name, Metric.label, Metric.unit)
        .join(Device, Device.asset_id == Asset.id)
        .join(Metric, Metric.device_id == Device.id)
        .where(Asset.id.in_(asset_ids))
        .order_by(Metric.label, Device.key)
    )
    return [ChartMetric(*row) for row in session.execute(statement)]


def pins(session: Session, asset_ids: Collection[int], since: datetime, until: datetime) -> Pins:
    """What happened to these assets in a stretch of time."""
    labels = _labels(session, asset_ids)
    kinds: tuple[tuple[Happening, Callable[..., Pin]], ...] = (
        (_alerts(asset_ids, since, until), _alert),
        (_orders(asset_ids, since, until), _order),
        (_visits(asset_ids, since, until), _visit),
        (_commands(asset_ids, since, until), partial(_command, labels)),
    )
    found: list[Pin] = []
    left_out = 0
    for statement, pin in kinds:
        rows = session.execute(statement.limit(MOST_PINS)).all()
        found += [pin(*row) for row in rows]
        if len(rows) == MOST_PINS:
            counting = statement.with_only_columns(func.count(), maintain_column_froms=True).order_by(None)
            left_out += session.scalars(counting).one() - MOST_PINS
    return Pins(tuple(sorted(found, key=lambda each: each.at)), left_out)


def _alerts(asset_ids: Collection[int], since: datetime, until: datetime) -> Happening:
    return (
        select(Alert.id, Alert.asset_id, Alert.started_at, Alert.cleared_at, Alert.severity, Rule)
        .join(Rule, Alert.rule_id == Rule.id)
        .where(
            Alert.asset_id.in_(asset_ids),
            Alert.started_at < until,
            or_(Alert.cleared_at.is_(None), Alert.cleared_at >= since),
        )
        .order_by(Alert.started_at.desc())
    )


def _alert(key: int, asset: int, at: datetime, finish: datetime | None, severity: Severity, rule: Rule) -> Pin:
    return Pin(PinKind.ALERT, "alerts", key, asset, at, finish, rule.name, severity, leading_metric(rule.definition))


def _orders(asset_ids: Collection[int], since: datetime, until: datetime) -> Happening:
    return (
        select(Order.id, Order.asset_id, Order.opened_at, Order.closed_at, Order.number, Order.title)
        .where(Order.asset_id.in_(asset_ids), Order.opened_at >= since, Order.opened_at < until)
        .order_by(Order.opened_at.desc())
    )


def _order(key: int, asset: int, at: datetime, finish: datetime | None, number: str, title: str) -> Pin:
    return Pin(PinKind.ORDER, "orders", key, asset, at, finish, f"{number} {title}")


def _visits(asset_ids: Collection[int], since: datetime, until: datetime) -> Happening:
    return (
        select(Order.id, Order.asset_id, Booking.start_at, Booking.finish_at, Technician.name, Order.number)
        .select_from(Booking)
        .join(Order, Booking.order_id == Order.id)
        .join(Technician, Booking.technician_id == Technician.id)
        .where(
            Order.asset_id.in_(asset_ids),
            Booking.status != BookingStatus.CANCELLED,
            Booking.start_at < until,
            Booking.finish_at >= since,
        )
        .order_by(Booking.start_at.desc())
    )


def _visit(key: int, asset: int, at: datetime, finish: datetime, name: str, number: str) -> Pin:
    title = tr("{technician} for {number}", technician=name, number=number)
    return Pin(PinKind.VISIT, "dispatch", key, asset, at, finish, title)


def _commands(asset_ids: Collection[int], since: datetime, until: datetime) -> Happening:
    return (
        select(Command.id, Device.asset_id, Command.requested_at, Command.ended_at, Command.name)
        .select_from(Command)
        .join(Device, Command.device_id == Device.id)
        .where(Device.asset_id.in_(asset_ids), Command.requested_at >= since, Command.requested_at < until)
        .order_by(Command.requested_at.desc())
    )


def _command(labels: Mapping[str, str], key: int, asset: int, at: datetime, finish: datetime | None, name: str) -> Pin:
    return Pin(PinKind.COMMAND, "", key, asset, at, finish, labels.get(name, name))


def _labels(session: Session, asset_ids: Collection[int]) -> dict[str, str]:
    """What commands of the models of these assets are called."""
    models = select(Asset.model_id).where(Asset.id.in_(asset_ids))
    statement = select(CommandType.name, CommandType.label).where(CommandType.asset_model_id.in_(models))
    return {name: label for name, label in session.execute(statement)}  # noqa: C416 - rows are no pairs to mypy
