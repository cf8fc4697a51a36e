"""How many messages per second the listener takes, decodes, judges, stores and acknowledges.

Measured against a paho subscriber that only counts: both find the same messages waiting in a session of their own at
the same private broker, one after the other, in processes of their own. SQLite with full durability.
"""

import json
import random
import shutil
import statistics
import subprocess
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from bench import fleet
from devices import children
from devices.addresses import BrokerAddress, parse_broker
from devices.broker import start
from devices.client import Client
from devices.connection import Settings
from devices.link import Link, LinkState
from devices.topics import Channel, build, every
from domain.errors import Unavailable
from domain.monitoring.telemetry.history import readings_stored
from domain.monitoring.telemetry.store import Telemetry
from domain.store.store import Store

_AT_ONCE = 10


def run(messages: int = 60_000, pairs: int = 3, devices: int = 50) -> dict[str, Any]:
    """The figures: medians over `pairs` of runs, and what the pipeline spent its time on."""
    with tempfile.TemporaryDirectory(prefix="callout-bench-") as folder:
        broker = start(Path(folder) / "broker")
        try:
            found = [_pair(parse_broker(broker.url), Path(folder) / str(n), messages, devices, n) for n in range(pairs)]
        finally:
            broker.stop()
    return _summary(found, messages)


def _pair(broker: BrokerAddress, folder: Path, messages: int, devices: int, number: int) -> dict[str, Any]:
    folder.mkdir()
    database = f"sqlite:///{folder / 'callout.db'}"
    store = Store.open(database)
    store.run("bench", fleet.build, devices)
    store.close()
    names = {"count": f"count-{number}", "pipeline": f"pipeline-{number}"}
    for name in names.values():
        _make_session(broker, name)
    _publish(broker, messages, devices)
    order = ("count", "pipeline") if number % 2 == 0 else ("pipeline", "count")
    figures = {what: _child(what, broker.url, names[what], str(messages), database) for what in order}
    telemetry = Telemetry.open(database)
    with telemetry.read() as connection:
        stored = readings_stored(connection)
    telemetry.close()
    if stored != messages * len(fleet.METRICS):
        raise Unavailable(f"{stored} readings are stored of {messages * len(fleet.METRICS)}")
    return figures


def _child(*words: str) -> dict[str, Any]:
    command = children.command("bench.ingest_child", *words)
    told = subprocess.run(command, env=children.environment(), capture_output=True, check=True)
    figures: dict[str, Any] = json.loads(told.stdout)
    return figures


def _make_session(broker: BrokerAddress, name: str) -> None:
    """Subscribe under `name` and go: from now on the broker keeps messages for it."""
    connected = threading.Event()

    def notice(link: Link) -> None:
        if link.state is LinkState.CONNECTED:
            connected.set()

    settings = Settings(broker, name, (every(Channel.TELEMETRY),))
    client = Client(settings, lambda _: None, notice=notice, credentials=lambda: None)
    client.start()
    connected.wait()
    client.stop()


def _publish(broker: BrokerAddress, messages: int, devices: int) -> None:
    """Messages with three values and a time of their own, from mosquitto's own client."""
    program = shutil.which("mosquitto_pub")
    if program is None:
        raise Unavailable("This measurement needs mosquitto_pub, from Debian's mosquitto-clients.")
    words = [program, "-h", broker.host, "-p", str(broker.port), "-q", "1", "-l", "-t"]
    for first in range(0, devices, _AT_ONCE):
        group = range(first, min(first + _AT_ONCE, devices))
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            calls = [
                pool.submit(
                    subprocess.run,
                    [*words, build(fleet.device(number), Channel.TELEMETRY)],
                    input=_lines(random.Random(number), len(range(number, messages, devices))).encode(),
                    check=True,
                )
                for number in group
            ]
        for call in calls:
            call.result()


def _lines(chance: random.Random, count: int) -> str:
    first = round(time.time() * 1000) - count * 100
    return "".join(
        f'{{"ts": {first + n * 100}, "values": {{"supply_temperature": {chance.gauss(8, 1.6):.2f},'
        f' "pressure": {chance.gauss(4, 0.8):.3f}, "current": {chance.gauss(20, 5):.1f}}}}}\n'
        for n in range(count)
    )


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
