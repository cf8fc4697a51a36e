"""Steps of plans in words."""

import pytest

from domain.monitoring.plans.plan import (
    AnyStep,
    Awaited,
    CloseOrder,
    Covered,
    During,
    Escalate,
    Mail,
    Notify,
    Office,
    Only,
    OpenOrder,
    SendCommand,
    Until,
    Wait,
    Webhook,
)
from domain.monitoring.plans.wording import Names, describe, in_short
from domain.words import Priority, Severity

NAMES = Names({1: "Office"}, {2: "Repair"}, {3: "Gold"}, {4: "F-gas"}, {5: "A-1 Fan motor"}, {"reset": "Reset"})
SAID: dict[str, AnyStep] = {
    "Tell the desk: “Look”": Notify(text="Look"),
    "Mail to a@b, the technician booked": Mail(to=("a@b",), technician=True, text="x"),
    "Tell the desk: “y” (outside the hours of ?)": Notify(text="y", only=Only(office=Office.OUTSIDE, calendar_id=9)),
    "Tell the desk: “z” (outside the hours of …)": Notify(text="z", only=Only(office=Office.OUTSIDE)),
    "Mail to …": Mail(),
    "Tell https://host/x": Webhook(url="https://host/x"),
    "Send “Reset”, wait up to 1 minute for its reply; in vain → call": SendCommand(command="reset", otherwise="call"),
    "Send “Reset”, wait up to 90 seconds for the alert to clear; then → end": SendCommand(
        command="reset", awaited=Awaited.CLEARED, seconds=90, then="end"
    ),
    "Send “other”": SendCommand(command="other", awaited=Awaited.NOTHING),
    "Wait …": Wait(seconds=float("nan")),
    "Wait 2 hours": Wait(seconds=7200),
    "Wait up to 10 minutes until somebody acknowledges; in vain → call": Wait(
        until=Until.ACKNOWLEDGED, seconds=600, otherwise="call"
    ),
    "Join the open order of the asset, or open one": OpenOrder(),
    "Open an order: priority Low, Repair, F-gas, A-1 Fan motor, SLA Gold, 90 minutes, within the hours of Office": (
        OpenOrder(Priority.LOW, 2, (4,), (5,), 3, 90, attach=False, calendar_id=1)
    ),
    "Unless somebody acknowledges within 10 minutes, tell the desk and mail to a@b": Escalate(minutes=10, to=("a@b",)),
    "Once the alert clears, cancel its order unless it was begun": CloseOrder(),
    "Tell the desk: “x” (from Minor on, while nobody has acknowledged, outside the hours of Office, under an agreement)"
    "; else → end": Notify(
        text="x",
        only=Only(Severity.MINOR, During.UNACKNOWLEDGED, Office.OUTSIDE, 1, Covered.BY_AGREEMENT),
        otherwise="end",
    ),
}


@pytest.mark.parametrize(("sentence", "step"), SAID.items())
def test_a_step_is_said_in_words(sentence: str, step: AnyStep) -> None:
    assert describe(step, NAMES) == sentence


def test_a_long_text_is_cut() -> None:
    assert describe(Notify(text="word " * 100), NAMES).endswith("…”")


def test_a_plan_is_told_in_a_few_words() -> None:
    assert in_short((SendCommand(command="reset"), OpenOrder())) == "send a command → see to an order"
