"""A desk to work at in tests: real stores with a small company, a clock that stands, the parts of a page."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QObject
from sqlalchemy import select

from app.shared.changes import Changes
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.links import Notice
from app.shared.memory import Memory
from app.shared.tasks import InlineTasks, Tasks
from app.shared.theme import Theme
from app.shared.times import Times
from domain.clock import FixedClock, to_ms
from domain.monitoring import occurrences
from domain.monitoring.occurrences import Occurrence
from domain.monitoring.telemetry.rows import Batch
from domain.monitoring.telemetry.store import Telemetry
from domain.monitoring.telemetry.writer import TelemetryWriter
from domain.store.files import FileStore
from domain.store.journal import FACT_COLUMNS, journal, to_fact
from domain.store.store import Store
from tests.support.small_company import SmallCompany

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class ServiceDesk(QObject):
    """Holds everything a page wants, and tells pages of what was committed when asked to."""

    def __init__(self, theme: Theme, folder: Path, tasks: Tasks | None = None) -> None:
        super().__init__()
        self.clock = FixedClock(NOW)
        url = f"sqlite:///{folder / 'callout.db'}"
        self.store = Store.open(url, self.clock)
        self.telemetry = Telemetry.open(url)
        self.company = self.store.run("setup", SmallCompany)
        self.changes = Changes()
        self.tasks = tasks or InlineTasks()
        self.failures: list[Exception] = []
        self.tasks.failed.connect(self.failures.append)
        self.kit = Kit(theme, self.tasks, self.changes, Memory(), Times(self.clock, UTC))
        self.desk = Desk(self.store, self.telemetry, "kim", FileStore(folder / "files"))
        self.notices: list[Notice] = []
        self._told = self._newest()

    def hear(self, notice: Notice) -> None:
        self.notices.append(notice)

    def tail(self) -> None:
        """Tell the pages of every fact committed since the last time."""
        with self.store.read() as session:
            statement = select(*FACT_COLUMNS).where(journal.c.id > self._told).order_by(journal.c.id)
            facts = tuple(to_fact(row) for row in session.execute(statement))
        if facts:
            self._told = facts[-1].id
            self.changes.publish(facts)

    def raise_alert(self, ago: timedelta = timedelta(minutes=10), **more: float) -> int:
        """Raise the alert of the company's rule as the listener does; its order is opened with it."""
        return self.store.run("listener", occurrences.raise_alert, self.occurrence(ago, **more))

    def occurrence(self, ago: timedelta = timedelta(minutes=10), **more: float) -> Occurrence:
        company, started = self.company, self.clock.now() - ago
        values = {"first_value": 12.6, "last_value": 13.4, "peak_value": 14.1} | more
        return Occurrence(
            company.rule.id, company.chiller.id, company.device.id, started, self.clock.now(), 5,
            values["first_value"], values["last_value"], values["peak_value"],
        )  # fmt: skip

    def publish(self, values: Sequence[float], until: datetime | None = None) -> None:
        """Keep readings of the supply temperature, one a minute, the last one at `until`."""
        last = until or self.clock.now()
        writer = TelemetryWriter(self.telemetry, "test")
        name = (self.company.device.key, "supply_temperature")
        series = writer.series_ids([name])[name]
        first = to_ms(last - timedelta(minutes=len(values) - 1))
        writer.write(Batch(readings=[(series, first + 60_000 * at, value, None) for at, value in enumerate(values)]))

    def close(self) -> None:
        self.tasks.close()
        self.store.close()
        self.telemetry.close()
        if self.failures:
            raise self.failures[0]

    def _newest(self) -> int:
        with self.store.read() as session:
            return session.scalar(select(journal.c.id).order_by(journal.c.id.desc()).limit(1)) or 0
