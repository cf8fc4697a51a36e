"""The words of what a step of a plan may be, wait for, and depend on."""

from collections.abc import Mapping

from app.settings.source import Choices
from domain.language import tr
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
    OpenOrder,
    SendCommand,
    Until,
    Wait,
    Webhook,
)
from domain.words import Priority, Severity


def kinds() -> Mapping[type[AnyStep], str]:
    """What a step does."""
    return {
        Notify: tr("Tell the desk"),
        Mail: tr("Send a mail"),
        Webhook: tr("Tell another system (webhook)"),
        SendCommand: tr("Send a command to the device"),
        Wait: tr("Wait"),
        OpenOrder: tr("See to an order"),
        Escalate: tr("Escalate"),
        CloseOrder: tr("Close the order that was not begun"),
    }


def awaited() -> Choices:
    """What is waited for after a command."""
    return (
        (Awaited.REPLY, tr("its reply")),
        (Awaited.CLEARED, tr("the alert to clear")),
        (Awaited.NOTHING, tr("nothing")),
    )


def untils() -> Choices:
    """What a wait ends with."""
    return (
        (Until.TIME, tr("the time is over")),
        (Until.ACKNOWLEDGED, tr("somebody acknowledges")),
        (Until.CLEARED, tr("the alert clears")),
    )


def severities() -> Choices:
    """The least severity."""
    return ((None, tr("any")), *((each, tr("{severity} at least", severity=each.label)) for each in Severity))


def durings() -> Choices:
    """How the alert has to stand."""
    return (
        (During.OPEN, tr("open")),
        (During.UNACKNOWLEDGED, tr("open and not acknowledged")),
        (During.CLEARED, tr("cleared")),
        (During.ALWAYS, tr("open or cleared")),
    )


def offices() -> Choices:
    """Whether the office has to be open."""
    return (
        (Office.ANY, tr("at any time")),
        (Office.WITHIN, tr("within the hours of")),
        (Office.OUTSIDE, tr("outside the hours of")),
    )


def covers() -> Choices:
    """Who has to pay."""
    return (
        (Covered.ANY, tr("no matter by whom")),
        (Covered.BY_WARRANTY, tr("by warranty")),
        (Covered.BY_AGREEMENT, tr("by an agreement")),
        (Covered.BY_EITHER, tr("by warranty or agreement")),
        (Covered.NOT_AT_ALL, tr("by nothing")),
    )


def priorities() -> Choices:
    """Of the order."""
    return ((None, tr("that of the rule")), *((each, each.label) for each in Priority))
