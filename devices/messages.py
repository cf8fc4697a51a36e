"""What goes through the listener: frozen records, all times in milliseconds UTC.

They are msgspec structs that the garbage collector does not track: making one takes a quarter of the time of
a named tuple, and at ten thousand messages per second making them is where the time goes.
"""

from enum import StrEnum

import msgspec

from domain.language import tr

KEPT_OF_PAYLOAD = 8 * 1024
"""How many bytes of a rejected message are kept to look at."""


class Received(msgspec.Struct, frozen=True, gc=False):
    """One message as the broker handed it over at `at`, by the connection `session`; `correlation` is of a reply.

    A `copy` came before by another subscription: there is nothing to be done but to acknowledge it.
    """

    topic: str
    payload: bytes
    qos: int
    retain: bool
    dup: bool
    mid: int
    at: int
    session: int = 0
    correlation: bytes = b""
    copy: bool = False


class Reading(msgspec.Struct, frozen=True, gc=False):
    """One value of one metric at one moment; exactly one of `value` and `text` is there.

    `untimed` says that the device told no time and `at` is only that of arrival; `historical` that it tells of the past
    and is no news: it is stored, and no rule looks at it.
    """

    device: str
    metric: str
    at: int
    value: float | None
    text: str | None = None
    untimed: bool = False
    historical: bool = False


class Status(msgspec.Struct, frozen=True, gc=False):
    """A device said that it is there, or its last will said that it is not."""

    device: str
    online: bool
    at: int


class Reason(StrEnum):
    """Why a message, or a value of it, was not taken, or not as it was told."""

    BAD_TOPIC = "bad_topic"
    NOT_JSON = "not_json"
    NOT_AN_OBJECT = "not_an_object"
    NO_VALUES = "no_values"
    BAD_TIME = "bad_time"
    OLD_RETAINED = "old_retained"
    NOT_FINITE = "not_finite"
    NOT_A_VALUE = "not_a_value"
    BAD_METRIC = "bad_metric"
    BAD_STATUS = "bad_status"
    TOO_LARGE = "too_large"
    TOO_DEEP = "too_deep"
    BAD_PAYLOAD = "bad_payload"
    NOT_TAKEN = "not_taken"
    UNANNOUNCED = "unannounced"
    DEVIATION = "deviation"
    REFUSED = "refused"
    BROKEN = "broken"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            Reason.BAD_TOPIC: tr("Topic not understood"),
            Reason.NOT_JSON: tr("Not JSON"),
            Reason.NOT_AN_OBJECT: tr("Not a JSON object"),
            Reason.NO_VALUES: tr("No values in it"),
            Reason.BAD_TIME: tr("Impossible time"),
            Reason.OLD_RETAINED: tr("Retained, of unknown age"),
            Reason.NOT_FINITE: tr("Not a finite number"),
            Reason.NOT_A_VALUE: tr("Neither number nor text"),
            Reason.BAD_METRIC: tr("Metric name not usable"),
            Reason.BAD_STATUS: tr("Status not understood"),
            Reason.TOO_LARGE: tr("Too large"),
            Reason.TOO_DEEP: tr("Nested too deeply"),
            Reason.BAD_PAYLOAD: tr("Not in the form of its format"),
            Reason.NOT_TAKEN: tr("Of a kind that is not taken"),
            Reason.UNANNOUNCED: tr("Not announced before"),
            Reason.DEVIATION: tr("Taken, but against the specification"),
            Reason.REFUSED: tr("Not possible as things stand"),
            Reason.BROKEN: tr("Could not be read"),
        }[self]


class Rejected(msgspec.Struct, frozen=True, gc=False):
    """A message not taken, or not wholly; `payload` is its beginning, `size` its full length."""

    topic: str
    payload: bytes
    reason: Reason
    detail: str
    at: int
    size: int


def reject(received: Received, reason: Reason, detail: str) -> Rejected:
    """Keep what a person needs to see of a message that was not taken."""
    return Rejected(
        printable(received.topic),
        received.payload[:KEPT_OF_PAYLOAD],
        reason,
        detail,
        received.at,
        len(received.payload),
    )


def printable(text: str, limit: int = 1000) -> str:
    """`text` cut to `limit`, with a visible sign for every character that no screen or store takes."""
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    return cut if cut.isprintable() else "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in cut)
