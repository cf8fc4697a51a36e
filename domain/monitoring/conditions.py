"""What a rule watches for: values only, evaluated by `devices.rules`.

Times are seconds, limits are in the unit of the metric.
"""

from enum import StrEnum

import msgspec


class Side(StrEnum):
    """On which side of the limit trouble lies."""

    ABOVE = "above"
    BELOW = "below"


class Threshold(msgspec.Struct, frozen=True, tag="threshold"):
    """`metric` beyond `limit` for at least `duration` seconds; over when back by `hysteresis`.

    Above: trouble while value > limit, over when value <= limit - hysteresis. Below: mirrored. With a duration of 0
    one reading is enough. `clear_duration` is how long it must stay back before the alert clears.
    """

    metric: str
    side: Side
    limit: float
    hysteresis: float = 0.0
    duration: float = 0.0
    clear_duration: float = 0.0


class NoData(msgspec.Struct, frozen=True, tag="no_data"):
    """No reading of `metric` (or, with None, of anything) for `silence` seconds; over with the next reading."""

    silence: float
    metric: str | None = None


Condition = Threshold | NoData


def encode(condition: Condition) -> str:
    """The condition as JSON, as it is stored."""
    return msgspec.json.encode(condition).decode()


def decode(text: str) -> Condition:
    """The condition stored as `text`; raises msgspec.ValidationError on anything else."""
    decoded: Condition = msgspec.json.decode(text, type=Condition)
    return decoded
