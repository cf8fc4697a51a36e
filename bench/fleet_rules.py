"""The rules of the fleet that is measured: five for all, further ones of every shape for models and groups."""

from collections.abc import Iterator
from typing import NamedTuple

from domain.monitoring.definitions.condition import (
    Above,
    All,
    Below,
    Changed,
    Either,
    InRow,
    Lasting,
    NoData,
    Not,
    Outside,
    Times,
    Unusual,
)
from domain.monitoring.definitions.definition import Definition
from domain.monitoring.definitions.measure import How, Measure
from domain.monitoring.definitions.simple import above, below, silent

#: What raises an order at once.
TOO_WARM = 90.0
#: How many rules of groups, and how many of models, watch each device beside those for all.
OF_GROUP, OF_MODEL = 3, 2

_WARM, _PRESSURE, _CURRENT = Measure("supply_temperature"), Measure("pressure"), Measure("current")
_MEAN = Measure("supply_temperature", 900, How.MEAN)

_LONG_WARM = Lasting(Above(_WARM, 12.0, 1.0), 120)

#: Name, definition, whether an order follows.
FOR_ALL: tuple[tuple[str, Definition, bool], ...] = (
    ("Much too warm", above("supply_temperature", TOO_WARM, 1.0), True),
    ("Supply too warm", above("supply_temperature", 12.0, 1.0, 600, 60), True),
    ("Pressure too low", below("pressure", 1.0, 0.2, 60), True),
    ("Current too high", above("current", 40.0, 2.0, 300), False),
    ("Silent", silent(3600), False),
)

_SHAPES: tuple[tuple[str, Definition], ...] = (
    ("Warm and starved", Definition(All((Above(_WARM, 12.0, 1.0), Below(_PRESSURE, 1.0, 0.2))), duration=60)),
    ("Warm in the mean", Definition(Above(_MEAN, 11.0, 1.0))),
    ("Peaks of current", Definition(Times(Above(_CURRENT, 48.0), 5, 600))),
    ("Warm in a row", Definition(InRow(Above(_WARM, 13.0, 1.0), 6))),
    ("Pressure silent", Definition(NoData(1800, "pressure"))),
    ("Out of band", Definition(Outside(_PRESSURE, 0.5, 8.0, 0.2), duration=30)),
    ("Unusual current", Definition(Unusual(_CURRENT, 6.0))),
    (
        "Warm for long, not starved",
        Definition(All((Lasting(Above(_WARM, 12.0, 1.0), 120), Not(Below(_PRESSURE, 1.0))))),
    ),
    ("Either end", Definition(Either((Above(_CURRENT, 60.0, 2.0), Below(_CURRENT, -20.0, 2.0))))),
    ("Jumps", Definition(Changed("supply_temperature", 40.0))),
)


class FleetRule(NamedTuple):
    """A rule of the fleet, for all devices or for those of one model or group by its number."""

    name: str
    definition: Definition
    opens: bool
    model: int | None = None
    group: int | None = None


def rules(count: int) -> Iterator[FleetRule]:
    """`count` rules."""
    for name, definition, opens in FOR_ALL[:count]:
        yield FleetRule(name, definition, opens)
    for number in range(count - len(FOR_ALL)):
        name, definition = _SHAPES[number % len(_SHAPES)]
        part, place = divmod(number, OF_GROUP + OF_MODEL)
        where = {"group": part} if place < OF_GROUP else {"model": part}
        yield FleetRule(f"{name} {number}", definition, False, **where)


def parts(count: int) -> int:
    """Into how many models, and how many groups, the fleet is divided for `count` rules."""
    return max(1, -(-(count - len(FOR_ALL)) // (OF_GROUP + OF_MODEL)))
