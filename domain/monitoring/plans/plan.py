"""A response plan as a value: steps one after the other, each with conditions and what it waits for."""

from enum import StrEnum

import msgspec

from domain.words import Priority, Severity

END = "end"
#: How long a command's reply is waited for, where the step does not say.
REPLY_SECONDS = 60.0

Value = str | float | bool


class During(StrEnum):
    """When a step is taken, by the state of the alert."""

    OPEN = "open"
    UNACKNOWLEDGED = "unacknowledged"
    CLEARED = "cleared"
    ALWAYS = "always"


class Office(StrEnum):
    """When a step is taken, by the hours of a calendar."""

    ANY = "any"
    WITHIN = "within"
    OUTSIDE = "outside"


class Covered(StrEnum):
    """When a step is taken, by who pays for the work."""

    ANY = "any"
    BY_WARRANTY = "by_warranty"
    BY_AGREEMENT = "by_agreement"
    BY_EITHER = "by_either"
    NOT_AT_ALL = "not_at_all"


class Until(StrEnum):
    """What a step waits for."""

    TIME = "time"
    ACKNOWLEDGED = "acknowledged"
    CLEARED = "cleared"


class Awaited(StrEnum):
    """What is waited for after a command."""

    NOTHING = "nothing"
    REPLY = "reply"
    CLEARED = "cleared"


class Only(msgspec.Struct, frozen=True, omit_defaults=True):
    """When a step is taken: `severity` is the least that the alert must have, `calendar_id` is for `office`."""

    severity: Severity | None = None
    during: During = During.OPEN
    office: Office = Office.ANY
    calendar_id: int | None = None
    covered: Covered = Covered.ANY


class Step(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag=True):
    """What all steps have in common.

    After it comes the step named `then`, without a name the next one. Where its conditions do not hold, or what it
    waited for did not happen in time, the step named `otherwise` comes; `end` ends the plan.
    """

    name: str = ""
    only: Only = Only()
    then: str = ""
    otherwise: str = ""


class Notify(Step, frozen=True, tag="notify"):
    """Tell the desk."""

    text: str = ""


class Mail(Step, frozen=True, tag="mail"):
    """Send a mail to addresses, and to the technicians booked for the order."""

    to: tuple[str, ...] = ()
    technician: bool = False
    text: str = ""


class Webhook(Step, frozen=True, tag="webhook"):
    """Tell another system: the alert as JSON, posted to a URL."""

    url: str = ""


class SendCommand(Step, frozen=True, tag="command"):
    """Send a command to the device, and wait for its reply, or for the alert to clear."""

    command: str = ""
    values: dict[str, Value] = {}
    awaited: Awaited = Awaited.REPLY
    seconds: float = REPLY_SECONDS


class Wait(Step, frozen=True, tag="wait"):
    """Wait for a time, or until something happens, but no longer than that time."""

    until: Until = Until.TIME
    seconds: float = 0.0


class OpenOrder(Step, frozen=True, tag="order"):
    """Join the open order of the asset, or open one; with a calendar only while the office is open."""

    priority: Priority | None = None
    order_type_id: int | None = None
    skill_ids: tuple[int, ...] = ()
    article_ids: tuple[int, ...] = ()
    sla_id: int | None = None
    minutes: int | None = None
    attach: bool = True
    calendar_id: int | None = None


class Escalate(Step, frozen=True, tag="escalate"):
    """Once nobody has acknowledged for `minutes`, tell the desk aloud, and by mail."""

    minutes: float = 0.0
    to: tuple[str, ...] = ()
    text: str = ""


class CloseOrder(Step, frozen=True, tag="close"):
    """Wait until the alert clears, then cancel its order if nobody has begun it."""


AnyStep = Notify | Mail | Webhook | SendCommand | Wait | OpenOrder | Escalate | CloseOrder
Steps = tuple[AnyStep, ...]

_decoder = msgspec.json.Decoder(Steps)


def encode(steps: Steps) -> str:
    """The steps as JSON, as they are stored."""
    return msgspec.json.encode(steps).decode()


def decode(text: str | bytes) -> Steps:
    """The steps stored as `text`; raises msgspec.ValidationError on anything else."""
    return _decoder.decode(text)


def target(steps: Steps, position: int, name: str) -> int:
    """Where a step leads to: the place of the step named so, without a name the next one, behind the last the end."""
    if not name:
        return position + 1
    if name == END:
        return len(steps)
    return next(place for place, step in enumerate(steps) if step.name == name)
