"""The window is watched while a board is optimised: each part has its figures, and nothing else is printed."""

import json
from argparse import Namespace
from pathlib import Path
from typing import Any

import pytest

from app.commands import bench
from bench.planning import heartbeat
from domain.settings import load

PARTS = {"before", "asking", "reading", "searching", "keeping", "shown"}


def test_a_small_board_is_optimised_and_every_part_of_the_run_is_measured() -> None:
    told = heartbeat.many(2, (4, 80, 14))
    assert set(told["longest_block_ms"]) == set(told["work_ms"]) == PARTS
    assert told["changes"] > 0


def test_nothing_but_the_figures_is_printed_where_a_company_is_founded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def none(_seconds: int) -> dict[str, Any]:
        return {}

    monkeypatch.setattr(heartbeat, "many", none)
    words = Namespace(name="dispatch", json=True, parts="heartbeat", seconds=1)
    assert bench.run(load({"profile": str(tmp_path)}, {}), words) == 0
    figures = json.loads(capfd.readouterr().out)
    assert set(figures["heartbeat"]["demo day"]["longest_block_ms"]) == PARTS
