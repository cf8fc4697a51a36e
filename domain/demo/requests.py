"""What customers, agreements and alerts ask for: which machine, what is wrong with it, how soon."""

from dataclasses import dataclass
from datetime import datetime
from random import Random

from domain.assets.model import Asset
from domain.demo.world import Machines, World
from domain.monitoring.model import Rule
from domain.orders.model import Origin
from domain.parties.model import Contact
from domain.words import Priority, Severity


@dataclass(frozen=True, slots=True)
class Request:
    """One wish that becomes an order; `rule` is the one whose alert raised it."""

    asset: Asset
    origin: Origin
    title: str
    priority: Priority
    minutes: int
    skill: str
    opened_at: datetime
    contact: Contact | None = None
    rule: Rule | None = None


def ask(world: World, dice: Random, origin: Origin, opened_at: datetime, *, severities: frozenset[Severity]) -> Request:
    """A request of that origin; one that an alert raises comes from a rule of one of the `severities`."""
    kinds = list(world.data.kinds)
    (kind,) = dice.choices(kinds, [world.data.kinds[each].weight for each in kinds])
    machines = world.machines[kind]
    if origin is Origin.ALERT:
        return _by_alert(world, machines, kind, dice, opened_at, severities)
    asset = _troublesome(machines, dice)
    data = world.data.kinds[kind]
    task = dice.choice(data.visits if origin is Origin.AGREEMENT else data.symptoms)
    called = None if origin is Origin.AGREEMENT else dice.choice(world.contacts[asset.customer_id])
    return Request(asset, origin, task.title, task.priority, task.minutes, data.skill, opened_at, contact=called)


def _by_alert(
    world: World,
    machines: Machines,
    kind: str,
    dice: Random,
    opened_at: datetime,
    severities: frozenset[Severity],
) -> Request:
    rules = [rule for rule in machines.rules if rule.opens_order and rule.severity in severities]
    rule = dice.choice(rules)
    asset = dice.choice([asset for asset in machines.assets if asset.id in machines.devices])
    skill = rule.skill.name if rule.skill else world.data.kinds[kind].skill
    title = f"{rule.name} – {asset.name}"
    return Request(asset, Origin.ALERT, title, rule.priority, rule.minutes, skill, opened_at, rule=rule)


def _troublesome(machines: Machines, dice: Random) -> Asset:
    """Any machine, but some of them again and again."""
    order = sorted(machines.assets, key=lambda asset: asset.serial)
    return order[int(len(order) * dice.random() ** 1.8)]
