"""What each kind of machine measures, and what each failure does to it: the table that all else follows."""

from enum import StrEnum

import msgspec


class Metric(msgspec.Struct, frozen=True):
    """One measured quantity: its usual value, how far full load moves it, its noise, how far wear moves it."""

    name: str
    unit: str
    normal: float
    load: float
    noise: float
    wear: float = 0.0
    lowest: float = 0.0
    highest: float = 10_000.0


class Failure(StrEnum):
    """The ways in which machines fail; each develops over time."""

    COOLING = "cooling"
    BEARING = "bearing"
    BLOCKAGE = "blockage"
    BATTERY = "battery"
    SILENCE = "silence"


class Kind(StrEnum):
    """The kinds of machines."""

    CHILLER = "chiller"
    LIFT = "lift"
    COMPRESSOR = "compressor"
    PUMP = "pump"
    UPS = "ups"
    OVEN = "oven"


METRICS: dict[Kind, tuple[Metric, ...]] = {
    Kind.CHILLER: (
        Metric("supply_temperature", "°C", 7.0, 0.8, 0.12, wear=0.3),
        Metric("return_temperature", "°C", 12.0, 1.6, 0.15),
        Metric("compressor_current", "A", 62.0, 9.0, 0.6, wear=2.0),
    ),
    Kind.LIFT: (
        Metric("motor_temperature", "°C", 45.0, 10.0, 0.5, wear=3.0),
        Metric("door_cycle_time", "s", 3.2, 0.1, 0.05, wear=0.3),
        Metric("vibration", "mm/s", 1.5, 0.4, 0.08, wear=0.5),
    ),
    Kind.COMPRESSOR: (
        Metric("discharge_pressure", "bar", 8.0, -0.4, 0.05),
        Metric("oil_temperature", "°C", 75.0, 6.0, 0.4, wear=3.0),
        Metric("vibration", "mm/s", 2.0, 0.6, 0.1, wear=0.8),
    ),
    Kind.PUMP: (
        Metric("flow", "m3/h", 40.0, 3.0, 0.4),
        Metric("bearing_temperature", "°C", 50.0, 6.0, 0.4, wear=4.0),
        Metric("vibration", "mm/s", 1.8, 0.3, 0.08, wear=0.5),
    ),
    Kind.UPS: (
        Metric("battery_charge", "%", 100.0, -1.0, 0.1, wear=-3.0, highest=100.0),
        Metric("load", "%", 45.0, 16.0, 0.8),
        Metric("battery_temperature", "°C", 25.0, 2.5, 0.15, wear=1.0),
    ),
    Kind.OVEN: (
        Metric("chamber_temperature", "°C", 180.0, 8.0, 0.9),
        Metric("power", "kW", 12.0, 3.0, 0.15, wear=0.5),
        Metric("exhaust_temperature", "°C", 95.0, 7.0, 0.6, wear=3.0),
    ),
}

# How far a failure that has fully developed moves each metric.
EFFECTS: dict[Kind, dict[Failure, dict[str, float]]] = {
    Kind.CHILLER: {
        Failure.COOLING: {"supply_temperature": 9.0, "return_temperature": 6.0, "compressor_current": 18.0},
        Failure.BLOCKAGE: {"supply_temperature": 7.5, "return_temperature": 9.0, "compressor_current": 8.0},
    },
    Kind.LIFT: {
        Failure.BEARING: {"vibration": 5.0, "motor_temperature": 30.0},
        Failure.BLOCKAGE: {"door_cycle_time": 3.5, "motor_temperature": 12.0},
        Failure.COOLING: {"motor_temperature": 55.0},
    },
    Kind.COMPRESSOR: {
        Failure.BEARING: {"vibration": 8.5, "oil_temperature": 10.0},
        Failure.BLOCKAGE: {"discharge_pressure": -3.2, "oil_temperature": 9.0},
        Failure.COOLING: {"oil_temperature": 32.0},
    },
    Kind.PUMP: {
        Failure.BEARING: {"vibration": 5.0, "bearing_temperature": 42.0},
        Failure.BLOCKAGE: {"flow": -26.0, "vibration": 1.2},
    },
    Kind.UPS: {
        Failure.BATTERY: {"battery_charge": -65.0, "battery_temperature": 8.0},
        Failure.COOLING: {"battery_temperature": 24.0},
    },
    Kind.OVEN: {
        Failure.COOLING: {"chamber_temperature": 80.0, "exhaust_temperature": 60.0, "power": 3.0},
        Failure.BLOCKAGE: {"exhaust_temperature": 75.0, "chamber_temperature": 12.0},
    },
}


def failures_of(kind: Kind) -> tuple[Failure, ...]:
    """The failures that a machine of this kind can have; any can go silent."""
    return (*EFFECTS[kind], Failure.SILENCE)
