"""What devices of technicians may publish under `callout/technicians/<technician>/`, read to reports or refused."""

from datetime import datetime

import msgspec

from devices.messages import Reason, Received, Rejected, reject
from devices.moments import BadTimeError, moment
from domain.clock import from_ms
from domain.language import tr
from domain.scheduling.model import BookingStatus
from domain.scheduling.progress.field_reports import REPORTED
from domain.scheduling.travel.places import Place

ROOT = "callout/technicians/"
FILTERS = (f"{ROOT}+/bookings/+", f"{ROOT}+/position")
LONGEST = 4096
LARGEST_ID = 1 << 31
MOST_DIGITS = len(str(LARGEST_ID))
MOST_LATITUDE, MOST_LONGITUDE = 90.0, 180.0


class StatusReport(msgspec.Struct, frozen=True):
    """A technician says how far a booking is."""

    message: Received
    technician: int
    booking: int
    status: BookingStatus
    at: datetime
    again: bool = False
    """It comes again, or may, and does not say when it was."""


class PositionReport(msgspec.Struct, frozen=True):
    """The device of a technician says where it is."""

    message: Received
    technician: int
    place: Place
    at: datetime


Report = StatusReport | PositionReport


class _WrongError(Exception):
    """What is wrong with a message, and how it is counted."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


def is_of_technician(topic: str) -> bool:
    """Whether a topic is one of those."""
    return topic.startswith(ROOT)


def decode_report(received: Received, now: int) -> Report | Rejected:
    """What the message reports. Never raises."""
    try:
        return _report(received, now)
    except _WrongError as error:
        return reject(received, error.reason, str(error))
    except BadTimeError as error:
        return reject(received, Reason.BAD_TIME, str(error))


def _report(received: Received, now: int) -> Report:
    technician, *rest = received.topic.removeprefix(ROOT).split("/")
    if rest == ["position"]:
        body = _body(received)
        return PositionReport(received, _id(technician), _place(body), _at(received, body, now))
    if len(rest) == 2 and rest[0] == "bookings":  # noqa: PLR2004 - bookings/<id>
        body = _body(received)
        again = received.dup and body.get("at") is None
        return StatusReport(received, _id(technician), _id(rest[1]), _status(body), _at(received, body, now), again)
    raise _WrongError(Reason.BAD_TOPIC, _topic_expected())


def _id(word: str) -> int:
    # The length first: Python refuses to read numbers of thousands of digits.
    number = int(word) if len(word) <= MOST_DIGITS and word.isascii() and word.isdigit() else 0
    if not 0 < number < LARGEST_ID:
        raise _WrongError(Reason.BAD_TOPIC, _topic_expected())
    return number


def _topic_expected() -> str:
    return tr(
        "The topic must be callout/technicians/<technician>/bookings/<booking> or …/<technician>/position, with the "
        "ids of both."
    )


def _body(received: Received) -> dict[str, object]:
    if len(received.payload) > LONGEST:
        raise _WrongError(Reason.TOO_LARGE, tr("A report has at most {limit} bytes.", limit=LONGEST))
    try:
        body = msgspec.json.decode(received.payload)
    except (ValueError, RecursionError) as error:
        raise _WrongError(Reason.NOT_JSON, tr("A report is a JSON object.")) from error
    if not isinstance(body, dict):
        raise _WrongError(Reason.NOT_AN_OBJECT, tr("A report is a JSON object."))
    return body


def _at(received: Received, body: dict[str, object], now: int) -> datetime:
    raw = body.get("at")
    if raw is None and received.retain:
        raise _WrongError(Reason.OLD_RETAINED, tr("A retained report must say when it was: “at”."))
    return from_ms(received.at if raw is None else moment(raw, now))


def _status(body: dict[str, object]) -> BookingStatus:
    told = body.get("status")
    if told not in tuple(REPORTED):
        words = ", ".join(REPORTED)
        raise _WrongError(Reason.BAD_STATUS, tr("“status” is one of {words}.", words=words))
    return BookingStatus(str(told))


def _place(body: dict[str, object]) -> Place:
    return Place(_degrees(body, "lat", MOST_LATITUDE), _degrees(body, "lon", MOST_LONGITUDE))


def _degrees(body: dict[str, object], name: str, most: float) -> float:
    told = body.get(name)
    if isinstance(told, bool) or not isinstance(told, int | float) or not -most <= told <= most:
        sentence = tr("“{name}” is a number of degrees, at most {most}.", name=name, most=f"{most:g}")
        raise _WrongError(Reason.NOT_A_VALUE, sentence)
    return float(told)
