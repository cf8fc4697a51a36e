"""The benchmark of two dispatchers runs, on few bookings, and its figures are those that are documented."""

import pytest

from bench import together


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_what_one_console_does_is_seen_and_timed_in_the_other(database: str) -> None:
    found = together.run([database], (12, 600), deeds=4)[database]
    assert (found["moves_unseen"], found["drags_unseen"]) == (0, 0)
    for figures in (found["move_ms"], found["drag_ms"]):
        assert 0 < figures["p50"] <= figures["p95"] <= figures["p99"]


def test_what_was_never_seen_is_counted() -> None:
    done = {"booking 1 2": 10.0, "booking 1 3": 11.0, "ghost 7 100": 12.0, "ghost 7 200": 13.0, "ghost 8 200": 14.0}
    seen = {"booking 1 2": 10.05, "booking 1 3": 11.05, "ghost 7 100": 12.1, "ghost 8 200": 14.1}
    figures = together.compared(done, seen)
    assert (figures["moves_unseen"], figures["drags_unseen"]) == (0, 1)
    assert (figures["move_ms"]["p50"], figures["drag_ms"]["p50"]) == (50.0, 100.0)
