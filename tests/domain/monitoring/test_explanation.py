"""What people read about an alert: rule, readings, decision, and what was merged."""

from typing import Any

import pytest

from domain.monitoring.definitions.condition import Above, Condition, InRow, Times
from domain.monitoring.definitions.definition import Definition, encode
from domain.monitoring.definitions.measure import Measure
from domain.monitoring.definitions.simple import above, below, silent
from domain.monitoring.definitions.wording import describe, number, span
from domain.monitoring.explanation import Figures, explain

WARM = above("supply_temperature", 12.0, 1.0, 30.0)
HOT = Above(Measure("flow"), 12.0)


def decision(**changes: Any) -> dict[str, Any]:
    values: dict[str, Any] = {
        "rule": "Supply too warm",
        "definition": encode(WARM),
        "metric": "Supply temperature",
        "unit": "°C",
        "device": "chl-0001",
        "outcome": "opened",
        "order": "SO-000007",
        "priority": "high",
        "due": None,
        "skills": ["F-gas"],
        "also_open": [],
    }
    return values | changes


def test_an_opened_order_is_explained_in_full() -> None:
    assert explain(decision(also_open=["Current high"]), Figures(7, 12.5, 14.0, 14.567)) == (
        "Rule “Supply too warm”: Supply temperature above 12 °C for 30 seconds.",
        "7 readings of device chl-0001: first 12.5 °C, last 14 °C, peak 14.57 °C.",
        "Order SO-000007 opened with priority High. Skill needed: F-gas.",
        "6 further readings were folded into this alert. Also open on this asset: Current high.",
    )


def test_a_single_reading_has_nothing_to_merge() -> None:
    sentences = explain(decision(skills=[]), Figures(1, 12.5, 12.5, 12.5))
    assert sentences[1:] == (
        "1 reading of device chl-0001: first 12.5 °C, last 12.5 °C, peak 12.5 °C.",
        "Order SO-000007 opened with priority High.",
    )


def test_silence_speaks_of_no_readings() -> None:
    lost = decision(definition=encode(silent(60)), metric="", unit="", outcome="none", order=None)
    assert explain(lost, Figures(1, None, None, None)) == (
        "Rule “Supply too warm”: no reading of any metric for 60 seconds.",
        "Device chl-0001 was silent.",
        "No order: the rule only warns.",
    )


def test_an_alert_that_was_never_decided_explains_nothing() -> None:
    assert explain({}, Figures(1, 1, 1, 1)) == ()


def test_names_with_braces_do_not_disturb() -> None:
    assert "“{limit} {0}”" in explain(decision(rule="{limit} {0}"), Figures(1, 1, 1, 1))[0]


@pytest.mark.parametrize(
    ("definition", "words"),
    [
        (WARM, "supply_temperature above 12 for 30 seconds"),
        (below("flow", -0.5), "flow below -0.5"),
        (below("flow", 1e6, duration=7200), "flow below 1000000 for 2 hours"),
        (silent(1, "flow"), "no reading of flow for 1 second"),
        (silent(600), "no reading of any metric for 10 minutes"),
    ],
)
def test_definitions_in_words(definition: Definition, words: str) -> None:
    assert describe(definition) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1, "1 second"), (119, "119 seconds"), (120, "2 minutes"), (7199, "120 minutes"), (7200, "2 hours")],
)
def test_lengths_of_time_in_words(seconds: float, words: str) -> None:
    assert span(seconds) == words


@pytest.mark.parametrize(
    ("value", "words"), [(None, "–"), (0.0, "0 °C"), (100.0, "100 °C"), (-0.001, "0 °C"), (12.345, "12.35 °C")]
)
def test_values_in_words(value: float | None, words: str) -> None:
    assert number(value, "°C") == words


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (Times(HOT, 1, 86400.0), "flow above 12 within 24 hours"),
        (Times(HOT, 3, 86400.0), "flow above 12, 3 times within 24 hours"),
        (InRow(HOT, 1), "flow above 12 once"),
        (InRow(HOT, 3), "flow above 12, 3 times in a row"),
    ],
)
def test_how_often_is_told(condition: Condition, words: str) -> None:
    assert describe(Definition(condition), "flow") == words
