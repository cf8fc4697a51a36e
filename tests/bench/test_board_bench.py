"""The benchmark of the board runs, on few bookings, and its figures are those that are documented."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from app.dispatch.plan import load
from bench import board
from bench.board_base import NOW, BoardBase
from bench.board_changes import plans
from domain.clock import FixedClock
from domain.store.store import Store

MEASURED = ("open_ms", "margin_block_ms", "scroll_ms", "repaint_ms", "zoom_ms", "drag_ms", "updates_ms", "memory_mb")


def test_the_board_and_the_graphics_view_are_measured_over_the_same_store() -> None:
    figures = board.run([(20, 1_000)], runs=1, screen=False)
    (found,) = figures["offscreen"].values()
    assert set(MEASURED) <= set(found)
    assert set(MEASURED) <= set(found["graphics_view"])
    assert found["scroll_ms"]["p50"] <= found["scroll_ms"]["p95"]


def test_of_several_runs_the_median_counts() -> None:
    runs = [{"memory_mb": one, "scroll_ms": {"p50": one / 2}} for one in (3.0, 9.0, 5.0)]
    assert board.medians(runs) == {"memory_mb": 5.0, "scroll_ms": {"p50": 2.5}}


@pytest.mark.parametrize(("technicians", "bookings"), [(20, 1_000)])
def test_the_store_holds_what_is_promised(tmp_path: Path, technicians: int, bookings: int) -> None:
    with closing(Store.open(f"sqlite:///{tmp_path / 'board.db'}", FixedClock(NOW))) as store:
        BoardBase(technicians, bookings).build(store)
        plan = load(store, NOW - timedelta(days=7), NOW + timedelta(days=7.5))
    assert len(plan.technicians) == technicians
    assert len(plan.bookings) == bookings
    assert plan.bookings[0].travel
    assert plan.bookings[0].skills


def test_a_third_of_the_changes_moves_a_third_takes_off_and_a_third_puts_on(tmp_path: Path) -> None:
    with closing(Store.open(f"sqlite:///{tmp_path / 'board.db'}", FixedClock(NOW))) as store:
        BoardBase(20, 1_000).build(store)
        plan = load(store, NOW - timedelta(days=7), NOW + timedelta(days=7.5))
    before, *_, after = plans(plan, Random(7), 60, 4)
    assert after.news is not None
    there = {booking.id for booking in after.news.before}
    assert (len(after.news.gone), len(after.news.come.keys() & there), len(after.news.come.keys() - there)) == (20,) * 3
    assert len(after.bookings) == len(before.bookings)
    assert {booking.id for booking in after.bookings} == (there | after.news.come.keys()) - after.news.gone
