"""The benchmark of the optimiser runs, on little: every plan is judged, and what is missing is said."""

import json
from argparse import Namespace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from app.commands import bench
from bench import dispatch
from bench.planning import contestants, large, public, services
from bench.planning.days import Service, generate
from bench.planning.measuring import solve, thinned
from domain.errors import Unavailable
from domain.optimising.engine import Told
from domain.optimising.plan import Plan, nothing
from domain.optimising.problem import Problem
from domain.settings import load
from tests.bench.planning.test_public_problems import TECHNICIANS, VEHICLES

LITTLE = Service(3, 15)
NAMES = {"name": "dispatch", "json": True}


class Heedless:
    """An engine that puts every job on the first tour, whatever that breaks."""

    def __init__(self, name: str = "heedless") -> None:
        self.name = name

    def solve(self, problem: Problem, start: Plan, *, told: Told, **_bounds: float) -> Plan:  # noqa: ARG002 - whatever the start
        plan = Plan((tuple(range(len(problem.jobs))), *((),) * (len(problem.tours) - 1)))
        told(0.0, plan, 3.0)
        told(1.0, plan, 2.0)
        told(1.0, plan, 2.0)
        return plan


@pytest.fixture
def problems(tmp_path: Path) -> Path:
    """Folders of public problems with one of each kind."""
    files = {
        "damm/STRSP_T_1.txt": TECHNICIANS,
        "damm/published_best.json": '{"STRSP_T_1": 8}',
        "vrptw/T1.txt": VEHICLES,
        "vrptw/best_known.json": '{"T1": {"bks": 12.0}}',
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return tmp_path


def test_public_problems_are_measured_against_the_best_known(problems: Path) -> None:
    figures = dispatch.run("damm,vrptw", "greedy", str(problems), 1)
    assert figures["damm"]["greedy"]["mean_ratio"] == 1
    assert figures["damm"]["greedy"]["small_reached"] == "1 of 1"
    assert figures["vrptw"]["greedy"]["problems"]["T1"]["distance"] == pytest.approx(12.8)
    assert figures["vrptw"]["greedy"]["mean_gap_percent"] == pytest.approx(6.667)
    assert figures["violations"] == 0


def test_every_breach_of_every_plan_is_told(problems: Path) -> None:
    told = public.vehicles(problems / "vrptw", Heedless(), 1.0)
    assert told["problems"]["T1"]["violations"] == ["tour 0 uses 30 of kind 0 and carries 20"]


def test_a_run_is_judged_by_its_plan_and_its_curve_only_falls() -> None:
    problem = generate(LITTLE, 1)
    outcome = solve(Heedless(), problem, nothing(problem), 1.0)
    assert outcome.broken
    assert outcome.curve == ((0.0, 3.0), (1.0, 2.0))


def test_long_curves_are_told_in_few_points_with_the_last_one() -> None:
    told = thinned(tuple((float(second), -float(second)) for second in range(1000)))
    assert 30 <= len(told) <= 60
    assert told[-1] == (999.0, -999.0)
    assert thinned(()) == ()


def test_days_are_measured_against_planning_by_hand() -> None:
    figures = services.whole_days({"ours": contestants.engine("ruin")}, 0.5, [LITTLE], [1, 2])[LITTLE.name]
    assert figures["by_hand"]["under_by_hand_percent"] == 0
    assert figures["ours"]["under_by_hand_percent"] >= 0
    assert figures["ours"]["violations"] == figures["by_hand"]["violations"] == []


def test_ours_is_counted_against_each_of_the_others() -> None:
    engines = {contestants.OURS: contestants.engine("ruin"), "greedy": contestants.engine("greedy")}
    figures = services.whole_days(engines, 0.5, [LITTLE], [1])[LITTLE.name]
    assert figures["ours_no_worse_than"] == {"by_hand": "1 of 1", "greedy": "1 of 1"}


def test_a_repair_is_measured_against_keeping_the_plan() -> None:
    figures = services.repairs({"ours": contestants.engine("ruin")}, (0.5,), Service(4, 40), [1], new=8)
    assert set(figures) == {"keep_and_insert", "ours_0.5s"}
    assert figures["ours_0.5s"]["mean_cost"] <= figures["keep_and_insert"]["mean_cost"]
    assert figures["ours_0.5s"]["violations"] == []


def test_growth_tells_memory_and_seconds_by_size() -> None:
    figures = large.growth("greedy", [Service(2, 8, 2), Service(4, 16, 2)], 1.0)
    assert set(figures) == {"2x8x2", "4x16x2"}
    assert all(each["peak_memory_mb"] > 0 and each["violations"] == [] for each in figures.values())


def test_days_are_made_by_all_engines_and_the_rest_by_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: dict[str, list[str]] = {}
    monkeypatch.setattr(services, "whole_days", lambda engines, _limit: heard.update(days=list(engines)) or {})
    monkeypatch.setattr(services, "repairs", lambda engines: heard.update(repair=list(engines)) or {})
    monkeypatch.setattr(large, "growth", lambda engine, seconds: {"size": {"violations": [engine, str(seconds)]}})
    monkeypatch.setattr(contestants, "missing", {"vroom": "pyvroom is not installed"}.get)
    monkeypatch.setattr(contestants, "engine", Heedless)
    figures = dispatch.run("days,repair,large")
    assert heard == {"days": ["chosen", "served", "ortools"], "repair": ["chosen"]}
    assert figures["large"] == {"chosen": {"size": {"violations": ["chosen", "300.0"]}}}
    assert figures["violations"] == 2


def test_without_data_the_public_problems_are_told_to_be_missing() -> None:
    figures = dispatch.run("damm", "greedy")
    assert figures["damm"] == "not measured: --data names no folder of public problems"


def test_an_engine_that_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contestants, "missing", {"vroom": "pyvroom is not installed", "greedy": None}.get)
    assert dispatch.run("damm", "vroom,greedy")["missing"] == {"vroom": "pyvroom is not installed"}


