"""The window is watched while a board is optimised: each part of the run has its figures."""

from bench.planning import heartbeat

PARTS = {"before", "asking", "reading", "searching", "keeping", "shown"}


def test_a_small_board_is_optimised_and_every_part_of_the_run_is_measured() -> None:
    told = heartbeat.many(2, (4, 80, 14))
    assert set(told["longest_block_ms"]) == set(told["work_ms"]) == PARTS
    assert told["changes"] > 0
