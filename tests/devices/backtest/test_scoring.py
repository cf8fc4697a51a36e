"""What counts as foretold, and which limits the past suggests."""

from pathlib import Path

import pytest

from devices.backtest.scoring import Score, Trial, score, scored
from devices.backtest.source import Period
from devices.backtest.suggesting import suggest
from devices.backtest.tables import Folder
from domain.monitoring.definitions.condition import Above
from domain.monitoring.definitions.definition import Definition
from domain.monitoring.definitions.simple import above

HOUR = 3_600_000


@pytest.mark.parametrize(
    ("raised", "troubles", "hits", "foreseen", "leads"),
    [
        ([], [], 0, 0, ()),
        ([10], [12], 1, 1, (2,)),
        ([10], [10], 1, 1, (0,)),
        ([13], [12], 0, 0, ()),
        ([10], [15], 0, 0, ()),
        ([10, 11], [12], 2, 1, (2,)),
        ([10], [11, 12], 1, 2, (1, 2)),
        ([1, 10], [12], 1, 1, (2,)),
    ],
)
def test_an_alert_is_a_hit_within_the_horizon_before_a_trouble(
    raised: list[int], troubles: list[int], hits: int, foreseen: int, leads: tuple[int, ...]
) -> None:
    assert score(raised, troubles, 4) == Score(len(raised), hits, len(troubles), foreseen, leads)


def test_without_alerts_or_troubles_there_is_no_share() -> None:
    nothing = Score()
    assert (nothing.precision, nothing.recall, nothing.lead_hours, nothing.false_per_month) == (None,) * 4


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Two machines over four days: at 90 and more for three hours one of them fails, 80 is harmless."""
    lines = ["time,machine,heat"]
    for machine, peaks in (("a", {30: 90, 60: 80}), ("b", {20: 80, 70: 90})):
        for hour in range(96):
            heat = next((value for at, value in peaks.items() if at <= hour < at + 3), 50 + hour % 5)
            lines.append(f"2026-01-{1 + hour // 24:02d}T{hour % 24:02d}:00,{machine},{heat}")
    (tmp_path / "telemetry.csv").write_text("\n".join(lines))
    (tmp_path / "failures.csv").write_text("time,machine,failure\n2026-01-02T12:00,a,pump\n2026-01-04T04:00,b,pump\n")
    return Folder(tmp_path)


def test_a_rule_is_scored_over_all_machines(folder: Folder) -> None:
    found = scored(folder, Trial("hot", above("heat", 70.0), "pump"), folder.period, 12 * HOUR)
    assert (found.alerts, found.hits, found.troubles, found.foreseen) == (4, 2, 2, 2)
    assert found.lead_hours == 6
    assert found.false_per_month == pytest.approx(2 / found.months)


def test_the_past_suggests_the_middle_of_the_limits_that_are_good(folder: Folder) -> None:
    trial = Trial("hot", above("heat", 0.0), "pump")
    found = suggest(folder, trial, folder.period, 12 * HOUR, 0.6)
    assert found is not None
    assert 80 <= found.limit < 90
    assert isinstance(found.trial.definition.when, Above)
    assert found.trial.definition.when.limit == found.limit
    assert (found.score.precision, found.score.recall) == (1.0, 1.0)


def test_nothing_is_suggested_where_nothing_happened(folder: Folder) -> None:
    begin = folder.period.since
    trial = Trial("hot", above("heat", 0.0), "pump")
    assert suggest(folder, trial, Period(begin, begin + 20 * HOUR), 12 * HOUR, 0.6) is None


def test_readings_before_the_period_prepare_it(folder: Folder) -> None:
    rule = Trial("hot", Definition(above("heat", 70.0).when, duration=2 * 3600.0), "pump")
    begin = folder.period.since
    assert scored(folder, rule, Period(begin + 31 * HOUR, begin + 40 * HOUR), 12 * HOUR).alerts == 1
