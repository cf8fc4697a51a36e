"""The alerts of the past half year: those that raised orders, and those that only warned."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from domain.assets.model import Asset
from domain.demo.plans import DAYS_BACK, midnight
from domain.demo.world import World
from domain.monitoring.decisions import Outcome, reasons
from domain.monitoring.definitions.condition import Sides
from domain.monitoring.definitions.looking import LimitLine, leading_metric, limit_lines
from domain.monitoring.model import Alert, Device, Metric, Rule
from domain.monitoring.occurrences import LISTENER
from domain.orders.model import Order

WARNINGS = 260
READING_EVERY = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Trouble:
    """A rule that held for a machine from one moment to another."""

    rule: Rule
    asset: Asset
    started_at: datetime
    cleared_at: datetime


def warnings(world: World, today: date, dice: Random) -> list[Trouble]:
    """Troubles of the past that raised no order, because their rules do not."""
    begin = midnight(today - timedelta(days=DAYS_BACK))
    found = []
    for _ in range(WARNINGS):
        machines = world.machines[dice.choice(list(world.machines))]
        rule = dice.choice([rule for rule in machines.rules if not rule.opens_order])
        asset = dice.choice([asset for asset in machines.assets if asset.id in machines.devices])
        started_at = begin + timedelta(seconds=dice.randrange((DAYS_BACK - 1) * 86_400))
        cleared_at = started_at + timedelta(seconds=dice.randint(180, 7200))
        found.append(Trouble(rule, asset, started_at, cleared_at))
    return found


def alert(world: World, trouble: Trouble, order: Order | None, dice: Random) -> Alert:
    """The alert of a trouble, acknowledged by somebody most of the time."""
    rule, device = trouble.rule, world.machines[trouble.asset.model.kind].devices[trouble.asset.id]
    held = timedelta(seconds=rule.definition.duration)
    raised_at = trouble.started_at + held + timedelta(milliseconds=dice.randint(40, 400))
    last_at = max(trouble.cleared_at - READING_EVERY, trouble.started_at)
    seen = dice.random() < (0.85 if order else 0.4)
    acknowledged_at = raised_at + (trouble.cleared_at - raised_at) * dice.uniform(0.02, 0.4)
    built = Alert(
        rule=rule,
        asset=trouble.asset,
        device=device,
        order=order,
        severity=rule.severity,
        started_at=trouble.started_at,
        raised_at=raised_at,
        acknowledged_at=acknowledged_at if seen else None,
        acknowledged_by=dice.choice(world.data.workforce.office) if seen else None,
        cleared_at=trouble.cleared_at,
        cleared_by=LISTENER,
        **_figures(rule, trouble.started_at, last_at, dice),
    )
    outcome = Outcome.OPENED if order else Outcome.NONE
    built.decision = reasons(built, outcome, order, metric=_metric(device, rule), also_open=[])
    return built


def _figures(rule: Rule, started_at: datetime, last_at: datetime, dice: Random) -> dict[str, object]:
    limit = next(iter(limit_lines(rule.definition)), None)
    if limit is None:
        nothing = dict.fromkeys(("first_value", "last_value", "peak_value"))
        return {**nothing, "count": 1, "last_at": started_at}
    beyond = sorted(_beyond(limit, dice.uniform(0.005, 0.22)) for _ in range(3))
    first, last, peak = beyond if limit.side is Sides.ABOVE else reversed(beyond)
    count = 1 + (last_at - started_at) // READING_EVERY
    return {"first_value": first, "last_value": last, "peak_value": peak, "count": count, "last_at": last_at}


def _beyond(limit: LimitLine, share: float) -> float:
    sign = 1 if limit.side is Sides.ABOVE else -1
    return round(limit.value * (1 + sign * share), 2)


def _metric(device: Device, rule: Rule) -> Metric | None:
    return next((metric for metric in device.metrics if metric.name == leading_metric(rule.definition)), None)
