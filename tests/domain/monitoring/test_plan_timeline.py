"""What plans did, in sentences."""

from datetime import UTC, datetime
from typing import Any

import pytest

from domain.monitoring.plan_timeline import tell
from domain.store.journal import FactRow

URL = "https://host/x"
CASES: list[tuple[str, dict[str, Any], str]] = [
    ("alert.plan_begun", {"plan": "Cooling"}, "The plan “Cooling” answers it"),
    ("alert.plan_stands", {"state": "taken_over"}, "Taken over from the plan"),
    ("alert.plan_replayed", {"step": 2}, "The plan begins anew with step 2"),
    (
        "alert.plan_handed_over",
        {"rule": "Warm", "asset": "Chiller"},
        "The plan goes on with this alert, after Warm – Chiller",
    ),
    ("plan.step_done", {"step": 2, "what": "order", "how": "done"}, "Step 2 is done: see to an order"),
    ("plan.step_done", {"step": 1, "what": "wait", "how": "in_vain"}, "Step 1 was in vain: wait"),
    ("plan.step_done", {"step": 1, "what": "mail", "how": "skipped"}, "Step 1 is passed over: send a mail"),
    ("plan.step_done", {"step": 1, "what": "mail", "how": "refused", "why": "No."}, "Step 1 was not possible: No."),
    ("plan.notified", {"text": "Look"}, "The desk was told: Look"),
    ("plan.escalated", {"text": "Look"}, "Escalated, since nobody has acknowledged: Look"),
    ("alert.command", {"command": "restart", "outcome": "timed_out"}, "Nobody answered the command restart"),
    ("alert.command", {"command": "restart", "outcome": "failed", "reply": "x"}, "Command restart has failed: x"),
    (
        "alert.delivery",
        {"target": URL, "attempts": 7, "error": "gone", "outcome": "given_up"},
        f"Given up after 7 attempts: {URL}: gone",
    ),
    ("alert.delivery", {"target": URL, "attempts": 1, "error": "", "outcome": "delivered"}, f"Delivered to {URL}"),
    ("alert.folded", {}, ""),
]


@pytest.mark.parametrize(("kind", "after", "sentence"), CASES)
def test_a_fact_is_told_as_a_sentence(kind: str, after: dict[str, Any], sentence: str) -> None:
    assert tell(FactRow(1, datetime(2026, 1, 1, tzinfo=UTC), "plan", kind, "alert", 1, {}, after)) == sentence
