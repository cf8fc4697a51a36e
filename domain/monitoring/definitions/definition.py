"""A rule as a whole: when an alert begins, how heavy it is, and when it is over."""

from enum import StrEnum

import msgspec

from domain.monitoring.definitions.condition import Condition
from domain.monitoring.definitions.schedule import Schedule
from domain.words import Severity


class Clearing(StrEnum):
    """By what an alert ends."""

    CONDITION = "condition"
    SILENCE = "silence"
    BY_HAND = "by_hand"


class Level(msgspec.Struct, frozen=True):
    """While `when` is true too, an alert is as heavy as this; it falls again once `when` is false."""

    severity: Severity
    when: Condition


class Definition(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a rule watches for.

    The alert begins once `when` was true for `duration` seconds. It ends once `clear_when` was true for
    `clear_duration` seconds, without `clear_when` once `when` was false for as long; or `silence` seconds after the
    last reading that was wrong; or by hand alone. Within `reopens` seconds after its end the same alert is opened
    again instead of a new one. `levels` stand from the lightest to the heaviest. `zone` is where hours of day are
    read; outside `schedule` the condition is false.
    """

    when: Condition
    duration: float = 0.0
    clearing: Clearing = Clearing.CONDITION
    clear_when: Condition | None = None
    clear_duration: float = 0.0
    silence: float = 0.0
    reopens: float = 0.0
    levels: tuple[Level, ...] = ()
    schedule: Schedule | None = None
    zone: str = "UTC"


_decoder = msgspec.json.Decoder(Definition)


def encode(definition: Definition) -> str:
    """The definition as JSON, as it is stored."""
    return msgspec.json.encode(definition).decode()


def decode(text: str | bytes) -> Definition:
    """The definition stored as `text`; raises msgspec.ValidationError on anything else."""
    return _decoder.decode(text)
