"""Facts of an order in, sentences out."""

from datetime import UTC, datetime
from typing import Any

import pytest

from domain.orders.timeline import Wording, tell
from domain.store.journal import FactRow

WORDING = Wording({1: "Kim", 2: "Ada"}, lambda at: f"{at:%H:%M}")
NINE, TEN = "2026-03-02T09:00:00+00:00", "2026-03-02T10:00:00+00:00"
EVERYTHING = (
    "Priority changed from Low to High, now due 09:00, expected work changed from 60 to 90 min, description changed"
)


def fact(kind: str, before: dict[str, Any], after: dict[str, Any]) -> FactRow:
    return FactRow(1, datetime(2026, 3, 2, tzinfo=UTC), "kim", kind, kind.partition(".")[0], 1, before, after)


@pytest.mark.parametrize(
    ("kind", "before", "after", "sentence"),
    [
        ("order.opened", {}, {"origin": "hand"}, "Opened by hand"),
        ("order.opened", {}, {"origin": "alert", "due_at": NINE}, "Opened from an alert, due 09:00"),
        ("order.edited", {"title": "A"}, {"title": "B"}, "Title changed from “A” to “B”"),
        (
            "order.edited",
            {"priority": "low", "due_at": TEN, "minutes": 60, "description": ""},
            {"priority": "high", "due_at": NINE, "minutes": 90, "description": "x"},
            EVERYTHING,
        ),
        ("order.edited", {}, {}, ""),
        ("order.stage_changed", {}, {"stage_before": "New", "stage": "Planned"}, "Moved from New to Planned"),
        ("order.alert_joined", {}, {"rule": "Too warm"}, "A further alert joined: Too warm"),
        (
            "booking.placed",
            {},
            {"technician_id": 1, "start_at": NINE, "finish_at": TEN, "overridden": []},
            "Assigned to Kim, 09:00 to 10:00",
        ),
        (
            "booking.placed",
            {},
            {"technician_id": 9, "start_at": NINE, "finish_at": TEN, "overridden": ["skill"]},
            "Assigned to a technician, 09:00 to 10:00 (in spite of a warning)",
        ),
        (
            "booking.moved",
            {"technician_id": 1, "start_at": NINE, "finish_at": TEN},
            {"technician_id": 2, "start_at": TEN, "finish_at": TEN},
            "Reassigned from Kim to Ada, visit moved from 09:00 to 10:00",
        ),
        ("booking.moved", {"finish_at": NINE}, {"finish_at": TEN}, "Visit now ends 10:00"),
        ("booking.moved", {}, {"order_id": 1}, ""),
        ("booking.removed", {"technician_id": 2}, {"order_id": 1}, "Taken off Ada"),
        ("order.something_new", {}, {}, ""),
    ],
)
def test_a_fact_becomes_a_sentence(kind: str, before: dict[str, Any], after: dict[str, Any], sentence: str) -> None:
    assert tell(fact(kind, before, after), WORDING) == sentence
