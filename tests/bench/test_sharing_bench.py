"""The harness of several listeners, in short."""

import pytest

from bench import ingest


@pytest.mark.parametrize("listeners", [1, 2])
def test_listeners_that_divide_a_fleet_lose_nothing_and_keep_the_order(listeners: int) -> None:
    found = ingest.run(messages=400, pairs=0, devices=10, listeners=listeners)["divided"]
    for figures in found.values():
        assert len(figures["taken"]) == listeners
        assert sum(figures["taken"]) == 400
        assert figures["messages_per_second"] > 0
