"""The listener as a child process under load, killed at random moments, and what is left afterwards."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from sqlalchemy import select

from devices.addresses import parse_broker
from devices.broker import RunningBroker
from domain.monitoring.definitions.definition import encode
from domain.monitoring.definitions.simple import above
from domain.monitoring.model import Alert, Device, Rule
from domain.monitoring.telemetry import schema
from domain.monitoring.telemetry.store import Telemetry
from domain.orders.model import Order
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority, Severity
from tests.devices.conftest import until
from tests.soak.load import Load
from tests.support.small_company import SmallCompany
from tests.support.source import ROOT

AT_ONCE = "Much too warm"
LASTING = "Supply too warm"
_RULES = {
    AT_ONCE: above("supply_temperature", 12.0, 1.0),
    LASTING: above("supply_temperature", 12.0, 1.0, duration=2.0),
}
#: Longer than its devices are in doubt of what a broker confirmed.
_SURE_SECONDS = 4.0
#: Where the broker keeps its data, in the folder of an ordeal.
BROKER_FOLDER = "broker"


class Ordeal:
    """One run: stores, broker, listener, load; `kill_listener` and `kill_broker` in between."""

    def __init__(
        self, database_url: str, broker: RunningBroker, folder: Path, *, messages: int, devices: int, rate: float
    ) -> None:
        self.kills = 0
        self.slowest_return = 0.0
        self._url = database_url
        self._broker = broker
        self._log = folder / "listener.log"
        self._profile = folder / "profile"
        self._saved_at = folder / BROKER_FOLDER / "broker.db"
        self.store = Store.open(database_url)
        self.telemetry = Telemetry.open(database_url)
        keys = [f"soak-{number}" for number in range(devices)]
        self.store.run("setup", _build, keys)
        self.load = Load(parse_broker(broker.url), keys, messages, rate, seed=11)
        self._child = self._start_listener()

    # --- the ordeal ---

    def begin(self) -> None:
        """Wait until the listener has subscribed, then let the devices speak."""
        until(lambda: self._states()[-1:] == ["running"], 120)
        self.load.start()

    def kill_listener(self) -> None:
        self._child.kill()
        self._child.wait()
        self._child = self._start_listener()
        self.kills += 1

    def kill_broker(self) -> None:
        """A broker that dies forgets what it did since it last saved; only messages with a time bear that."""
        self.load.hush_untimed()
        begun = self.load.begun
        until(lambda: self.load.confirmed >= begun and self._untimed_stored() == self.load.untimed_published, 120)
        time.sleep(_SURE_SECONDS)  # doubt is a matter of time, which nothing outside shows
        self._wait_for_a_save()
        before = self._broker.pid
        os.kill(before, signal.SIGKILL)
        until(lambda: self._broker.pid != before, 60)
        self.load.let_all_speak()

    def finish(self) -> None:
        """Wait until all is published and stored, then stop the listener in peace."""
        self.load.join()
        try:
            until(lambda: self.stored_count() >= self.load.total, 90)
            until(lambda: not self._open_alerts(), 60)
        finally:
            self._child.terminate()
            assert self._child.wait(60) == 0, self._log.read_text()[-2000:]

    def close(self) -> None:
        if self._child.poll() is None:
            self._child.kill()
            self._child.wait()
        self.store.close()
        self.telemetry.close()

    def wait_for(self, published: int) -> None:
        """Until the devices have sent so much."""
        until(lambda: self.load.published >= published or self.load.failure is not None, 120)

    # --- what is left ---

    def stored_count(self) -> int:
        return sum(self._numbers().values())

    def wrong_readings(self) -> dict[str, Any]:
        """What was published and is not stored, stored more than once, or stored and never published."""
        stored = self._numbers()
        published = {number for life in self.load.lives for number in life.numbers}
        return {
            "lost": sorted(published - set(stored)),
            "double": sorted(number for number, count in stored.items() if count > 1),
            "invented": sorted(set(stored) - published),
        }

    def alerts(self, rule: str) -> dict[str, list[Alert]]:
        """The alerts of a rule, by device."""
        with self.store.read() as session:
            rows = session.execute(
                select(Device.key, Alert)
                .join(Alert, Alert.device_id == Device.id)
                .join(Rule, Alert.rule_id == Rule.id)
                .where(Rule.name == rule)
                .order_by(Alert.started_at)
            )
            found: dict[str, list[Alert]] = {life.key: [] for life in self.load.lives}
            for key, alert in rows:
                found[key].append(alert)
            return found

    def order_ids(self) -> list[int]:
        with self.store.read() as session:
            return list(session.scalars(select(Order.id)))

    def _numbers(self) -> Counter[int]:
        with self.telemetry.read() as connection:
            c, s = schema.reading.c, schema.series.c
            rows = connection.scalars(select(c.value).join(schema.series, s.id == c.series_id).where(s.metric == "n"))
            return Counter(int(value) for value in rows)

    def _wait_for_a_save(self) -> None:
        """Until the broker has saved what it knows now."""
        now = time.time()
        until(lambda: self._saved_at.exists() and self._saved_at.stat().st_mtime > now, 60)

    def _untimed_stored(self) -> int:
        numbers = self._numbers()
        return sum(number in numbers for life in self.load.lives if not life.timed for number in life.numbers)

    def _open_alerts(self) -> int:
        with self.store.read() as session:
            return len(session.scalars(select(Alert.id).where(Alert.cleared_at.is_(None))).all())

    def _states(self) -> list[str]:
        with self.telemetry.read() as connection:
            return list(connection.scalars(select(schema.pulse.c.state).order_by(schema.pulse.c.at)))

    def _start_listener(self) -> subprocess.Popen[bytes]:
        words = ["listen", "--database", self._url, "--broker", self._broker.url, "--profile", str(self._profile)]
        with self._log.open("ab") as log:
            return subprocess.Popen([sys.executable, str(ROOT / "main.py"), *words], cwd=ROOT, stdout=log, stderr=log)


def moments(count: int, begin: int, end: int, seed: int) -> list[int]:
    """Random moments, counted in messages."""
    return sorted(random.Random(seed).sample(range(begin, end), count))


def _build(work: UnitOfWork, keys: list[str]) -> None:
    company = SmallCompany(work)
    for number, key in enumerate(keys):
        asset = company.asset(100 + number, f"Soaked {number}", company.chiller_model, company.cellar)
        device = company.add_device(key, asset)
        company.add_metric(device, "supply_temperature", "Supply temperature", "°C")
    company.rule.definition_json = encode(_RULES[LASTING])
    work.note("rule.changed", company.rule)
    work.add(
        Rule(
            name=AT_ONCE,
            kind="chiller",
            asset_model_id=None,
            asset_id=None,
            definition_json=encode(_RULES[AT_ONCE]),
            severity=Severity.CRITICAL,
            active=True,
            opens_order=True,
            priority=Priority.HIGH,
            skill_id=None,
            minutes=60,
            advice="",
        ),
        "rule.created",
    )