WRONG: dict[str, tuple[dict[str, str], str]] = {
    "part": ({"parts": "dam"}, "There is no “dam”; there are damm, vrptw, days, repair, large, heartbeat."),
    "engine": ({"engines": "magic"}, f"There is no “magic”; there are {', '.join(contestants.names())}."),
    "folder": ({"parts": "damm", "engines": "greedy", "data": "nowhere"}, "There is no folder “nowhere/damm”."),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_not_there_is_one_sentence(case: str) -> None:
    asked, sentence = WRONG[case]
    with pytest.raises(Unavailable) as refused:
        dispatch.run(**asked)  # type: ignore[arg-type]
    assert str(refused.value) == sentence


def test_a_folder_without_problems_is_one_sentence(problems: Path) -> None:
    (problems / "vrptw" / "T1.txt").unlink()
    (problems / "damm" / "published_best.json").unlink()
    with pytest.raises(Unavailable, match=r"There is no problem in the folder “.*vrptw” of which the best is known"):
        dispatch.run("vrptw", "greedy", str(problems), 1)
    with pytest.raises(Unavailable, match=r"There is no file “.*published_best.json”"):
        dispatch.run("damm", "greedy", str(problems), 1)


def test_the_command_hands_over_what_was_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def told(parts: str = "", engines: str = "", data: str | None = None, seconds: int | None = None) -> dict[str, Any]:
        return {"parts": parts, "engines": engines, "data": data, "seconds": seconds}

    monkeypatch.setattr(dispatch, "run", told)
    words = partial(Namespace, **NAMES)
    assert bench.run(load({"profile": str(tmp_path)}, {}), words(parts="days", seconds=5)) == 0
    assert json.loads(capsys.readouterr().out) == {"parts": "days", "engines": "", "data": None, "seconds": 5}
