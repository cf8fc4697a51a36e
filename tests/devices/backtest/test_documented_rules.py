"""The rules of docs/rules.md, on machines made up as those there behave: drifts that pass, errors that mean nothing."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from devices.backtest.scoring import Score, scored
from devices.backtest.tables import Folder
from devices.backtest.trials import read_trials

RULES = Path(__file__).parents[3] / "docs" / "rules"
HOUR = 3_600_000
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
USUAL = {"volt": (170, 15, 21), "rotate": (450, 50, -75), "pressure": (100, 11, 20), "vibration": (40, 5, 12)}
ERRORS = {"volt": ("error1",), "rotate": ("error2", "error3"), "pressure": ("error4",), "vibration": ("error5",)}
COMPONENTS = {"volt": "comp1", "rotate": "comp2", "pressure": "comp3", "vibration": "comp4"}
MACHINES, HOURS = 4, 1200


def moment(hour: int) -> str:
    return (BEGIN + timedelta(hours=hour)).strftime("%Y-%m-%d %H:%M:%S")


@pytest.fixture
def fleet(tmp_path: Path) -> Folder:
    """Every component of every machine drifts twice: once it fails, once only an error is missing for that."""
    random = np.random.default_rng(6)
    telemetry, errors, failures = ["datetime,machineID,volt,rotate,pressure,vibration"], [], []
    for machine in range(MACHINES):
        columns = {name: random.normal(usual, noise, HOURS) for name, (usual, noise, _) in USUAL.items()}
        for place, (name, (_, _, drift)) in enumerate(USUAL.items()):
            fails, passes = 200 + 90 * place + 7 * machine, 700 + 90 * place
            columns[name][fails - 72 : fails] += drift
            columns[name][passes : passes + 40] += drift
            errors += [f"{moment(hour)},{machine},{error}" for error in ERRORS[name] for hour in (60, fails - 24)]
            failures.append(f"{moment(fails)},{machine},{COMPONENTS[name]}")
        rows = zip(*columns.values(), strict=True)
        telemetry += [f"{moment(hour)},{machine},{','.join(map(str, row))}" for hour, row in enumerate(rows)]
    (tmp_path / "telemetry.csv").write_text("\n".join(telemetry))
    (tmp_path / "errors.csv").write_text("\n".join(["datetime,machineID,errorID", *errors]))
    (tmp_path / "failures.csv").write_text("\n".join(["datetime,machineID,failure", *failures]))
    return Folder(tmp_path)


def tried(fleet: Folder, name: str) -> Score:
    trials = read_trials(RULES / name)
    return sum((scored(fleet, trial, fleet.period, 48 * HOUR) for trial in trials), Score())


def test_the_documented_rules_tell_failures_from_drifts(fleet: Folder) -> None:
    found = tried(fleet, "machines.json")
    assert found.troubles == found.foreseen == 4 * MACHINES
    assert found.alerts == found.hits == 4 * MACHINES
    assert found.lead_hours == 24


def test_the_baseline_cannot(fleet: Folder) -> None:
    precision = tried(fleet, "naive.json").precision
    assert precision is not None
    assert precision < 0.6
