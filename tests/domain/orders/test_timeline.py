"""Facts of an order in, sentences out."""

from datetime import UTC, datetime
from typing import Any

import pytest

from domain.orders.timeline import tell
from domain.orders.wording import Wording
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
        ("order.edited", {"needs_booking": True}, {"needs_booking": False}, "Nobody has to come"),
        ("order.edited", {"window_from": "x"}, {"window_from": None}, "No window of arrival promised"),
        ("order.stage_changed", {}, {"stage_before": "New", "stage": "Planned"}, "Moved from New to Planned"),
        (
            "order.opened_by_plan",
            {},
            {"plan": "Night", "step": 3},
            "Opened by step 3 of the plan “Night”",
        ),
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
        ("order.opened", {}, {"origin": "order"}, "Opened to follow up another order"),
        (
            "order.edited",
            {"contact_id": 1, "responsible": "kim", "internal_note": ""},
            {"contact_id": 2, "contact": "Bo", "responsible": "", "internal_note": "x"},
            "Internal note changed, contact now Bo, responsible taken away",
        ),
        ("order.edited", {}, {"contact": "Bo"}, ""),
        (
            "order.stage_changed",
            {},
            {"stage_before": "A", "stage": "B", "reason": "No parts", "remark": "till May"},
            "Moved from A to B: No parts, till May",
        ),
        ("order.progressed", {}, {"progress": "cancelled"}, "Progress is now: Cancelled"),
        ("order.signed", {}, {"signed_off_by": "Bo", "drawn": True}, "Signed off by Bo, with a signature"),
        ("order.signed", {}, {"signed_off_by": "Bo", "drawn": False}, "Signed off by Bo"),
        ("order.unsigned", {}, {}, "Sign-off taken back"),
        ("order.posted", {}, {"posting": "P-1"}, "Posted as P-1"),
        (
            "order.counter_posted",
            {},
            {"posting": "P-2", "reverses": "P-1", "remark": "wrong price"},
            "P-1 taken back by the counter-posting P-2: wrong price",
        ),
        ("order.invoiced", {}, {"invoice": "INV-1"}, "Invoice INV-1 issued"),
        (
            "order.credited",
            {},
            {"invoice": "INV-1", "credit_note": "CN-1", "remark": "wrong price"},
            "Invoice INV-1 taken back with CN-1: wrong price",
        ),
        (
            "order.credited",
            {},
            {"invoice": "INV-1", "credit_note": "CN-1", "partly": True, "remark": ""},
            "Invoice INV-1 taken back in part with CN-1",
        ),
        ("order.promise_changed", {"due_at": NINE}, {"due_at": TEN}, "Now due 10:00"),
        ("order.promise_changed", {"due_at": NINE}, {"due_at": None}, "No deadline for now"),
        ("order.promise_changed", {}, {"response": {"state": "met"}}, ""),
        ("order.promise_changed", {"due_at": NINE}, {"due_at": None, "completion": {"met_at": NINE}}, ""),
        ("order.promise_changed", {"due_at": None}, {"due_at": NINE}, ""),
        ("order.promise_changed", {"due_at": None}, {"due_at": TEN, "completion": {"state": "x"}}, "Now due 10:00"),
        ("order.promise_broken", {}, {"target": "arrival", "deadline": NINE}, "Promise broken: Arrival was due 09:00"),
        ("order.promise_warned", {}, {"target": "arrival", "percent": 75}, "75 % of the time is used up: Arrival"),
        (
            "order.escalated",
            {"priority": "low"},
            {"priority": "normal", "percent": 90},
            "Priority raised to Normal (90 % of the time is used up)",
        ),
        (
            "order.escalated",
            {"responsible": ""},
            {"responsible": "boss", "percent": 90},
            "Handed to boss (90 % of the time is used up)",
        ),
        ("order.sla_chosen", {}, {"sla": "Gold"}, "SLA chosen: Gold"),
        ("order.sla_chosen", {}, {"sla": ""}, "SLA follows from asset, agreement or customer again"),
        ("order.clock_paused", {}, {"reason": "Customer away"}, "Clock paused: Customer away"),
        ("order.clock_resumed", {}, {}, "Clock runs again"),
        ("order.clock_stopped", {}, {}, "Clock stopped for good"),
        ("order.clock_reset", {}, {}, "Clock set back to its beginning"),
        ("order.clock_responded", {}, {"at": NINE}, "Customer answered at 09:00"),
        ("order.clock_arrived", {}, {}, "Arrived on site"),
        (
            "order_line.added",
            {},
            {"kind": "hour", "text": "Labour", "quantity": "1.5000", "unit": "h"},
            "Hour added: Labour, 1.5 h",
        ),
        (
            "order_line.changed",
            {"quantity": "1.0000", "sales_price": "90.0000"},
            {"quantity": "20.0000", "sales_price": "85.5000", "chargeable": False, "line": "Labour"},
            "“Labour”: quantity 1 → 20, price 90 → 85.5, not chargeable",
        ),
        ("order_line.changed", {"note": ""}, {"note": "x", "line": "Labour"}, "“Labour” changed"),
        ("order_line.removed", {"text": "Labour"}, {}, "Line removed: Labour"),
        ("order_line.cancelled", {}, {"line": "Labour", "reason": "Double"}, "Line cancelled: Labour: Double"),
        ("order_line.cancelled", {}, {"line": "Labour", "with_order": True}, ""),
        ("order_line.revoked", {}, {"line": "Labour", "with_order": False}, "Line brought back: Labour"),
        ("order_line.signed", {}, {"line": "Labour", "signed_off_by": "Bo"}, "Line signed off by Bo: Labour"),
        ("order_line.unsigned", {}, {"line": "Labour"}, "Sign-off of a line taken back: Labour"),
        ("order_line.moved", {}, {"line": "Labour", "from_number": "SO-1"}, "Line taken over from SO-1: Labour"),
        ("order.line_left", {}, {"line": "Labour", "to_number": "SO-2"}, "Line moved to SO-2: Labour"),
        ("order_task.added", {}, {"name": "Look"}, "Task added: Look"),
        ("order_task.changed", {"name": "A"}, {"name": "B", "task": "B"}, "Task changed: B"),
        ("order_task.removed", {"name": "Look"}, {"order_id": 1}, "Task removed: Look"),
        ("order_task.done", {}, {"task": "Look"}, "Task done: Look"),
        ("order_task.reopened", {}, {"task": "Look"}, "Task open again: Look"),
        ("task_check.checked", {}, {"point": "Seal", "task": "Look"}, "Checked: Seal (Look)"),
        ("task_check.unchecked", {}, {"point": "Seal", "task": "Look"}, "Not checked any more: Seal (Look)"),
        ("attachment.added", {}, {"name": "a.png"}, "File attached: a.png"),
        ("attachment.removed", {"name": "a.png"}, {"order_id": 1}, "File taken off: a.png"),
        ("order.address_set", {}, {"address": "Kai 9"}, "Address for this order alone: Kai 9"),
        ("order.address_cleared", {}, {}, "The address is that of the site again"),
        ("repair.added", {}, {"title": "Leak"}, "Repair added: Leak"),
        ("repair.changed", {}, {"title": "Leak", "finished_at": NINE}, "Repair finished: Leak"),
        ("repair.changed", {}, {"title": "Leak"}, "Repair changed: Leak"),
        ("repair.removed", {"title": "Leak"}, {}, "Repair removed: Leak"),
    ],
)
def test_a_fact_becomes_a_sentence(kind: str, before: dict[str, Any], after: dict[str, Any], sentence: str) -> None:
    assert tell(fact(kind, before, after), WORDING) == sentence
