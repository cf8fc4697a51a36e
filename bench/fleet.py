"""A service centre with nothing but what the benchmarks of the listener need: devices on assets, and rules."""

from typing import TypeVar

from domain.assets.model import Asset, AssetModel
from domain.monitoring.definitions.definition import Definition, encode
from domain.monitoring.definitions.simple import above, below, silent
from domain.monitoring.model import Device, Metric, Rule
from domain.orders.model import Stage, StageMeaning
from domain.parties.model import Customer, Site
from domain.store.base import Entity
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority, Severity

E = TypeVar("E", bound=Entity)

METRICS = ("supply_temperature", "pressure", "current")
#: What raises an order at once.
TOO_WARM = 90.0

_RULES: tuple[tuple[str, Definition, bool], ...] = (
    ("Much too warm", above("supply_temperature", TOO_WARM, 1.0), True),
    ("Supply too warm", above("supply_temperature", 12.0, 1.0, 600, 60), True),
    ("Pressure too low", below("pressure", 1.0, 0.2, 60), True),
    ("Current too high", above("current", 40.0, 2.0, 300), False),
    ("Silent", silent(3600), False),
)


def device(number: int) -> str:
    """The key of a device of the fleet."""
    return f"bench-{number}"


def build(work: UnitOfWork, devices: int) -> None:
    """A customer with `devices` chillers, and the rules for them."""
    above = None
    for position, meaning in enumerate(StageMeaning):
        stage = Stage(name=meaning.value.capitalize(), position=position, meaning=meaning, parent_id=above)
        above = _add(work, stage).id
    customer = _add(work, Customer(number="C-1", name="Bench"))
    site = _add(work, _site(customer))
    model = _add(work, AssetModel(kind="chiller", maker="Bench", name="B", skill_id=None))
    for number in range(devices):
        asset = _add(work, _asset(number, model, site))
        fixed = _add(work, Device(key=device(number), asset_id=asset.id, first_seen_at=work.now))
        for name in METRICS:
            _add(work, Metric(device_id=fixed.id, name=name, label=name, unit=""))
    for name, definition, opens in _RULES:
        _add(work, _rule(name, definition, opens=opens))


def _site(customer: Customer) -> Site:
    return Site(
        customer_id=customer.id,
        parent_id=None,
        name="Hall",
        street="",
        postcode="",
        city="",
        country="DE",
        latitude=53.5,
        longitude=10.0,
        timezone="Europe/Berlin",
    )


def _asset(number: int, model: AssetModel, site: Site) -> Asset:
    return Asset(
        number=f"A-{number:05}",
        name=f"Chiller {number}",
        serial=f"B{number:06}",
        model_id=model.id,
        site_id=site.id,
        customer_id=site.customer_id,
        parent_id=None,
        installed_on=None,
    )


def _rule(name: str, definition: Definition, *, opens: bool) -> Rule:
    return Rule(
        name=name,
        kind="chiller",
        asset_model_id=None,
        asset_id=None,
        definition_json=encode(definition),
        severity=Severity.CRITICAL if opens else Severity.WARNING,
        active=True,
        opens_order=opens,
        priority=Priority.HIGH,
        skill_id=None,
        minutes=90,
        advice="",
    )


def _add(work: UnitOfWork, entity: E) -> E:
    return work.add(entity, f"{entity.subject}.created")
