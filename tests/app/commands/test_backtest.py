"""`callout backtest`, over tables and over what is stored."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import main
from domain.clock import to_ms
from domain.monitoring.definitions.condition import Above
from domain.monitoring.definitions.definition import Definition, encode
from domain.monitoring.definitions.measure import Measure, OfAsset
from domain.monitoring.definitions.simple import above
from domain.monitoring.telemetry import readings
from domain.monitoring.telemetry.store import Telemetry
from domain.monitoring.telemetry.writer import TelemetryWriter
from domain.orders.model import Origin
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from tests.support.heat import heat_rule, heat_tables
from tests.support.small_company import FIRST_SEEN, SmallCompany

METRIC = "supply_temperature"


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A machine over four days that fails twice, some hours after it became hot."""
    return heat_tables(tmp_path, (30, 60, 80), ["2026-01-02T12:00", "2026-01-03T16:00"])


@pytest.fixture
def rule(tmp_path: Path) -> Path:
    return heat_rule(tmp_path)


def told(words: list[str], capsys: pytest.CaptureFixture[str]) -> Any:
    assert main.main(["backtest", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_rule_is_tried_on_tables(tables: Path, rule: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = told([str(rule), "--data", str(tables), "--horizon", "12", "--alerts"], capsys)
    figures = found["files"][str(rule)]["rules"]["hot"]
    assert (figures["alerts"], figures["hits"], figures["troubles"], figures["foreseen"]) == (3, 2, 2, 2)
    assert (figures["recall"], figures["lead_hours"]) == (1.0, 5.0)
    assert found["alerts"][0]["raised"] == "2026-01-02T06:00:00+00:00"


def test_people_read_a_table_with_a_line_for_each_file(
    tables: Path, rule: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "hotter.json"
    other.write_text(encode(above("heat", 95.0)))
    assert main.main(["backtest", str(rule), str(other), "--data", str(tables), "--horizon", "12"]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["hot", "3", "2", "2", "2", "0.67", "1", "5", "7.69"] in lines
    assert ["hotter", "0", "0", "2", "0", "–", "0", "–", "0"] in lines


def test_limits_are_chosen_before_a_day_and_tried_after_it(
    tables: Path, rule: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    better = tmp_path / "better.json"
    words = [str(rule), "--data", str(tables), "--horizon", "12", "--suggest", "2026-01-03", "--write", str(better)]
    found = told(words, capsys)
    limit = found["suggested"][str(rule)]["hot"]
    assert 50 < limit < 90
    assert found["files"][str(rule)]["all"]["alerts"] == 2
    assert json.loads(better.read_text())["rules"][0]["definition"]["when"]["limit"] == limit


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["nothing.json", "--data", "{tables}"], "cannot be read"),
        (["{rule}", "--data", "{tables}/none"], "There is no folder"),
        (["{rule}", "--data", "{tables}", "--since", "soon"], "“soon” is no day"),
        (["{rule}", "--data", "{tables}", "--since", "2027-01-01"], "There is no time between these days."),
        (["{rule}", "--data", "{tables}", "--assets", "z"], "There is no asset “z” with readings."),
        (["{limits}", "--data", "{tables}"], "“a” lacks the limit “most” that the rule asks for."),
        (["{metric}", "--data", "{tables}"], "There are no readings of “hate”."),
        (["{rule}", "--data", "{tables}", "--horizon", "0"], "The horizon must be above 0 hours"),
        (["{rule}", "--data", "{tables}", "--write", "{tables}"], "cannot be written"),
    ],
)
def test_a_mistake_ends_with_one_sentence(
    words: list[str], sentence: str, tables: Path, rule: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    limits, metric = rule.with_name("limits.json"), rule.with_name("metric.json")
    limits.write_text(encode(Definition(Above(Measure("heat"), OfAsset("most")))))
    metric.write_text(encode(above("hate", 60.0)))
    files = {"tables": tables, "rule": rule, "limits": limits, "metric": metric}
    assert main.main(["backtest", *(word.format(**files) for word in words)]) == 1
    error = capsys.readouterr().err
    assert sentence in error
    assert error.count("\n") == 1


def _company(work: UnitOfWork) -> str:
    company = SmallCompany(work)
    at = FIRST_SEEN.replace(hour=8)
    company.add_order(company.chiller, at, timedelta(days=1))
    company.add_order(company.chiller, at, timedelta(days=1), count=1).origin = Origin.ALERT
    company.add_device("compressor-1", company.compressor)
    company.add_order(company.compressor, at, timedelta(days=1), count=2)
    return company.rule.name


def test_a_rule_of_the_store_is_tried_on_stored_readings(database_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    store, telemetry = Store.open(database_url), Telemetry.open(database_url)
    name = store.run("test", _company)
    begin = to_ms(FIRST_SEEN.replace(hour=0))
    key = TelemetryWriter(telemetry, "test").series_ids([("chiller-1", METRIC)])["chiller-1", METRIC]
    with telemetry.write() as connection:
        rows = [(key, begin + at * 60_000, 50.0 if 360 <= at < 420 else 5.0, None) for at in range(1440)]
        readings.insert(connection, rows, set())
    telemetry.close()
    store.close()
    figures = told([name, "--database", database_url, "--horizon", "4"], capsys)["files"][name]["all"]
    assert (figures["alerts"], figures["hits"], figures["troubles"], figures["foreseen"]) == (1, 1, 1, 1)


def test_a_store_without_readings_says_so(database_url: str, rule: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["backtest", str(rule), "--database", database_url]) == 1
    assert "There are no readings yet." in capsys.readouterr().err
