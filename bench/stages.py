"""The stages of orders in a made-up store."""

from bench.bulk import Bulk
from domain.orders.model import Stage, StageMeaning

_COLUMNS = ("id", "name", "position", "meaning", "parent_id")


def fill_stages(filling: Bulk) -> None:
    """One of each meaning, each after the one before; their ids are their turn, from one on."""
    rows = [(at, each.value.title(), at, each.value, at - 1 or None) for at, each in enumerate(StageMeaning, 1)]
    filling.insert(Stage, _COLUMNS, rows)
