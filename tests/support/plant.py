"""A site full of machines behind one gateway, to raise many alerts at once."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from operator import attrgetter
from typing import Any

from sqlalchemy import func, select

from domain.assets.model import Asset
from domain.monitoring.gathering import shown_severity
from domain.monitoring.model import Alert, Device, Rule
from domain.monitoring.occurrences import Occurrence, clear, raise_alert
from domain.monitoring.succession import hand_over
from domain.orders.model import Order
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from tests.support.moments import MONDAY_MORNING
from tests.support.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Ground:
    """What a plant is built beside: a rule, an asset to stand next to, another one elsewhere, a device."""

    rule: int
    asset: int
    other_asset: int
    device: int


@dataclass(frozen=True, slots=True)
class Plant:
    """`machines` stand at one site and have a device each; `gateway` is the asset of the device they speak through."""

    rule: int
    other_rule: int
    gateway: int
    gateway_device: int
    machines: tuple[int, ...]
    devices: tuple[int, ...]
    elsewhere: int
    device_elsewhere: int


def build_plant(work: UnitOfWork, ground: Workshop | Ground, count: int = 5, **gathering: Any) -> Plant:
    """Make it; `gathering` is what the rule has of it."""
    rule = work.get(Rule, ground.rule)
    for name, value in gathering.items():
        setattr(rule, name, value)
    work.note("rule.changed", rule)
    values = {each.key: getattr(rule, each.key) for each in Rule.__table__.columns if each.key not in {"id", "version"}}
    other_rule = work.add(Rule(**values | {"name": "Gateway silent"}), "rule.created")
    gateway, *machines = (_machine(work, ground.asset, number) for number in range(100, 101 + count))
    through = work.add(_device("gateway", gateway.id), "device.claimed")
    devices = [work.add(_device(f"m-{each.id}", each.id, through.id), "device.claimed") for each in machines]
    return Plant(
        rule=rule.id,
        other_rule=other_rule.id,
        gateway=gateway.id,
        gateway_device=through.id,
        machines=tuple(each.id for each in machines),
        devices=tuple(each.id for each in devices),
        elsewhere=ground.other_asset,
        device_elsewhere=ground.device,
    )


def begins(rule: int, asset: int, device: int, at: datetime = MONDAY_MORNING) -> Occurrence:
    """A trouble as it begins."""
    return Occurrence(rule, asset, device, at, at, 1, 9.0, 9.0, 9.0)


def raised(store: Store, rule: int, asset: int, device: int, at: datetime = MONDAY_MORNING) -> int:
    """Raise an alert as a listener does; returns its id."""
    return store.run("listener", raise_alert, begins(rule, asset, device, at))


def cleared(store: Store, seen: Occurrence, after: timedelta = timedelta(minutes=5)) -> None:
    """Clear an alert as a listener does."""
    store.run("listener", end, seen, after)


def end(work: UnitOfWork, seen: Occurrence, after: timedelta = timedelta(minutes=5)) -> None:
    over = clear(work, seen, seen.started_at + after)
    hand_over(work, [] if over is None else [over])


def alert(store: Store, alert_id: int) -> Alert:
    with store.read() as session:
        return session.get_one(Alert, alert_id)


def order_count(store: Store) -> int:
    with store.read() as session:
        return session.scalar(select(func.count()).select_from(Order)) or 0


def check_heads(store: Store) -> None:
    """What holds whatever happens: who stands under whom is counted and weighed, is open, and under nobody itself."""
    with store.read() as session:
        known = {each.id: each for each in session.scalars(select(Alert))}
        under: dict[int, int] = {}
        heaviest = {key: each.severity for key, each in known.items()}
        for each in known.values():
            if each.under_id is not None:
                under[each.under_id] = under.get(each.under_id, 0) + 1
                head = known[each.under_id]
                if each.cleared_at is None:
                    heaviest[head.id] = min(heaviest[head.id], each.severity, key=attrgetter("rank"))
                assert head.under_id is None or each.cleared_at is not None
                assert head.cleared_at is None or each.cleared_at is not None, "nothing open stands under what is over"
        assert {key: each.gathered for key, each in known.items() if each.gathered} == under
        assert {key: shown_severity(each) for key, each in known.items()} == heaviest


def _machine(work: UnitOfWork, beside: int, number: int) -> Asset:
    chiller = work.get(Asset, beside)
    return work.add(
        Asset(
            number=f"A-{number:05}",
            name=f"Machine {number}",
            serial=f"M{number}",
            model_id=chiller.model_id,
            site_id=chiller.site_id,
            customer_id=chiller.customer_id,
            parent_id=None,
            installed_on=date(2021, 4, 1),
        ),
        "asset.created",
    )


def _device(key: str, asset_id: int, through_id: int | None = None) -> Device:
    return Device(key=key, asset_id=asset_id, first_seen_at=MONDAY_MORNING, through_id=through_id)
