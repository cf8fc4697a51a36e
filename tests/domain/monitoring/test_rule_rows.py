"""Rules and limits of assets as rows, and what can be chosen for them."""

from datetime import timedelta

import pytest

from domain.errors import Gone, Refusal
from domain.monitoring.definitions.simple import below
from domain.monitoring.limit_queries import limits
from domain.monitoring.limit_service import add_limit, change_limit, delete_limit
from domain.monitoring.occurrences import Occurrence, raise_alert
from domain.monitoring.rule_queries import RuleRow, known_metrics, limit_names, rules, watched_assets
from domain.monitoring.rule_service import RuleDraft, create_rule
from domain.monitoring.watching import watch
from domain.store.store import Store
from domain.words import Severity
from tests.support.moments import MONDAY_MORNING
from tests.support.workshop import Workshop


def rows(store: Store, days: int = 0) -> dict[str, RuleRow]:
    with store.read() as session:
        return {row.name: row for row in rules(session, MONDAY_MORNING + timedelta(days=days))}


def test_a_rule_says_what_it_watches_and_where(store: Store, workshop: Workshop) -> None:
    drafts = {
        "all assets": RuleDraft("a", below("flow", 25.0), Severity.MAJOR),
        "pump": RuleDraft("b", below("flow", 25.0), Severity.MAJOR, kind="pump"),
        "CH-2": RuleDraft("c", below("flow", 25.0), Severity.MAJOR, asset_id=workshop.other_asset),
    }
    for draft in drafts.values():
        store.run("kim", create_rule, draft)
    found = rows(store)
    assert found["Supply too warm"].words.startswith("Supply temperature above 12 °C")
    assert found["a"].holds_for == "all assets"
    assert found["b"].holds_for == "pump"
    assert " · " in found["c"].holds_for
    assert found["c"].draft == drafts["CH-2"]


def test_alerts_are_counted_open_and_of_the_last_month(store: Store, workshop: Workshop) -> None:
    seen = Occurrence(
        workshop.rule, workshop.asset, workshop.device, MONDAY_MORNING, MONDAY_MORNING, 1, 13.0, 13.0, 13.0
    )
    store.run("listener", raise_alert, seen)
    assert (rows(store)["Supply too warm"].open_alerts, rows(store)["Supply too warm"].lately) == (1, 1)
    assert (rows(store, 31)["Supply too warm"].open_alerts, rows(store, 31)["Supply too warm"].lately) == (1, 0)


def test_what_devices_tell_can_be_chosen(store: Store, workshop: Workshop) -> None:
    with store.read() as session:
        found = known_metrics(session)
        assert ("supply_temperature", "Supply temperature", "°C") in {(m.name, m.label, m.unit) for m in found}
        assert {m.asset_model_id for m in found} == {workshop.model}
        assert workshop.asset in {asset.id for asset in watched_assets(session)}


def test_limits_of_an_asset_are_kept_and_reach_the_rules(store: Store, workshop: Workshop) -> None:
    made = store.run("kim", add_limit, workshop.asset, " warmest ", 14.0)
    store.run("kim", change_limit, made, "warmest", 15.5)
    with store.read() as session:
        (row,) = limits(session)
        assert (row.asset_id, row.name, row.value) == (workshop.asset, "warmest", 15.5)
        assert limit_names(session) == ("warmest",)
        watched = next(device for device in watch(session).devices.values() if device.asset_id == workshop.asset)
        assert watched.limits == {"warmest": 15.5}
    store.run("kim", delete_limit, made)
    with pytest.raises(Gone):
        store.run("kim", delete_limit, made)


@pytest.mark.parametrize(
    ("name", "value", "field"),
    [(" ", 1.0, "name"), ("warmest", 1.0, "name"), ("best", float("nan"), "value"), ("best", float("inf"), "value")],
)
def test_a_limit_that_says_nothing_is_refused(
    store: Store, workshop: Workshop, name: str, value: float, field: str
) -> None:
    store.run("kim", add_limit, workshop.asset, "warmest", 14.0)
    with pytest.raises(Refusal) as refused:
        store.run("kim", add_limit, workshop.asset, name, value)
    assert refused.value.field == field
