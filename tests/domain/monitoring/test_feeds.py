"""Meters and conditions follow what devices have measured; doing it again changes nothing."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from domain.agreements import line_service
from domain.agreements.line_service import AgreementLineDraft
from domain.catalogue.model import LineKind
from domain.clock import FixedClock, to_ms
from domain.meters.counter import Event
from domain.meters.model import ReadBy
from domain.meters.queries import readings_of_meter
from domain.meters.reading_service import ReadingDraft, take_reading
from domain.meters.service import MeterDraft, create_meter, deactivate_meter
from domain.monitoring.condition_feed import watch_conditions
from domain.monitoring.meter_feed import Fallen, fallen_meters, read_meters
from domain.monitoring.telemetry.retention import forget
from domain.monitoring.telemetry.rows import Batch, PresenceRow, ReadingRow
from domain.monitoring.telemetry.store import Telemetry
from domain.monitoring.telemetry.writer import TelemetryWriter
from domain.orders.model import Order
from domain.store.store import Store
from domain.visits.asking_service import ConditionDue
from domain.visits.model import Visit, VisitCondition
from domain.visits.plan_service import PlanDraft, set_plan
from tests.support.contract import FIRST, sign
from tests.support.telemetry import roll_up
from tests.support.workshop import Workshop

DEVICE = "chiller-1"
HOURS = MeterDraft("Running hours", "h", metric="hours", rolls_over_at=1000)


@pytest.fixture
def meter(store: Store, workshop: Workshop) -> int:
    return store.run("setup", create_meter, workshop.asset, HOURS)


def measure(writer: TelemetryWriter, metric: str, values: Iterable[tuple[datetime, float]]) -> None:
    key = (DEVICE, metric)
    series_id = writer.series_ids([key])[key]
    writer.write(Batch(readings=[ReadingRow(series_id, to_ms(at), value, None) for at, value in values]))
    roll_up(writer)


def told(store: Store, meter: int) -> list[tuple[datetime, Decimal, Decimal, Event]]:
    with store.read() as session:
        rows = readings_of_meter(session, meter)[::-1]
        assert all((row.read_by, row.taken_by) == (ReadBy.DEVICE, "") for row in rows)
        return [(row.draft.taken_at, row.value, row.total, row.draft.event) for row in rows]


def test_the_last_value_of_each_day_is_read_and_nothing_twice(
    store: Store, telemetry: Telemetry, writer: TelemetryWriter, fixed_clock: FixedClock, meter: int
) -> None:
    now = fixed_clock.now()
    noon = datetime(now.year, now.month, now.day, 12, tzinfo=UTC)
    days = [noon - timedelta(number) for number in (3, 2, 1)]
    hours = [(day + timedelta(hours=more), 900 + at * 40 + more) for at, day in enumerate(days) for more in range(5)]
    measure(writer, "hours", hours)
    fresh = now - timedelta(minutes=1)
    measure(writer, "hours", [(fresh, 15.25)])
    assert read_meters(store, telemetry) == 4
    assert read_meters(store, telemetry) == 0
    last = [day + timedelta(hours=4) for day in days]
    assert told(store, meter) == [
        (last[0], Decimal(904), Decimal(904), Event.NONE),
        (last[1], Decimal(944), Decimal(944), Event.NONE),
        (last[2], Decimal(984), Decimal(984), Event.NONE),
        (fresh, Decimal("15.25"), Decimal("1015.25"), Event.ROLLED_OVER),
    ]


def test_what_fell_for_no_known_reason_is_left_for_somebody_to_look_at(
    store: Store,
    telemetry: Telemetry,
    writer: TelemetryWriter,
    fixed_clock: FixedClock,
    meter: int,
    caplog: pytest.LogCaptureFixture,
) -> None:
    now = fixed_clock.now()
    measure(writer, "hours", [(now - timedelta(3), 500), (now - timedelta(2), 400), (now - timedelta(1), 510)])
    caplog.set_level("INFO")
    assert read_meters(store, telemetry) == 2
    assert [each[1] for each in told(store, meter)] == [500, 510]
    assert "unless it rolled over" in caplog.text


def test_what_a_device_shows_less_than_was_read_is_told_until_it_is_said_why(
    store: Store,
    telemetry: Telemetry,
    writer: TelemetryWriter,
    fixed_clock: FixedClock,
    workshop: Workshop,
    meter: int,
) -> None:
    now = fixed_clock.now()
    assert fallen_meters(store, telemetry, workshop.asset) == []
    measure(writer, "hours", [(now - timedelta(days=1), 500)])
    read_meters(store, telemetry)
    assert fallen_meters(store, telemetry, workshop.asset) == []
    measure(writer, "hours", [(now, 4.5)])
    assert fallen_meters(store, telemetry, workshop.asset) == [Fallen(meter, now, Decimal("4.5"))]
    store.run("kim", take_reading, meter, ReadingDraft(now, "4.5", Event.REPLACED))
    assert fallen_meters(store, telemetry, workshop.asset) == []


def test_where_readings_are_forgotten_the_roll_ups_are_read(
    store: Store, telemetry: Telemetry, writer: TelemetryWriter, fixed_clock: FixedClock, meter: int
) -> None:
    now = fixed_clock.now()
    measure(writer, "hours", [(now - timedelta(days=3), 100), (now - timedelta(days=2), 108)])
    forget(telemetry, to_ms(now), lambda: True)
    assert read_meters(store, telemetry) == 2
    assert [each[1] for each in told(store, meter)] == [100, 108]


def test_a_meter_at_rest_is_not_read(
    store: Store, telemetry: Telemetry, writer: TelemetryWriter, fixed_clock: FixedClock, meter: int
) -> None:
    store.run("kim", deactivate_meter, meter)
    measure(writer, "hours", [(fixed_clock.now() - timedelta(1), 100)])
    assert read_meters(store, telemetry) == 0


def test_a_condition_looks_at_what_is_new_and_brings_a_visit_at_once(
    store: Store, telemetry: Telemetry, writer: TelemetryWriter, fixed_clock: FixedClock, workshop: Workshop
) -> None:
    contract = store.run("setup", sign, workshop)
    draft = AgreementLineDraft(LineKind.FEE, "Coil", asset_id=workshop.asset)
    line = store.run("setup", line_service.add_line, contract.agreement, draft)
    hot = ConditionDue("supply_temperature", 12, hold=timedelta(minutes=10), gap=2)
    start = fixed_clock.now()
    store.run("setup", set_plan, line, PlanDraft(FIRST, condition=hot))
    measure(writer, hot.metric, [(start + timedelta(minutes=at), 13) for at in (1, 5)])
    fixed_clock.advance(timedelta(minutes=30))
    assert watch_conditions(store, telemetry) == 0
    measure(writer, hot.metric, [(start + timedelta(minutes=20), 11.5)])
    assert watch_conditions(store, telemetry) == 1
    assert watch_conditions(store, telemetry) == 0
    with store.read() as session:
        (visit,) = session.scalars(select(Visit).where(Visit.agreement_line_id == line))
        assert (visit.due_on, visit.occurrence) == (start.date(), 1)
        assert session.get_one(Order, visit.order_id).asset_id == workshop.asset


def test_a_value_holds_as_long_as_its_device_is_heard(
    store: Store, telemetry: Telemetry, writer: TelemetryWriter, fixed_clock: FixedClock, workshop: Workshop
) -> None:
    contract = store.run("setup", sign, workshop)
    hot = ConditionDue("supply_temperature", 12, hold=timedelta(minutes=10))
    start = fixed_clock.now()
    store.run("setup", set_plan, contract.chiller, PlanDraft(FIRST, condition=hot), 1)
    measure(writer, hot.metric, [(start + timedelta(minutes=1), 13)])
    fixed_clock.advance(timedelta(hours=1))
    assert watch_conditions(store, telemetry) == 0
    writer.write_presence([PresenceRow(DEVICE, to_ms(start + timedelta(minutes=12)), online=True, messages=1)])
    assert watch_conditions(store, telemetry) == 1
    with store.read() as session:
        condition = session.scalars(select(VisitCondition)).one()
        assert condition.seen_until == start + timedelta(minutes=12)
