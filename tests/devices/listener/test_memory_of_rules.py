"""What the listener keeps of its rules over restarts, changed rules and lost states."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from devices.listener import runtime, storing
from devices.listener.telling import tell
from domain.clock import from_ms
from domain.errors import Overtaken, Unavailable
from domain.monitoring import occurrences, rule_service, service
from domain.monitoring.definitions.condition import Above
from domain.monitoring.definitions.definition import Definition
from domain.monitoring.definitions.measure import Measure, OfAsset
from domain.monitoring.definitions.simple import above
from domain.monitoring.limit_service import add_limit
from domain.monitoring.model import Rule
from domain.monitoring.occurrences import Occurrence
from domain.monitoring.telemetry.writer import TelemetryWriter
from domain.store.tail import JournalTail
from domain.store.unit_of_work import UnitOfWork
from tests.devices.conftest import until
from tests.devices.listener.conftest import House
from tests.support.silence import LogWatch
from tests.support.small_company import SmallCompany

AT_ONCE = above("supply_temperature", 12.0, 1.0)


def test_an_open_alert_whose_state_was_lost_is_followed_to_its_end(small_house: House) -> None:
    company = small_house.company
    small_house.watch_for(AT_ONCE)
    started = small_house.store.clock.now().replace(microsecond=0) - timedelta(minutes=5)
    seen = Occurrence(company.rule.id, company.chiller.id, company.device.id, started, started, 1, 13.0, 13.0, 13.0)
    small_house.store.run("listener", occurrences.raise_alert, seen)
    small_house.start()
    at = small_house.reading(14.0, ago=2)
    until(lambda: small_house.alerts()[0].count == 2)
    assert small_house.alerts()[0].last_at == from_ms(at)
    small_house.reading(9.0)
    until(lambda: small_house.alerts()[0].cleared_at is not None)
    assert len(small_house.alerts()) == 1


def test_a_rule_that_changes_while_the_listener_starts_is_followed(
    small_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(*words: Any) -> JournalTail:
        small_house.watch_for(AT_ONCE)
        return JournalTail(*words)

    monkeypatch.setattr(runtime, "JournalTail", late)
    small_house.start()
    small_house.reading(13.0)
    until(lambda: len(small_house.alerts()) == 1)


def test_an_alert_that_goes_on_over_a_restart_stays_one(small_house: House) -> None:
    small_house.watch_for(AT_ONCE)
    small_house.start()
    small_house.reading(13.0, ago=3)
    until(lambda: len(small_house.orders()) == 1)
    small_house.stop()
    small_house.reading(16.0, ago=2)
    small_house.start()
    small_house.reading(9.0)
    until(lambda: small_house.alerts()[0].cleared_at is not None)
    (alert,) = small_house.alerts()
    assert (alert.count, alert.first_value, alert.peak_value, alert.last_value) == (2, 13.0, 16.0, 9.0)


def test_what_a_person_has_cleared_stays_cleared_until_it_begins_anew(small_house: House) -> None:
    small_house.watch_for(AT_ONCE)
    small_house.start()
    small_house.reading(13.0, ago=4)
    until(lambda: len(small_house.alerts()) == 1)
    small_house.store.run("kim", service.clear_by_hand, small_house.alerts()[0].id)
    small_house.reading(13.5, ago=3)
    small_house.reading(9.0, ago=2)
    until(lambda: len(small_house.values()) == 3)
    assert len(small_house.alerts()) == 1
    small_house.reading(13.7, ago=1)
    until(lambda: len(small_house.alerts()) == 2)
    assert small_house.alerts()[0].order_id == small_house.alerts()[1].order_id


def test_two_devices_on_one_asset_share_an_alert_until_both_are_well(small_house: House) -> None:
    small_house.store.run("setup", _second_device, small_house.company)
    small_house.watch_for(AT_ONCE)
    small_house.start()
    small_house.reading(13.0, ago=4)
    small_house.reading(14.0, ago=4, device="chiller-1b")
    until(lambda: len(small_house.values(device="chiller-1b")) == 1)
    small_house.reading(9.0, ago=2)
    until(lambda: len(small_house.values()) == 2)
    assert [alert.cleared_at for alert in small_house.alerts()] == [None]
    small_house.reading(9.0, ago=1, device="chiller-1b")
    until(lambda: small_house.alerts()[0].cleared_at is not None)
    assert len(small_house.orders()) == 1


def test_a_claimed_device_is_watched_at_once(small_house: House) -> None:
    small_house.watch_for(AT_ONCE)
    small_house.start()
    small_house.reading(13.0, device="unknown-7")
    until(lambda: small_house.values(device="unknown-7") == [13.0])
    assert small_house.alerts() == []
    small_house.store.run("kim", service.claim, small_house.company.stranger.id, small_house.company.ward_chiller.id)

    def raised() -> bool:
        small_house.reading(13.5, device="unknown-7")
        return len(small_house.orders()) == 1

    until(raised)
    assert small_house.alerts()[0].asset_id == small_house.company.ward_chiller.id


def test_a_rule_that_is_switched_off_raises_nothing(small_house: House) -> None:
    small_house.watch_for(above("supply_temperature", 12.0, 1.0, duration=2))
    small_house.start()
    small_house.reading(13.0)
    until(lambda: len(small_house.values()) == 1)
    small_house.store.run("kim", rule_service.switch_rule, small_house.company.rule.id, active=False)
    later = small_house.store.clock.now() + timedelta(seconds=4)
    until(lambda: small_house.store.clock.now() > later)
    assert small_house.alerts() == []


def test_a_rule_that_people_change_raises_by_its_new_limit_without_a_restart(small_house: House) -> None:
    small_house.watch_for(AT_ONCE)
    small_house.start()
    small_house.reading(11.0)
    until(lambda: len(small_house.values()) == 1)
    assert small_house.alerts() == []
    rule_id = small_house.company.rule.id
    with small_house.store.read() as session:
        rule = session.get_one(Rule, rule_id)
        draft, version = rule_service.draft_of(rule), rule.version
    lower = replace(draft, definition=above("supply_temperature", 10.0, 1.0))
    small_house.store.run("kim", rule_service.change_rule, rule_id, lower, version)

    def raised() -> bool:
        small_house.reading(10.5)
        return len(small_house.alerts()) == 1

    until(raised)
    assert small_house.alerts()[0].first_value in {10.5, 11.0}


def test_a_limit_that_an_asset_is_given_counts_without_a_restart(small_house: House) -> None:
    small_house.watch_for(Definition(Above(Measure("supply_temperature"), OfAsset("warmest", 50.0), 1.0)))
    small_house.start()
    small_house.reading(11.0)
    until(lambda: len(small_house.values()) == 1)
    small_house.store.run("kim", add_limit, small_house.company.chiller.id, "warmest", 10.0)

    def raised() -> bool:
        small_house.reading(10.5)
        return len(small_house.alerts()) == 1

    until(raised)


def _second_device(work: UnitOfWork, company: SmallCompany) -> None:
    # The company's helper works within the unit of work that made it; this one is another.
    company._work = work
    company.add_metric(company.add_device("chiller-1b", company.chiller), "supply_temperature", "Supply", "°C")


def test_an_alert_overtaken_again_and_again_is_told_in_the_end(
    small_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_house.watch_for(AT_ONCE)
    small_house.start()
    left = [None] * 8

    def overtaken(work: UnitOfWork, tidings: Any) -> None:
        if left:
            left.pop()
            raise Overtaken("somebody was faster")
        tell(work, tidings)

    monkeypatch.setattr(storing, "tell", overtaken)
    small_house.reading(13.0)
    until(lambda: len(small_house.alerts()) == 1)


def test_a_store_that_goes_away_while_series_are_remembered_costs_nothing(
    small_house: House, monkeypatch: pytest.MonkeyPatch, expected_logs: LogWatch
) -> None:
    expected_logs.expect("devices.listener.storing", "gone for a moment")
    small_house.start()
    small_house.reading(13.0, ago=3)
    until(lambda: len(small_house.values()) == 1)
    newest_of, left = TelemetryWriter.newest_of, [None, None]

    def away(self: TelemetryWriter, series_ids: Any) -> dict[int, int]:
        if left:
            left.pop()
            raise Unavailable("gone for a moment")
        return newest_of(self, series_ids)

    monkeypatch.setattr(TelemetryWriter, "newest_of", away)
    small_house.say({"flow": 3}, device="never-heard")
    until(lambda: "never-heard" in small_house.devices())
    assert small_house.values("never-heard", "flow") == [3.0]
