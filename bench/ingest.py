"""How many messages per second the listener takes, decodes, judges, stores and acknowledges.

Measured against a paho subscriber that only counts: both find the same messages waiting in a session of their own at
the same private broker, one after the other, in processes of their own. SQLite with full durability; every device
was heard before.
"""

import json
import statistics
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from bench import fleet
from bench.fleet_rules import FOR_ALL
from bench.lasting import lasting
from bench.publishing import heard_before, publish
from bench.sessions import make_session
from bench.sharing import sharing
from devices.addresses import BrokerAddress, parse_broker
from devices.broker import start
from domain import children
from domain.errors import Unavailable
from domain.monitoring.telemetry.history import readings_stored
from domain.monitoring.telemetry.store import Telemetry
from domain.store.store import Store


def run(
    messages: int = 60_000,
    pairs: int = 3,
    devices: int = 50,
    rules: int = len(FOR_ALL),
    minutes: int = 0,
    rate: int = 3_000,
    slow: int = 0,
    listeners: int = 0,
) -> dict[str, Any]:
    """The figures: medians over `pairs` of runs, and what the pipeline spent its time on.

    With `minutes`, what one listener takes of memory while `rate` messages come each second for so long, and each
    transaction of the telemetry store takes `slow` milliseconds more. With `listeners`, what so many of them take that
    divide the fleet.
    """
    with tempfile.TemporaryDirectory(prefix="callout-bench-") as folder:
        broker = start(Path(folder) / "broker")
        address = parse_broker(broker.url)
        try:
            found = [_pair(address, Path(folder) / str(n), (messages, devices, rules), n) for n in range(pairs)]
            kept = lasting(address, Path(folder), (devices, rules), minutes, rate, slow) if minutes else {}
            if listeners:
                kept["divided"] = sharing(address, (messages, devices, rules), listeners)
        finally:
            broker.stop()
    return {**(_summary(found, messages) if found else {}), **kept}


def _pair(broker: BrokerAddress, folder: Path, size: tuple[int, int, int], number: int) -> dict[str, Any]:
    messages, devices, rules = size
    folder.mkdir()
    database = f"sqlite:///{folder / 'callout.db'}"
    store = Store.open(database)
    store.run("bench", fleet.build, devices, rules)
    store.close()
    heard_before(database, devices)
    names = {"count": f"count-{number}", "pipeline": f"pipeline-{number}"}
    for name in names.values():
        make_session(broker, name)
    publish(broker, messages, devices)
    order = ("count", "pipeline") if number % 2 == 0 else ("pipeline", "count")
    figures = {what: _child(what, broker.url, names[what], str(messages), database) for what in order}
    telemetry = Telemetry.open(database)
    with telemetry.read() as connection:
        stored = readings_stored(connection)
    telemetry.close()
    expected = (messages + devices) * len(fleet.METRICS)
    if stored != expected:
        raise Unavailable(f"{stored} readings are stored of {expected}")
    return figures


def _child(*words: str) -> dict[str, Any]:
    command = children.command("bench.ingest_child", *words)
    told = subprocess.run(command, env=children.environment(), capture_output=True, check=True)
    figures: dict[str, Any] = json.loads(told.stdout)
    return figures


def _summary(found: list[dict[str, Any]], messages: int) -> dict[str, Any]:
    ratios = [pair["pipeline"]["per_second"] / pair["count"]["per_second"] for pair in found]
    rate = statistics.median(pair["pipeline"]["per_second"] for pair in found)
    middle = sorted(found, key=lambda pair: pair["pipeline"]["per_second"])[len(found) // 2]["pipeline"]
    return {
        "ratio": round(statistics.median(ratios), 3),
        "ratios": [round(ratio, 3) for ratio in ratios],
        "messages_per_second": round(rate),
        "readings_per_second": round(rate * len(fleet.METRICS)),
        "counting_messages_per_second": round(statistics.median(pair["count"]["per_second"] for pair in found)),
        "peak_memory_mb": round(max(pair["pipeline"]["peak_memory_mb"] for pair in found), 1),
        "microseconds_per_message": _shares(middle, messages),
    }


def _shares(figures: dict[str, Any], messages: int) -> dict[str, Any]:
    """Where the time of one message goes: by the wall, and of the processor; the rest is the broker's thread."""

    def each(seconds: float) -> float:
        return round(seconds / messages * 1e6, 1)

    return {
        "all": each(figures["seconds"]),
        "steps": {name: each(seconds) for name, seconds in figures["wall"].items()},
        "steps_processor": {name: each(seconds) for name, seconds in figures["busy"].items()},
        "receiving_processor": each(figures["processor"] - sum(figures["busy"].values())),
    }


if __name__ == "__main__":
    print(json.dumps(run(), indent=1))
