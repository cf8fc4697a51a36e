"""What a listener takes of memory and how many messages wait in it, while messages come for minutes."""

import json
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from bench import fleet
from bench.publishing import heard_before, keep_publishing
from bench.sessions import make_session
from devices.addresses import BrokerAddress
from domain import children
from domain.store.store import Store

_MINUTE = 60.0
_NAME = "lasting"


def lasting(
    broker: BrokerAddress, folder: Path, size: tuple[int, int], minutes: int, rate: int, slow: int
) -> dict[str, Any]:
    """The figures of a listener that is told `rate` messages per second for `minutes`, `slow` ms longer to store."""
    devices, rules = size
    database = f"sqlite:///{folder / 'lasting.db'}"
    store = Store.open(database)
    store.run("bench", fleet.build, devices, rules)
    store.close()
    heard_before(database, devices)
    make_session(broker, _NAME)
    command = children.command("bench.lasting_child", broker.url, _NAME, str(slow), database)
    with (
        subprocess.Popen(
            command, env=children.environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as child,
        ThreadPoolExecutor(1) as pool,
    ):
        stop = threading.Event()
        sent = pool.submit(keep_publishing, broker, rate, devices, stop)
        stop.wait(minutes * _MINUTE)
        stop.set()
        published = sent.result()
        told, _ = child.communicate()
    figures: dict[str, Any] = json.loads(told)
    return {"messages_published": published, **figures}
