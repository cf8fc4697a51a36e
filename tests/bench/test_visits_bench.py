"""The benchmark of visits runs, on few lines: what it makes is what was planned, and its figures are documented."""

import json
from argparse import Namespace
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.commands import bench
from bench import visits
from domain.orders.model import Order
from domain.settings import load
from domain.store.store import Store
from domain.visits.model import Visit

LINES = 20
TWO_TRANSACTIONS = 250


def test_the_visits_of_a_year_are_made_as_planned(database_url: str) -> None:
    figures = visits.measure(database_url, LINES)
    assert {"visits_per_second", "peak_memory_mb", "planned_per_second", "seconds"} <= set(figures)
    assert figures["visits"] == figures["planned"] == 30
    assert figures["whole"]
    with closing(Store.open(database_url)) as store, store.read() as session:
        assert session.scalar(select(func.count(Visit.id))) == 30
        assert session.scalar(select(func.count(Order.id))) == figures["orders"]
        due = session.execute(select(func.min(Visit.due_on), func.max(Visit.due_on))).one()
        assert date(2026, 1, 1) <= due[0] <= due[1] <= date(2026, 12, 31)


def test_making_stops_between_two_transactions_when_its_time_is_over(database_url: str) -> None:
    figures = visits.measure(database_url, TWO_TRANSACTIONS, seconds=0)
    assert 0 < figures["visits"] < figures["planned"]
    assert not figures["whole"]


def test_it_tells_how_time_and_memory_grow_with_the_visits() -> None:
    small = {"visits": 100, "seconds": 0.5, "peak_memory_mb": 80.0}
    large = {"visits": 1000, "seconds": 4.5, "peak_memory_mb": 88.0}
    told = visits.with_growth({"10": small, "100": large})
    assert told["10"] == small
    assert told["100"]["growth"] == {"visits": 10, "seconds": 9, "peak_memory_mb": 1.1, "seconds_by_visits": 0.9}


def test_one_size_on_one_database_can_be_measured_alone() -> None:
    figures = visits.run([LINES], ["sqlite"])
    assert {database: list(sizes) for database, sizes in figures.items()} == {"sqlite": [str(LINES)]}


def test_the_command_prints_one_object(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    figures = {"sqlite": {"20": {"visits_per_second": 80.0, "peak_memory_mb": 90.0}}}
    monkeypatch.setattr(visits, "run", lambda: figures)
    assert bench.run(load({"profile": str(tmp_path)}, {}), Namespace(name="visits", json=True)) == 0
    assert json.loads(capsys.readouterr().out) == figures
