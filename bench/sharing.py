"""How many messages per second several listeners take that divide one fleet, each a process of its own.

The same messages wait in the session of each. On few cores look at the processor time that a message costs each of
them: it says what more cores would bring.
"""

import json
import subprocess
from contextlib import ExitStack
from typing import Any

from bench import fleet
from bench.databases import empty
from bench.publishing import heard_before, publish
from bench.sessions import make_session
from devices.addresses import BrokerAddress
from devices.sharing import Share
from domain import children
from domain.errors import Unavailable
from domain.monitoring.telemetry.history import readings_stored
from domain.monitoring.telemetry.shares import session_of
from domain.monitoring.telemetry.store import Telemetry
from domain.store.store import Store

NAME = "shared"


def sharing(broker: BrokerAddress, size: tuple[int, int, int], listeners: int) -> dict[str, Any]:
    """The figures on PostgreSQL where it is installed; of a single listener on SQLite too."""
    found = {}
    for name in ("postgresql", "sqlite") if listeners == 1 else ("postgresql",):
        with empty(name) as (url, _):
            if url is not None:
                found[name] = _measured(broker, url, size, listeners, name)
    return found


def _measured(
    broker: BrokerAddress, database: str, size: tuple[int, int, int], listeners: int, where: str
) -> dict[str, Any]:
    messages, devices, rules = size
    store = Store.open(database)
    store.run("bench", fleet.build, devices, rules)
    store.close()
    heard_before(database, devices)
    name = f"{NAME}-{where}"
    shares = [Share(number, listeners) for number in range(1, listeners + 1)]
    for session in (f"count-{where}", *(session_of(name, share.number, share.of) for share in shares)):
        make_session(broker, session)
    publish(broker, messages, devices)
    counted = _told("bench.ingest_child", "count", broker.url, f"count-{where}", str(messages), database)
    with ExitStack() as running:
        begun = [
            running.enter_context(_begin(broker.url, name, share, _falls_to(share, messages, devices), database))
            for share in shares
        ]
        figures = [json.loads(child.communicate()[0]) for child in begun]
    return _summary(figures, messages, counted["per_second"], _lost(database, messages, devices))


def _falls_to(share: Share, messages: int, devices: int) -> int:
    """How many of the messages, which devices send in turn, are for a share."""
    turns, rest = divmod(messages, devices)
    return sum(turns + (number < rest) for number in range(devices) if share.owns(fleet.device(number)))


def _begin(broker: str, name: str, share: Share, wanted: int, database: str) -> "subprocess.Popen[str]":
    command = children.command("bench.sharing_child", broker, name, str(share), str(wanted), database)
    return subprocess.Popen(command, env=children.environment(), stdout=subprocess.PIPE, text=True)


def _told(module: str, *words: str) -> dict[str, Any]:
    done = subprocess.run(children.command(module, *words), env=children.environment(), capture_output=True, check=True)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def _lost(database: str, messages: int, devices: int) -> int:
    telemetry = Telemetry.open(database)
    with telemetry.read() as connection:
        stored = readings_stored(connection)
    telemetry.close()
    return (messages + devices) * len(fleet.METRICS) - stored


def _summary(figures: list[dict[str, Any]], messages: int, counting: float, lost: int) -> dict[str, Any]:
    disordered = sum(each["disordered"] for each in figures)
    if lost or disordered:
        raise Unavailable(f"{lost} readings are lost, {disordered} messages came out of order")
    rate = messages / (max(each["ended"] for each in figures) - min(each["begun"] for each in figures))
    return {
        "ratio": round(rate / counting, 3),
        "messages_per_second": round(rate),
        "counting_messages_per_second": round(counting),
        "taken": [each["taken"] for each in figures],
        "processor_microseconds_per_message": [round(each["processor"] / messages * 1e6, 1) for each in figures],
        "peak_memory_mb": [round(each["peak_memory_mb"], 1) for each in figures],
    }
