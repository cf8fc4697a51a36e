"""How fast rules are tried on the past: a year of many devices at one reading a minute, in memory and stored."""

import tempfile
import time
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from bench.memory import peak_mb
from devices.backtest.answering import follow
from devices.backtest.readings import Readings
from devices.backtest.replay import replay
from devices.backtest.scoring import Trial
from devices.backtest.source import Period, alerts_of
from devices.backtest.stored import readings_of
from devices.backtest.surroundings import OnePlace
from devices.engine.building import Slot, slots_of
from devices.engine.machine import Machine
from domain.monitoring.answering import Answer
from domain.monitoring.definitions.condition import Above, All, Below, Changed, Lasting, NoData, Times, Unusual
from domain.monitoring.definitions.definition import Definition
from domain.monitoring.definitions.measure import How, Measure
from domain.monitoring.definitions.schedule import Schedule, Window
from domain.monitoring.definitions.simple import above
from domain.monitoring.model import Grouping
from domain.monitoring.plans.plan import CloseOrder, Escalate, Notify, OpenOrder, Steps, Until, Wait
from domain.monitoring.telemetry import readings as storing
from domain.monitoring.telemetry.store import Telemetry

DEVICES = 100
SOME_DEVICES = 10
MINUTES = 365 * 24 * 60
_BEGIN = 1_735_689_600_000
_MINUTE = 60_000
_HOUR = 3600.0
_STEPPED = 200_000

_WARM = Above(Measure("temperature"), 9.0, 0.5)
_OFFICE = Schedule("Europe/Berlin", (Window((0, 1, 2, 3, 4), 7 * 60, 18 * 60),))
COMPOSED: Mapping[str, Definition] = {
    "duration": above("temperature", 8.5, 0.5, duration=600.0, clear_duration=600.0),
    "mean of a day": Definition(Above(Measure("temperature", 24 * _HOUR), 5.5, 0.2)),
    "change within an hour": Definition(Above(Measure("temperature", _HOUR, How.CHANGE), 5.0)),
    "three times a day": Definition(Times(_WARM, 3, 24 * _HOUR)),
    "two metrics at once": Definition(All((_WARM, Lasting(Below(Measure("pressure"), 3.5, 0.2), 300.0)))),
    "each change": Definition(Changed("temperature", 3.0)),
    "no data": Definition(NoData(300.0, "temperature")),
    "office hours": Definition(_WARM, schedule=_OFFICE),
}
PLAN: Steps = (
    Notify(text="Look"),
    Wait(until=Until.ACKNOWLEDGED, seconds=900.0, then="end"),
    Escalate(minutes=30, text="Nobody looks"),
    OpenOrder(),
    CloseOrder(),
)
SLOW: Mapping[str, Definition] = {"unusual for the hour": Definition(Unusual(Measure("temperature")))}


def run(devices: int = DEVICES) -> dict[str, Any]:
    """Readings per second of a plain rule on all devices, then of others on fewer, and of a rule on stored readings."""
    plain = above("temperature", 9.0, hysteresis=0.5)
    figures = _tried(plain, devices)
    return {
        **figures,
        "devices": devices,
        "readings": devices * MINUTES,
        "composed": {name: _tried(rule, min(devices, SOME_DEVICES)) for name, rule in COMPOSED.items()},
        "learning": {name: _tried(rule, 1) for name, rule in SLOW.items()},
        "orders": _answered(plain, min(devices, SOME_DEVICES)),
        "reading_by_reading": _stepped(plain),
        "stored": _from_store(plain),
        "peak_memory_mb": peak_mb(),
    }


def _tried(rule: Definition, devices: int) -> dict[str, float]:
    """The time that the rule takes, without that for making the readings up."""
    took, count, alerts = 0.0, 0, 0
    for readings in _fleet(rule, devices):
        begun = time.perf_counter()
        alerts += len(replay(rule, {}, readings))
        took += time.perf_counter() - begun
        count += sum(len(each) for each in readings.values())
    return {"readings_per_second": round(count / took), "seconds": took, "alerts": alerts}


def _fleet(rule: Definition, devices: int) -> Iterator[dict[Slot, Readings]]:
    for device in range(devices):
        yield {slot: _year(device, slot.metric or "") for slot in slots_of(rule)}


def _year(device: int, metric: str) -> Readings:
    """A wave by the day with noise, now and then an hour of trouble, now and then a gap."""
    random = np.random.default_rng((device, len(metric)))
    minutes = np.arange(MINUTES)
    values = 5 + np.sin(minutes * (2 * np.pi / 1440)) + random.normal(0, 0.3, MINUTES)
    for start in random.integers(0, MINUTES - 60, 40):
        values[start : start + 60] += random.choice((-6.0, 6.0))
    present = np.ones(MINUTES, np.bool_)
    for start in random.integers(0, MINUTES - 30, 10):
        present[start : start + 30] = False
    return Readings((_BEGIN + minutes * _MINUTE)[present], values[present])


def _answered(rule: Definition, devices: int) -> dict[str, float]:
    """What a plan makes of the alerts of a year, which are known."""
    fleet = _Fleet(devices)
    period = fleet.period
    trial = Trial("plain", rule, answer=Answer(grouping=Grouping.SITE, storm_limit=5, plan=PLAN))
    raised = [(0, asset, alert) for asset in fleet.assets for alert in alerts_of(fleet, rule, asset, period)]
    begun = time.perf_counter()
    found = follow(fleet, [trial], raised, period.until)
    took = time.perf_counter() - begun
    return {
        "alerts_per_second": round(len(raised) / took),
        "seconds": took,
        "orders": len(found.orders),
        "steps": len(found.steps),
    }


class _Fleet:
    """The same devices as a source, all at one site, which never fail."""

    def __init__(self, devices: int) -> None:
        self.assets = [str(device) for device in range(devices)]
        self.period = Period(_BEGIN, _BEGIN + MINUTES * _MINUTE)
        self.surroundings = OnePlace(self.assets)

    def limits(self, _asset: str) -> dict[str, float]:
        """None of them has limits of its own."""
        return {}

    def readings(self, asset: str, slot: Slot) -> Readings:
        """The year of one metric."""
        return _year(int(asset), slot.metric or "")

    def troubles(self, _asset: str, _kind: str | None) -> list[int]:
        """Nothing ever fails."""
        return []


def _stepped(rule: Definition) -> dict[str, float]:
    """The machine of the listener over the same readings, to compare with."""
    (slot,) = slots_of(rule)
    readings = _year(0, slot.metric or "").between(None, _BEGIN + _STEPPED * _MINUTE)
    machine = Machine(rule, {})
    begun = time.perf_counter()
    for place in range(len(readings)):
        machine.step((readings.sample(0, place),))
    took = time.perf_counter() - begun
    return {"readings_per_second": round(len(readings) / took), "seconds": took}


def _from_store(rule: Definition) -> dict[str, float]:
    """A year of one device, read from a file of SQLite and tried."""
    (slot,) = slots_of(rule)
    readings = _year(0, slot.metric or "")
    with tempfile.TemporaryDirectory(prefix="callout-bench-") as folder:
        telemetry = Telemetry.open(f"sqlite:///{folder}/callout.db")
        with telemetry.write() as connection:
            rows = zip(readings.times.tolist(), readings.values.tolist(), strict=True)
            storing.insert(connection, [(1, at, value, None) for at, value in rows], set())
        begun = time.perf_counter()
        replay(rule, {}, {slot: readings_of(telemetry, 1)})
        took = time.perf_counter() - begun
        telemetry.close()
    return {"readings_per_second": round(len(readings) / took), "seconds": took}
