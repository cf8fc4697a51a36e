"""The benchmark of charts runs, on few days, on both databases."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.shared.theme import Look, Theme
from bench import charts

DAYS = 40


def test_opening_zooming_and_moving_are_measured(database_url: str, tmp_path: Path, qapp: QApplication) -> None:
    figures = charts.measure(database_url, tmp_path, Theme(qapp, Look.LIGHT), DAYS)
    assert figures.pop("days") == DAYS
    assert set(figures) == {"first_open_ms", "open_ms", "zoom_ms", "move_ms", "longest_move_ms"}
    assert all(took > 0 for took in figures.values())
