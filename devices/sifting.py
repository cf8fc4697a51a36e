"""The careful way through a native telemetry message: keeps what can be kept and says what was wrong with the rest."""

import json

import msgspec

from devices.dialects.values import Sieve
from devices.messages import Reading, Reason, Received, Rejected, printable, reject
from domain.language import tr

LARGEST_MESSAGE = 256 * 1024
_MOST_DIGITS = 300


def sift(received: Received, device: str, now: int) -> tuple[list[Reading], list[Rejected]]:
    """The readings of a message of any shape, and one rejection for each kind of fault in it."""
    sieve = Sieve(received, now)
    try:
        body = parse_json(received.payload)
    except RecursionError:
        sieve.refuse(Reason.TOO_DEEP, tr("Objects within objects without end."))
    except ValueError as error:
        sieve.refuse(Reason.NOT_JSON, printable(str(error), 200))
    else:
        for part in body if isinstance(body, list) else [body]:
            _take(sieve, device, part)
    return sieve.emptied()


def parse_json(payload: bytes) -> object:
    """JSON, with NaN and numbers beyond all bounds too, so that the other values can be kept.

    Raises ValueError or RecursionError.
    """
    try:
        return msgspec.json.decode(payload)
    except msgspec.DecodeError:
        return json.loads(payload, parse_int=_whole)


def too_large(received: Received, limit: int) -> Rejected:
    """The message has more bytes than are taken."""
    size = len(received.payload)
    detail = tr("The message has {size} bytes; up to {limit} are taken.", size=size, limit=limit)
    return reject(received, Reason.TOO_LARGE, detail)


def _take(sieve: Sieve, device: str, part: object) -> None:
    if not isinstance(part, dict):
        sieve.refuse(Reason.NOT_AN_OBJECT, tr("An object of values, or an array of them, is needed."))
        return
    wrapped = part.get("values")
    bare = {name: value for name, value in part.items() if name != "ts"}
    sieve.take_values(device, wrapped if isinstance(wrapped, dict) else bare, part.get("ts"))


def _whole(digits: str) -> int | float:
    return int(digits) if len(digits) < _MOST_DIGITS else float(digits)
