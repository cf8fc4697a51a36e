"""Two months of two chillers: three troubles that people reported, each after a hot morning, and harmless warm ones."""

from dataclasses import replace
from datetime import datetime, timedelta

from domain.clock import to_ms
from domain.monitoring.definitions.simple import above
from domain.monitoring.model import Rule
from domain.monitoring.rule_service import RuleDraft, draft_of
from domain.monitoring.telemetry.rows import Batch
from domain.monitoring.telemetry.writer import TelemetryWriter
from domain.store.unit_of_work import UnitOfWork
from tests.support.service_desk import NOW, ServiceDesk
from tests.support.small_company import SmallCompany

DAYS = 60
METRIC = "supply_temperature"
HOT, WARM, USUAL = 14.0, 13.0, 5.0
TROUBLES = (10, 30, 50)
HARMLESS = (5, 15, 20, 25, 40, 45)
OF_THE_WARD = (12,)
BEGIN = NOW - timedelta(days=DAYS)


class PastDesk:
    """A desk with that past, its rule as it is, and one that is better."""

    def __init__(self, desk: ServiceDesk) -> None:
        self.desk = desk
        company = desk.company
        desk.store.run("test", _report, company)
        readings = {"chiller-1": _readings(TROUBLES, HARMLESS), "chiller-2": _readings((), OF_THE_WARD)}
        writer = TelemetryWriter(desk.telemetry, "test")
        series = writer.series_ids([(device, METRIC) for device in readings])
        for device, values in readings.items():
            key = series[device, METRIC]
            writer.write(Batch(readings=[(key, at, value, None) for at, value in values]))
        with desk.store.read() as session:
            rule = session.get_one(Rule, company.rule.id)
            self.saved, self.version = draft_of(rule), rule.version

    @property
    def better(self) -> RuleDraft:
        """What is warm alone is no trouble."""
        return replace(self.saved, definition=above(METRIC, 13.5, 1.0, 30.0))


def moment(day: int, hour: int = 6) -> datetime:
    """An hour of one of the days."""
    return BEGIN + timedelta(days=day, hours=hour)


def _readings(hot: tuple[int, ...], warm: tuple[int, ...]) -> list[tuple[int, float]]:
    peaks = dict.fromkeys(hot, HOT) | dict.fromkeys(warm, WARM)
    found = []
    for hour in range(DAYS * 24):
        day, of_day = divmod(hour, 24)
        value = peaks.get(day, USUAL) if 6 <= of_day < 9 else USUAL + of_day % 3 / 10
        found.append((to_ms(BEGIN + timedelta(hours=hour)), value))
    return found


def _report(work: UnitOfWork, company: SmallCompany) -> None:
    company._work = work
    company.add_device("chiller-2", company.ward_chiller)
    for day in TROUBLES:
        company.add_order(company.chiller, moment(day, 11), timedelta(days=1), count=day)
