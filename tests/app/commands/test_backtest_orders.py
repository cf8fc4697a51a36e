"""`callout backtest` with orders: what follows from alerts, by a rule or a plan, and two versions side by side."""

import json
from pathlib import Path
from typing import Any

import pytest

import main
from domain.monitoring import plan_file
from domain.monitoring.definitions.definition import encode
from domain.monitoring.definitions.simple import above
from domain.monitoring.plan_service import create_plan, follow_plan
from domain.monitoring.plans.plan import CloseOrder, Notify, Office, Only, OpenOrder, Steps, Wait
from domain.monitoring.plans.wording import Names
from domain.monitoring.telemetry import readings
from domain.monitoring.telemetry.store import Telemetry
from domain.monitoring.telemetry.writer import TelemetryWriter
from domain.store.store import Store
from tests.support.heat import heat_rule, heat_tables
from tests.support.small_company import SmallCompany

PLAN: Steps = (Notify(text="Look"), Wait(seconds=7200), OpenOrder(), CloseOrder())
HOT = (30, 31, 32, 33, 60, 80)
"""Hours: four in a row, then one alone each."""


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A machine over four days that fails at the fortieth hour."""
    return heat_tables(tmp_path, HOT, ["2026-01-02T16:00"])


@pytest.fixture
def rule(tmp_path: Path) -> str:
    return str(heat_rule(tmp_path))


@pytest.fixture
def plan(tmp_path: Path) -> str:
    file = tmp_path / "plan.json"
    file.write_bytes(plan_file.written(plan_file.file_of("Wait first", PLAN, Names())))
    return str(file)


def told(words: list[str], capsys: pytest.CaptureFixture[str]) -> Any:
    assert main.main(["backtest", *words, "--horizon", "12", "--json"]) == 0
    return json.loads(capsys.readouterr().out)["files"]


def test_a_rule_opens_orders(tables: Path, rule: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = told([rule, "--data", str(tables), "--orders", "--open", "24"], capsys)[rule]
    figures = found["order_all"]
    assert (figures["orders"], figures["joined"], figures["hits"], figures["lead_hours"]) == (2, 1, 1, 10.0)
    assert [each["ended"] for each in found["orders"]] == ["mended", "expired"]
    assert found["orders"][1]["alerts"] == [1, 2]
    assert [each["order"] for each in found["answered"]] == [0, 1, 1]
    assert found["answered"][2]["raised"] == "2026-01-04T08:00:00+00:00"
    assert figures["false_per_month"] == pytest.approx(found["all"]["false_per_month"] / 2)


def test_a_plan_of_a_file_answers_in_the_place_of_the_rule(
    tables: Path, rule: str, plan: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = told([rule, "--data", str(tables), "--plan", plan], capsys)[rule]
    figures = found["order_all"]
    assert (figures["orders"], figures["cancelled"], figures["hits"]) == (1, 1, 0)
    assert figures["steps"] == {"close": 3, "notify": 3, "order": 1, "wait": 3}
    assert found["steps"][0] == {
        "at": "2026-01-02T06:00:00+00:00", "alert": 0, "step": 1, "name": "", "what": "notify", "how": "done",
    }  # fmt: skip


def test_work_that_was_begun_is_not_cancelled(
    tables: Path, rule: str, plan: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [rule, "--data", str(tables), "--plan", plan, "--begun", "1"]
    figures = told(words, capsys)[rule]["order_all"]
    assert (figures["orders"], figures["cancelled"], figures["hits"]) == (1, 0, 1)


def test_rules_and_plans_stand_side_by_side(
    tables: Path, rule: str, plan: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [rule, "--data", str(tables), "--horizon", "12"]
    assert main.main(["backtest", *words, "--against", plan]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["All", "Orders", "2", "1", "-1"] in lines
    assert ["All", "Precision", "0.33", "0.33", "0"] in lines
    other = str(tables.parent / "hotter.json")
    Path(other).write_text(encode(above("heat", 95.0)))
    assert list(told([*words, "--against", other], capsys)) == [rule, other]


def test_names_that_nobody_has_are_told_once(
    tables: Path, rule: str, plan: str, capsys: pytest.CaptureFixture[str]
) -> None:
    steps: Steps = (Notify(text="Look", only=Only(office=Office.WITHIN, calendar_id=1)),)
    Path(plan).write_bytes(plan_file.written(plan_file.file_of("By day", steps, Names({1: "Office"}))))
    other = str(Path(rule).with_name("hotter.json"))
    Path(other).write_text(encode(above("heat", 95.0)))
    assert main.main(["backtest", rule, other, "--data", str(tables), "--plan", plan]) == 0
    assert capsys.readouterr().err == "callout: Nobody here knows Office; the steps do without.\n"


def test_a_rule_with_a_plan_stands_beside_the_same_rule_without(
    tables: Path, rule: str, plan: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = told([rule, "--data", str(tables), "--plan", plan, "--against", rule], capsys)
    assert {name: each["order_all"]["orders"] for name, each in found.items()} == {rule: 1, f"{rule} (2)": 2}


def test_a_plan_of_the_store_answers_the_rule_that_follows_it(
    database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    store, telemetry = Store.open(database_url), Telemetry.open(database_url)
    company = store.run("test", SmallCompany)
    followed = store.run("test", create_plan, "Followed", (Notify(text="Look"),))
    store.run("test", create_plan, "Other", (OpenOrder(),))
    store.run("test", follow_plan, company.rule.id, followed)
    name = "chiller-1", "supply_temperature"
    key = TelemetryWriter(telemetry, "test").series_ids([name])[name]
    rows = [(key, 1_767_600_000_000 + at * 60_000, 50.0 if 60 <= at < 90 else 5.0, None) for at in range(300)]
    with telemetry.write() as connection:
        readings.insert(connection, rows, set())
    telemetry.close()
    store.close()
    words = [company.rule.name, "--database", database_url, "--against", "Other"]
    found = told(words, capsys)
    assert [each["order_all"]["orders"] for each in found.values()] == [0, 1]
    assert found[company.rule.name]["order_all"]["steps"] == {"notify": 1}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--plan", "nothing.json"], "“nothing.json” cannot be read"),
        (["--against", "nothing.json"], "“nothing.json” cannot be read"),
        (["--plan", "{rule}"], "This is no plan as it is exported here"),
        (["--orders", "--open", "-1"], "The times that are assumed must be 0 or more."),
        (["--orders", "--acknowledged", "nan"], "The times that are assumed must be 0 or more."),
    ],
)
def test_a_mistake_ends_with_one_sentence(
    words: list[str], sentence: str, tables: Path, rule: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = [rule, "--data", str(tables), *(word.format(rule=rule) for word in words)]
    assert main.main(["backtest", *asked]) == 1
    error = capsys.readouterr().err
    assert sentence in error
    assert error.count("\n") == 1
