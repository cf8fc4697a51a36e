"""The benchmark of tries on the past runs, on a few days, and its figures are documented."""

from pathlib import Path

import pytest

from bench import backtest

DAYS = 3


def test_every_rule_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backtest, "MINUTES", DAYS * 24 * 60)
    figures = backtest.run(devices=2)
    assert {"readings_per_second", "seconds", "peak_memory_mb"} <= set(figures)
    assert figures["readings"] == 2 * DAYS * 24 * 60
    assert set(figures["composed"]) == set(backtest.COMPOSED)
    assert figures["alerts"] > 0
    assert figures["orders"]["orders"] > 0


def test_the_figures_are_documented() -> None:
    assert "## backtest" in (Path(backtest.__file__).parents[1] / "docs/benchmarks.md").read_text()
