"""The demo company: complete, believable, and the same whenever it is built for the same day."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from domain.assets.model import Asset, AssetModel
from domain.clock import FixedClock
from domain.demo.company import fleet, is_loaded, load
from domain.demo.plans import midnight
from domain.errors import Refusal
from domain.monitoring.definitions.looking import limit_lines
from domain.monitoring.explanation import Figures, explain
from domain.monitoring.model import Alert, Device, Metric, Rule
from domain.orders.model import Order, Stage, StageMeaning
from domain.parties.model import Contact, Customer, Site
from domain.scheduling.model import Booking
from domain.scheduling.queries import bookings, technicians, unassigned
from domain.scheduling.rules import terms
from domain.scheduling.rules.checks import Kind, Placement, check
from domain.scheduling.travel.ways import changed_ways
from domain.store.base import Entity
from domain.store.journal import journal
from domain.store.store import Store
from domain.workforce.model import Bookable, Shift, Technician
from tests.support.moments import MONDAY_MORNING

MONDAY = date(2026, 3, 2)
SATURDAY = date(2026, 10, 24)  # the clocks change that night
LIMITS = {
    ("chiller", "supply_temperature"): 12,
    ("lift", "motor_temperature"): 80,
    ("lift", "door_cycle_time"): 5,
    ("lift", "vibration"): 4.5,
    ("compressor", "discharge_pressure"): 6.2,
    ("compressor", "oil_temperature"): 95,
    ("compressor", "vibration"): 7.1,
    ("pump", "flow"): 25,
    ("pump", "bearing_temperature"): 80,
    ("pump", "vibration"): 4.5,
    ("ups", "battery_charge"): 60,
    ("ups", "load"): 90,
    ("ups", "battery_temperature"): 40,
    ("oven", "chamber_temperature"): 230,
    ("oven", "exhaust_temperature"): 140,
}


def _loaded(folder: Path, today: date) -> Store:
    store = Store.open(f"sqlite:///{folder / 'callout.db'}", FixedClock(MONDAY_MORNING))
    load(store, today)
    return store


@pytest.fixture(scope="module")
def saturdays_company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with closing(_loaded(tmp_path_factory.mktemp("saturday"), SATURDAY)) as store:
        yield store


def _count(store: Store, kind: type[Entity]) -> int:
    with store.read() as session:
        return session.scalar(select(func.count()).select_from(kind)) or 0


def _content(store: Store) -> str:
    told = hashlib.sha256()
    with store.read() as session:
        for table in Entity.metadata.sorted_tables:
            for row in session.execute(select(table).order_by(*table.primary_key.columns)):
                told.update(repr(tuple(row)).encode())
    return told.hexdigest()


def test_it_is_as_large_as_promised(company: Store) -> None:
    sizes = {Customer: 25, Site: 60, Technician: 14, Asset: 400}
    assert {kind: _count(company, kind) for kind in sizes} == sizes
    assert 1_400 < _count(company, Order) < 1_800
    assert len(fleet(company)) == 320


def test_the_same_day_gives_the_same_content_and_another_day_another(
    company: Store, saturdays_company: Store, tmp_path: Path
) -> None:
    with closing(_loaded(tmp_path, MONDAY)) as same:
        assert _content(same) == _content(company)
    assert _content(saturdays_company) != _content(company)


def test_it_loads_into_either_database_and_only_once(store: Store) -> None:
    assert not is_loaded(store)
    load(store, MONDAY)
    assert is_loaded(store)
    with pytest.raises(Refusal, match="empty one"):
        load(store, MONDAY)


def test_the_numbers_of_orders_go_on_where_the_demo_ends(company: Store) -> None:
    with company.read() as session:
        numbers = sorted(session.scalars(select(Order.number)))
    assert numbers == [f"SO-{place:06d}" for place in range(1, len(numbers) + 1)]


def test_every_device_has_the_metrics_of_its_kind_and_every_limit_its_rule(company: Store) -> None:
    with company.read() as session:
        found = session.execute(
            select(AssetModel.kind, Metric.name, func.count())
            .join(Asset, Asset.model_id == AssetModel.id)
            .join(Device, Device.asset_id == Asset.id)
            .join(Metric, Metric.device_id == Device.id)
            .group_by(AssetModel.kind, Metric.name)
        ).all()
        watched = [(rule.kind, rule.definition) for rule in session.scalars(select(Rule)) if rule.kind]
    lines = [(kind, line, definition.duration) for kind, definition in watched for line in limit_lines(definition)]
    rules = {(kind, line.metric): line.value for kind, line, duration in lines if duration}
    at_once = {kind for kind, _, duration in lines if not duration}
    assert at_once == {kind for kind, _ in LIMITS}
    assert {(kind, name) for kind, name, _ in found} >= set(LIMITS)
    per_kind = Counter(each["kind"] for each in fleet(company))
    assert all(count == per_kind[kind] for kind, _, count in found)
    assert {key: rules[key] for key in LIMITS} == LIMITS


def test_the_first_devices_of_the_fleet_are_a_mixture(company: Store) -> None:
    assert {each["kind"] for each in fleet(company)[:12]} == {"chiller", "lift", "compressor", "pump", "ups", "oven"}
    assert all(each["device"] == each["device"].lower() for each in fleet(company))


def test_sites_and_assets_form_trees_inside_one_customer(company: Store) -> None:
    with company.read() as session:
        sites = session.execute(select(Site.id, Site.customer_id, Site.parent_id)).all()
        assets = session.execute(select(Asset.id, Asset.customer_id, Asset.parent_id)).all()
    for rows in (sites, assets):
        owner = {key: customer for key, customer, _ in rows}
        parts = [(customer, parent) for _, customer, parent in rows if parent]
        assert len(parts) > 30
        assert all(owner[parent] == customer for customer, parent in parts)


def test_every_customer_can_be_called(company: Store) -> None:
    with company.read() as session:
        contacts = Counter(session.scalars(select(Contact.customer_id)))
        addresses = session.scalars(select(Contact.email)).all()
    assert set(contacts.values()) <= {2, 3}
    assert len(contacts) == 25
    assert all(address.isascii() and address.endswith(".example") for address in addresses)


def test_the_board_holds_nothing_that_its_checks_would_refuse(company: Store) -> None:
    assert_sound(company, MONDAY)


def test_a_board_that_begins_at_a_weekend_is_as_full(saturdays_company: Store) -> None:
    assert_sound(saturdays_company, SATURDAY)


def assert_sound(store: Store, today: date) -> None:
    begin = midnight(today)
    with store.read() as session:
        rows = {row.id: row for row in technicians(session, begin, begin + timedelta(days=15))}
        bars = bookings(session, begin, begin + timedelta(days=14))
        waiting = unassigned(session)
    assert 30 <= len(bars) <= 45
    assert len({bar.technician_id for bar in bars if bar.start < begin + timedelta(days=1)}) >= 5
    assert len(waiting) == 10
    for bar in bars:
        wish = Placement(bar.technician_id, bar.start, bar.finish, bar.id)
        found = check(wish, rows[bar.technician_id], bars, bar.need)
        assert {finding.kind for finding in found} <= {Kind.DUE, Kind.PARTS}


def test_every_booking_has_its_way_as_if_it_had_been_placed_by_hand(company: Store) -> None:
    begin = midnight(MONDAY)
    with company.read() as session:
        rows = {row.id: row for row in technicians(session, begin, begin + timedelta(days=15))}
        bars = bookings(session, begin, begin + timedelta(days=14))
        on = terms.load(session)
    ways = {bar.id: bar.travel for bar in bars}
    assert ways == changed_ways(rows, (), bars, on)
    assert sum(minutes > 0 for minutes in ways.values()) > len(ways) / 2


def test_no_two_bookings_of_a_technician_meet_in_the_past_either(company: Store) -> None:
    with company.read() as session:
        spans = session.execute(
            select(Booking.technician_id, Booking.start_at, Booking.finish_at).order_by(
                Booking.technician_id, Booking.start_at
            )
        ).all()
    assert not [one for one, two in pairwise(spans) if one[0] == two[0] and one[2] > two[1]]


def test_the_past_is_closed_and_mostly_in_time(company: Store) -> None:
    begin = midnight(MONDAY)
    with company.read() as session:
        orders = session.execute(
            select(Order.opened_at, Order.closed_at, Order.due_at, Stage.meaning).join(Order.stage)
        ).all()
    assert all(opened < begin for opened, _, _, _ in orders)
    assert all((closed is None) == meaning.is_open for _, closed, _, meaning in orders)
    done = [(closed, due) for _, closed, due, meaning in orders if meaning is StageMeaning.DONE and closed and due]
    late = sum(closed > due for closed, due in done) / len(done)
    assert 0.05 < late < 0.3
    assert all(opened < closed < begin for opened, closed, _, _ in orders if closed)


def test_the_journal_tells_the_past_in_its_order(company: Store) -> None:
    with company.read() as session:
        order = session.scalars(select(Order).where(Order.source.is_not(None), Order.closed_at.is_not(None))).first()
        assert order
        told = session.execute(
            select(journal.c.kind, journal.c.at)
            .where(journal.c.subject == "order", journal.c.subject_id == order.id)
            .order_by(journal.c.id)
        ).all()
        opened = session.scalar(
            select(journal.c.after).where(journal.c.kind == "order.opened", journal.c.subject_id == order.id)
        )
        first = session.scalar(select(Stage.id).where(Stage.meaning == StageMeaning.NEW))
    assert tuple(told[0]) == ("order.opened", order.opened_at)
    assert ("order.stage_changed", order.closed_at) in [tuple(each) for each in told]
    assert told[-1][0] == "order.posted"
    assert [at for _, at in told] == sorted(at for _, at in told)
    assert opened
    assert (opened["stage_id"], opened["closed_at"]) == (first, None)


def test_past_alerts_are_over_and_explain_themselves(company: Store) -> None:
    with company.read() as session:
        alerts = session.scalars(select(Alert)).all()
        assert len(alerts) > 500
        for alert in alerts:
            assert alert.cleared_at
            assert alert.started_at <= alert.last_at <= alert.cleared_at
            assert alert.raised_at <= alert.cleared_at
            figures = Figures(alert.count, alert.first_value, alert.last_value, alert.peak_value)
            assert len(explain(alert.decision, figures)) >= 3
        linked = {alert.order_id: alert.id for alert in alerts if alert.order_id}
        sources = {key: source for key, source in session.execute(select(Order.id, Order.source)) if source}
    assert {key: f"alert:{alert}" for key, alert in linked.items()} == sources


def test_people_ask_by_day(company: Store) -> None:
    with company.read() as session:
        opened = session.scalars(select(Order.opened_at).where(Order.source.is_(None))).all()
    hours = {_hour(moment) for moment in opened}
    assert min(hours) >= 6
    assert max(hours) <= 19


def _hour(moment: datetime) -> int:
    return moment.astimezone(ZoneInfo("Europe/Berlin")).hour


def test_every_day_of_the_week_has_its_people(company: Store) -> None:
    with company.read() as session:
        people = select(Shift.weekday).join(Technician, Technician.id == Shift.technician_id)
        working = Counter(session.scalars(people.where(Technician.kind == Bookable.PERSON)))
    assert all(8 <= working[weekday] <= 10 for weekday in range(5))
    assert all(4 <= working[weekday] <= 6 for weekday in (5, 6))
