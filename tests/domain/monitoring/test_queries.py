"""Which alerts are listed, what one alert shows, and its curve, on both databases."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from domain.clock import FixedClock, to_ms
from domain.monitoring import alert_timeline, occurrences, queries, service
from domain.monitoring.alert_curve import AlertCurve, alert_curve
from domain.monitoring.alert_rows import AlertSearch, AlertState
from domain.monitoring.definitions.condition import Sides
from domain.monitoring.definitions.looking import LimitLine
from domain.monitoring.definitions.simple import above
from domain.monitoring.model import Alert
from domain.monitoring.occurrences import Occurrence
from domain.monitoring.telemetry.rows import Batch
from domain.monitoring.telemetry.store import Telemetry
from domain.monitoring.telemetry.writer import TelemetryWriter
from domain.store.history import facts_of
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.words import Severity
from tests.support.small_company import SmallCompany

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
STARTED = NOW - timedelta(minutes=10)


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    store = Store.open(database_url, FixedClock(NOW))
    yield store
    store.close()


@pytest.fixture
def company(store: Store) -> SmallCompany:
    return store.run("test", SmallCompany)


@pytest.fixture
def raised(store: Store, company: SmallCompany) -> int:
    return store.run("listener", occurrences.raise_alert, seen(company))


def seen(company: SmallCompany) -> Occurrence:
    return Occurrence(company.rule.id, company.chiller.id, company.device.id, STARTED, NOW, 4, 12.5, 13.0, 14.0)


def another(work: UnitOfWork, company: SmallCompany, severity: Severity, minutes: int) -> int:
    """An alert on the other chiller, begun so many minutes ago."""
    began = NOW - timedelta(minutes=minutes)
    made = Alert(
        rule_id=company.rule.id,
        asset_id=company.ward_chiller.id,
        device_id=company.device.id,
        severity=severity,
        started_at=began,
        raised_at=began,
        last_at=began,
        count=1,
        decision={},
    )
    return work.add(made, "alert.raised").id


def ids(store: Store, search: AlertSearch, now: datetime = NOW) -> list[int]:
    with store.read() as session:
        page = queries.alerts(session, search, now)
    assert page.total == len(page.rows)
    return [row.id for row in page.rows]


def test_a_row_tells_what_where_how_bad_and_what_was_opened(store: Store, raised: int) -> None:
    with store.read() as session:
        (row,) = queries.alerts(session, AlertSearch(), NOW).rows
    assert (row.id, row.rule, row.asset, row.site, row.customer) == (
        raised,
        "Supply too warm",
        "Chiller 1",
        "Cellar",
        "Harbour Brewery",
    )
    assert (row.count, row.last_value, row.peak_value, row.unit, row.order) == (4, 13.0, 14.0, "°C", "SO-000001")
    assert row.state(NOW) is AlertState.NEW


def test_the_list_shows_what_is_open_and_not_shelved_until_the_shelf_runs_out(store: Store, raised: int) -> None:
    store.run("kim", service.shelve, raised, NOW + timedelta(hours=1))
    assert ids(store, AlertSearch()) == []
    assert ids(store, AlertSearch(shelved=True)) == [raised]
    assert ids(store, AlertSearch(shelved=None)) == [raised]
    assert ids(store, AlertSearch(), NOW + timedelta(hours=2)) == [raised]


def test_cleared_alerts_are_asked_for(store: Store, raised: int) -> None:
    store.run("kim", service.clear_by_hand, raised)
    assert ids(store, AlertSearch()) == []
    assert ids(store, AlertSearch(open=False)) == [raised]
    assert ids(store, AlertSearch(open=None)) == [raised]


def test_newest_or_worst_come_first(store: Store, company: SmallCompany, raised: int) -> None:
    newer = store.run("test", another, company, Severity.WARNING, 5)
    assert ids(store, AlertSearch()) == [newer, raised]
    assert ids(store, AlertSearch(worst_first=True)) == [raised, newer]
    assert ids(store, AlertSearch(severities=frozenset({Severity.WARNING}))) == [newer]


@pytest.mark.parametrize(
    "words", ["chiller 1", "harbour cellar", "nf000001", "too warm cellar", "SO-000001", "HAMBURG"]
)
def test_every_word_is_searched_everywhere(store: Store, company: SmallCompany, raised: int, words: str) -> None:
    store.run("test", another, company, Severity.MINOR, 5)
    assert ids(store, AlertSearch(words=words)) == [raised]


def test_a_sign_in_the_search_means_itself(store: Store, raised: int) -> None:
    assert ids(store, AlertSearch(words="%")) == []
    assert ids(store, AlertSearch(words="_")) == []


def test_a_page_says_how_many_there_are_in_all(store: Store, company: SmallCompany, raised: int) -> None:
    store.run("test", another, company, Severity.MINOR, 5)
    with store.read() as session:
        page = queries.alerts(session, AlertSearch(limit=1), NOW)
    assert (len(page.rows), page.total) == (1, 2)


def test_waiting_are_those_nobody_has_seen(store: Store, company: SmallCompany, raised: int) -> None:
    other = store.run("test", another, company, Severity.MINOR, 5)
    assert waiting(store) == 2
    store.run("kim", service.acknowledge, raised)
    assert waiting(store) == 1
    store.run("kim", service.shelve, other, NOW + timedelta(hours=1))
    assert waiting(store) == 0


def waiting(store: Store) -> int:
    with store.read() as session:
        return queries.waiting(session, NOW)


def test_one_alert_knows_its_condition_its_metric_and_its_order(store: Store, raised: int) -> None:
    with store.read() as session:
        detail = queries.alert(session, raised)
        assert queries.alert(session, raised + 99) is None
    assert detail
    assert detail.definition == above("supply_temperature", 12.0, 1.0, 30.0)
    assert detail.limit == LimitLine("supply_temperature", Sides.ABOVE, 12.0)
    assert (detail.device, detail.metric, detail.first_value) == ("chiller-1", "supply_temperature", 12.5)
    assert detail.order
    assert (detail.order.number, detail.order.stage, detail.order.technician) == ("SO-000001", "New", None)
    with store.read() as session:
        assert queries.alert_of_order(session, detail.order.id) == detail
        assert queries.alerts_of_order(session, detail.order.id) == [raised]


def test_an_alert_that_was_never_decided_on_still_has_something_to_plot(store: Store, company: SmallCompany) -> None:
    bare = store.run("test", another, company, Severity.MINOR, 5)
    with store.read() as session:
        detail = queries.alert(session, bare)
    assert detail
    assert (detail.limit, detail.metric, detail.row.unit) == (None, "supply_temperature", "")


def test_the_timeline_tells_every_step_but_not_each_reading(store: Store, company: SmallCompany, raised: int) -> None:
    further = Occurrence(
        company.rule.id, company.chiller.id, company.device.id, STARTED, NOW + timedelta(minutes=1), 5, 12.5, 13, 14
    )
    store.run("listener", occurrences.fold, further)
    store.run("kim", service.acknowledge, raised)
    store.run("kim", service.unacknowledge, raised)
    store.run("kim", service.shelve, raised, NOW + timedelta(hours=1))
    store.run("ada", service.shelve, raised, NOW + timedelta(hours=1))
    store.run("kim", service.unshelve, raised)
    store.run("kim", service.clear_by_hand, raised)
    assert told(store, raised) == [
        "Alert raised",
        "Order SO-000001 opened",
        "Acknowledged",
        "Acknowledgement taken back",
        "Shelved until 10:00",
        "Shelved again",
        "Brought back from the shelf",
        "Cleared by hand",
    ]


def test_an_alert_that_clears_by_itself_says_so(store: Store, company: SmallCompany, raised: int) -> None:
    store.run("listener", occurrences.clear, seen(company), NOW)
    assert told(store, raised)[-1] == "Cleared: the readings are back to normal"


def told(store: Store, alert_id: int) -> list[str]:
    with store.read() as session:
        facts = facts_of(session, "alert", [alert_id])
        detail = queries.alert(session, alert_id)
    assert detail
    sentences = (alert_timeline.tell(fact, detail.decision, lambda at: f"{at:%H:%M}") for fact in facts)
    return [sentence for sentence in sentences if sentence]


def test_the_curve_reaches_from_before_the_alert_to_now(store: Store, database_url: str, raised: int) -> None:
    telemetry = Telemetry.open(database_url)
    first = NOW - timedelta(hours=1)
    keep(telemetry, first, [9.0 + at / 10 for at in range(61)])
    curve = read_curve(store, telemetry, raised)
    telemetry.close()
    assert (curve.ms[0], curve.ms[-1]) == (to_ms(NOW - timedelta(minutes=25)), to_ms(NOW))
    assert (curve.limit, curve.unit, curve.metric) == (12.0, "°C", "Supply temperature")
    assert (curve.start, curve.finish) == (STARTED, NOW)


def test_a_device_without_readings_has_an_empty_curve(store: Store, database_url: str, raised: int) -> None:
    telemetry = Telemetry.open(database_url)
    curve = read_curve(store, telemetry, raised)
    telemetry.close()
    assert curve.ms == ()


def keep(telemetry: Telemetry, first: datetime, values: list[float]) -> None:
    """Store values a minute apart."""
    writer = TelemetryWriter(telemetry, "test")
    name = ("chiller-1", "supply_temperature")
    series = writer.series_ids([name])[name]
    readings: list[tuple[int, int, float | None, str | None]] = [
        (series, to_ms(first) + 60_000 * at, value, None) for at, value in enumerate(values)
    ]
    writer.write(Batch(readings=readings))


def read_curve(store: Store, telemetry: Telemetry, alert_id: int) -> AlertCurve:
    with store.read() as session:
        detail = queries.alert(session, alert_id)
    assert detail
    with telemetry.read() as connection:
        return alert_curve(connection, detail, NOW)
