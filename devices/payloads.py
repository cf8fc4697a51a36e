"""The native dialect: bytes of a telemetry message to readings, or to what was wrong with them. Never raises.

A message is an object of values, `{"supply_temperature": 9.5}`, optionally with its time,
`{"ts": …, "values": {…}}` or `{"ts": …, "supply_temperature": 9.5}`, or an array of such. Other members
beside `values` are ignored. `devices.sifting` says what becomes of unusual values. The two common shapes with
plain numbers take a short way.
"""

import msgspec

from devices.dialects.values import MOST_VALUES
from devices.messages import Reading, Reason, Received, Rejected, reject
from devices.moments import KEPT, SKEW
from devices.sifting import LARGEST_MESSAGE, sift, too_large
from devices.topics import Channel, expected, parse
from domain.monitoring.storable import LARGEST_NUMBER, is_metric_name

_PLAIN = 1 << 53
_json = msgspec.json.Decoder()


def decode(received: Received, now: int) -> tuple[list[Reading], list[Rejected]]:
    """All readings of a message and all that was wrong with it; one of the two has something in it."""
    address = parse(received.topic)
    if address is None or address.channel is not Channel.TELEMETRY:
        return [], [reject(received, Reason.BAD_TOPIC, expected(received.topic, Channel.TELEMETRY))]
    if len(received.payload) > LARGEST_MESSAGE:
        return [], [too_large(received, LARGEST_MESSAGE)]
    try:
        readings = _quick(received, address.device, now)
        return (readings, []) if readings else sift(received, address.device, now)
    except Exception as error:  # noqa: BLE001 - whatever a device sends must not stop the listener
        return [], [reject(received, Reason.BROKEN, f"{type(error).__name__}: {error}"[:200])]


def _quick(received: Received, device: str, now: int) -> list[Reading] | None:
    """The readings of a message in one of the two common shapes with plain numbers, else None."""
    try:
        values = whole = _json.decode(received.payload)
    except (ValueError, RecursionError):
        return None
    if type(values) is not dict:
        return None
    at = values.get("ts")
    if at is not None:
        values = values.get("values")
        if type(at) is not int or not now - KEPT <= at <= now + SKEW or type(values) is not dict:
            return None
    elif received.retain or "values" in values or "ts" in values:
        return None
    else:
        at = received.at
    return _plain(values, device, at, values is whole)


def _plain(values: dict[str, object], device: str, at: int, untimed: bool) -> list[Reading] | None:
    """One reading per value if all are plain numbers."""
    if len(values) > MOST_VALUES:
        return None
    readings = []
    for metric, value in values.items():
        if not is_metric_name(metric):
            return None
        if type(value) is float and -LARGEST_NUMBER < value < LARGEST_NUMBER:
            readings.append(Reading(device, metric, at, value, None, untimed))
        elif type(value) is int and -_PLAIN < value < _PLAIN:
            readings.append(Reading(device, metric, at, float(value), None, untimed))
        else:
            return None
    return readings
