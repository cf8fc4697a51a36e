"""A service centre with nothing but what the benchmarks of the listener need: devices on assets, and rules."""

from collections.abc import Sequence
from typing import TypeVar

from bench.fleet_rules import FOR_ALL, FleetRule, parts, rules
from domain.assets.model import Asset, AssetGroup, AssetModel
from domain.monitoring.definitions.definition import encode
from domain.monitoring.model import Device, Metric, Rule
from domain.orders.model import Stage, StageMeaning
from domain.parties.model import Customer, Site
from domain.store.base import Entity
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority, Severity

E = TypeVar("E", bound=Entity)

METRICS = ("supply_temperature", "pressure", "current")


def device(number: int) -> str:
    """The key of a device of the fleet."""
    return f"bench-{number}"


def build(work: UnitOfWork, devices: int, watching: int = len(FOR_ALL)) -> None:
    """A customer with `devices` chillers of several models and groups, and `watching` rules for them."""
    above = None
    for position, meaning in enumerate(StageMeaning):
        stage = Stage(name=meaning.value.capitalize(), position=position, meaning=meaning, parent_id=above)
        above = _add(work, stage).id
    customer = _add(work, Customer(number="C-1", name="Bench"))
    site = _add(work, _site(customer))
    divided = range(parts(watching))
    models = [_add(work, AssetModel(kind="chiller", maker="Bench", name=f"B{n}", skill_id=None)) for n in divided]
    groups = [_add(work, AssetGroup(name=f"Group {n}")) for n in divided]
    for number in range(devices):
        asset = _asset(number, models[number % len(models)], site)
        asset.group_id = groups[number // 7 % len(groups)].id
        fixed = _add(work, Device(key=device(number), asset_id=_add(work, asset).id, first_seen_at=work.now))
        for name in METRICS:
            _add(work, Metric(device_id=fixed.id, name=name, label=name, unit=""))
    for rule in rules(watching):
        _add(work, _rule(rule, models, groups))


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


def _rule(rule: FleetRule, models: Sequence[AssetModel], groups: Sequence[AssetGroup]) -> Rule:
    model, group = rule.model, rule.group
    return Rule(
        name=rule.name,
        kind="chiller" if model is None and group is None else None,
        asset_model_id=None if model is None else models[model].id,
        asset_group_id=None if group is None else groups[group].id,
        asset_id=None,
        definition_json=encode(rule.definition),
        severity=Severity.CRITICAL if rule.opens else Severity.WARNING,
        active=True,
        opens_order=rule.opens,
        priority=Priority.HIGH,
        skill_id=None,
        minutes=90,
        advice="",
    )


def _add(work: UnitOfWork, entity: E) -> E:
    return work.add(entity, f"{entity.subject}.created")
