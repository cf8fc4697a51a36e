"""What happened to assets, their metrics and their sisters, as charts show them, on both databases."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta

import pytest

from domain.clock import FixedClock
from domain.monitoring.response_model import Command, CommandState, CommandType
from domain.reporting import asset_charts
from domain.reporting.asset_charts import ChartMetric, Pin, PinKind, Pins
from domain.scheduling.model import Booking, BookingStatus
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from tests.support.service_desk import NOW
from tests.support.small_company import SmallCompany

HOUR = timedelta(hours=1)
WEEK = timedelta(days=7)


@dataclass
class Past:
    """A company where something happened."""

    store: Store
    company: SmallCompany

    def pins(self, since: timedelta = WEEK, until: timedelta = timedelta(0)) -> list[Pin]:
        return list(self.pinned(since, until).found)

    def pinned(self, since: timedelta = WEEK, until: timedelta = timedelta(0)) -> Pins:
        with self.store.read() as session:
            return asset_charts.pins(session, [self.company.chiller.id], NOW - since, NOW - until)


def happened(work: UnitOfWork) -> SmallCompany:
    company = SmallCompany(work)
    company.add_alert(company.chiller, NOW - 30 * HOUR, cleared_at=NOW - 28 * HOUR)
    order = company.add_order(company.chiller, NOW - 29 * HOUR, HOUR)
    booked = company.book(order, NOW - 5 * HOUR)
    called_off = Booking(
        order_id=order.id,
        technician_id=booked.technician_id,
        start_at=NOW - 3 * HOUR,
        finish_at=NOW - 2 * HOUR,
        status=BookingStatus.CANCELLED,
    )
    work.add(called_off, "booking.created")
    company.add_order(company.ward_chiller, NOW - 3 * HOUR, HOUR, count=1)
    return company


def command(work: UnitOfWork, company: SmallCompany) -> None:
    kind = CommandType(asset_model_id=company.chiller_model.id, name="reset", label="Reset", fields_json="[]")
    work.add(kind, "command type.created")
    sent = Command(
        device_id=company.device.id,
        alert_id=None,
        name="reset",
        values={},
        state=CommandState.SUCCEEDED,
        correlation="c1",
        requested_at=NOW - 2 * HOUR,
        requested_by="kim",
        sent_at=None,
        ended_at=NOW - HOUR,
        expires_at=NOW,
    )
    work.add(sent, "command.created")


@pytest.fixture
def past(database_url: str) -> Iterator[Past]:
    with closing(Store.open(database_url, FixedClock(NOW))) as store:
        yield Past(store, store.run("setup", happened))


def test_what_happened_leads_to_its_records(past: Past) -> None:
    past.store.run("kim", command, past.company)
    found = past.pins()
    assert [(pin.kind, pin.page, pin.title) for pin in found] == [
        (PinKind.ALERT, "alerts", "Supply too warm"),
        (PinKind.ORDER, "orders", "SO-03010400-0 Supply too warm"),
        (PinKind.VISIT, "dispatch", "Kim for SO-03010400-0"),
        (PinKind.COMMAND, "", "Reset"),
    ]
    assert (found[0].metric, found[0].finish) == ("supply_temperature", NOW - 28 * HOUR)
    assert found[1].record_id == found[2].record_id


@pytest.mark.parametrize(
    ("since", "until", "kinds"),
    [
        (29.5, 28.5, [PinKind.ALERT, PinKind.ORDER]),
        (28.5, 27.0, [PinKind.ALERT]),
        (27.0, 6.0, []),
        (4.5, 4.2, [PinKind.VISIT]),
        (3.5, 0.0, []),
    ],
)
def test_what_reaches_into_the_range_is_in_it(past: Past, since: float, until: float, kinds: list[PinKind]) -> None:
    assert [pin.kind for pin in past.pins(since * HOUR, until * HOUR)] == kinds


def test_sisters_are_measured_assets_of_the_model(past: Past) -> None:
    def measure(work: UnitOfWork) -> None:
        past.company._work = work
        device = past.company.add_device("chiller-3", past.company.ward_chiller)
        past.company.add_metric(device, "supply_temperature", "Supply temperature", "°C")

    chiller, ward = past.company.chiller.id, past.company.ward_chiller.id
    with past.store.read() as session:
        assert asset_charts.sisters(session, chiller) == []
    past.store.run("setup", measure)
    with past.store.read() as session:
        assert [sister.id for sister in asset_charts.sisters(session, chiller)] == [ward]
        assert asset_charts.model_of(session, chiller) == asset_charts.model_of(session, ward)
        assert asset_charts.metrics(session, [chiller, ward]) == [
            ChartMetric(chiller, "chiller-1", "supply_temperature", "Supply temperature", "°C"),
            ChartMetric(ward, "chiller-3", "supply_temperature", "Supply temperature", "°C"),
        ]


def test_of_very_many_the_newest_are_told_and_how_many_there_are_before(
    past: Past, monkeypatch: pytest.MonkeyPatch
) -> None:
    past.store.run("kim", command, past.company)
    monkeypatch.setattr(asset_charts, "MOST_PINS", 2)
    assert past.pinned().left_out == 0

    def more_alerts(work: UnitOfWork) -> None:
        past.company._work = work
        for hours in (20, 15, 10):
            past.company.add_alert(past.company.chiller, NOW - hours * HOUR, cleared_at=NOW - (hours - 1) * HOUR)

    past.store.run("kim", more_alerts)
    pinned = past.pinned()
    alerts = [pin.at for pin in pinned.found if pin.kind is PinKind.ALERT]
    assert (alerts, pinned.left_out) == ([NOW - 15 * HOUR, NOW - 10 * HOUR], 2)
    assert past.pinned(25 * HOUR, 12 * HOUR).left_out == 0
