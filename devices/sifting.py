"""The careful way through a telemetry message: keeps what can be kept and says what was wrong with the rest.

Numbers in quotes become numbers, booleans 1 and 0, other texts text readings; null and "" are skipped.
An object among the values is flattened by one level (`{"motor": {"rpm": 5}}` is `motor.rpm`). A message
without a time of its own takes that of its arrival, except where the broker had retained it: its age is
unknown then.
"""

import json
import re
from functools import lru_cache

import msgspec

from devices.messages import Reading, Reason, Received, Rejected, printable, reject
from devices.moments import BadTimeError, moment
from domain.language import tr, trn

LARGEST_MESSAGE = 256 * 1024
MOST_VALUES = 10_000
LONGEST_METRIC = 120
LONGEST_TEXT = 1000
#: Beyond it a sum of readings may pass all bounds, which PostgreSQL refuses; no measure comes near it.
LARGEST_NUMBER = 1e100
_MOST_DIGITS = 300

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_NOT_NUMBERS = frozenset(("nan", "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity"))


@lru_cache(maxsize=32_768)
def is_metric_name(name: str) -> bool:
    """Whether `name` can be stored and shown."""
    return 0 < len(name) <= LONGEST_METRIC and name.isprintable() and not name.isspace()


def sift(received: Received, device: str, now: int) -> tuple[list[Reading], list[Rejected]]:
    """The readings of a message of any shape, and one rejection for each kind of fault in it."""
    sieve = _Sieve(received, device, now)
    try:
        body = _parse(received.payload)
    except RecursionError:
        sieve.refuse(Reason.TOO_DEEP, tr("Objects within objects without end."))
    except ValueError as error:
        sieve.refuse(Reason.NOT_JSON, printable(str(error), 200))
    else:
        sieve.take(body)
    return sieve.emptied()


def _parse(payload: bytes) -> object:
    """JSON, with NaN and numbers beyond all bounds too, so that the other values can be kept."""
    try:
        return msgspec.json.decode(payload)
    except msgspec.DecodeError:
        return json.loads(payload, parse_int=_whole)


def _whole(digits: str) -> int | float:
    return int(digits) if len(digits) < _MOST_DIGITS else float(digits)


class _Sieve:
    """Collects the readings of one message, and the first problem of each kind with a count."""

    def __init__(self, received: Received, device: str, now: int) -> None:
        self._received = received
        self._device = device
        self._now = now
        self._readings: list[Reading] = []
        self._problems: dict[Reason, tuple[str, int]] = {}

    def take(self, body: object) -> None:
        """All readings of the message."""
        for part in body if isinstance(body, list) else [body]:
            if isinstance(part, dict):
                self._take_object(part)
            else:
                self.refuse(Reason.NOT_AN_OBJECT, tr("An object of values, or an array of them, is needed."))

    def refuse(self, reason: Reason, detail: str) -> None:
        """Remember what was wrong."""
        first, count = self._problems.get(reason, (detail, 0))
        self._problems[reason] = (first, count + 1)

    def emptied(self) -> tuple[list[Reading], list[Rejected]]:
        """What was collected."""
        if len(self._readings) > MOST_VALUES:
            self._readings = []
            self.refuse(Reason.TOO_LARGE, tr("More than {limit} values in one message.", limit=MOST_VALUES))
        if not self._readings and not self._problems:
            self.refuse(Reason.NO_VALUES, tr("There is no value in the message."))
        rejected = [reject(self._received, reason, _counted(*found)) for reason, found in self._problems.items()]
        return self._readings, rejected

    def _take_object(self, part: dict[str, object]) -> None:
        raw, wrapped = part.get("ts"), part.get("values")
        try:
            at = None if raw is None else moment(raw, self._now)
        except BadTimeError as error:
            self.refuse(Reason.BAD_TIME, str(error))
            return
        if at is None and self._received.retain:
            detail = tr("The broker had kept it for an unknown time, and it does not say when it was sent.")
            self.refuse(Reason.OLD_RETAINED, detail)
        elif isinstance(wrapped, dict):
            self._take_values(wrapped, at)
        else:
            self._take_values({name: value for name, value in part.items() if name != "ts"}, at)

    def _take_values(self, values: dict[str, object], at: int | None) -> None:
        for name, value in values.items():
            if isinstance(value, dict):
                for inner, innermost in value.items():
                    self._take_value(f"{name}.{inner}", innermost, at)
            else:
                self._take_value(name, value, at)

    def _take_value(self, metric: str, value: object, at: int | None) -> None:
        if value is None or value == "":
            return
        if not is_metric_name(metric):
            detail = tr(
                "“{metric}”: 1 to {limit} printable characters are needed.",
                metric=printable(metric, 40),
                limit=LONGEST_METRIC,
            )
            self.refuse(Reason.BAD_METRIC, detail)
        elif isinstance(value, dict):
            self.refuse(Reason.TOO_DEEP, tr("“{metric}” is an object within an object.", metric=metric))
        elif isinstance(value, str):
            self._take_text(metric, value, at)
        elif isinstance(value, int | float):
            self._take_number(metric, value, at)
        else:
            self.refuse(Reason.NOT_A_VALUE, tr("“{metric}” is an array.", metric=metric))

    def _take_number(self, metric: str, number: float, at: int | None) -> None:
        value = _finite(number)
        if value is None:
            self.refuse(Reason.NOT_FINITE, tr("“{metric}” is not a finite number.", metric=metric))
        else:
            self._keep(metric, at, value, None)

    def _take_text(self, metric: str, text: str, at: int | None) -> None:
        stripped = text.strip()
        if len(text) > LONGEST_TEXT:
            detail = tr("The text of “{metric}” is longer than {limit} characters.", metric=metric, limit=LONGEST_TEXT)
            self.refuse(Reason.TOO_LARGE, detail)
        elif _NUMBER.fullmatch(stripped):
            self._take_number(metric, float(stripped), at)
        elif stripped.lower() in _NOT_NUMBERS:
            self.refuse(Reason.NOT_FINITE, tr("“{metric}” is not a finite number.", metric=metric))
        elif not _storable(text):
            detail = tr("The text of “{metric}” has characters that no store takes.", metric=metric)
            self.refuse(Reason.NOT_A_VALUE, detail)
        else:
            self._keep(metric, at, None, text)

    def _keep(self, metric: str, at: int | None, value: float | None, text: str | None) -> None:
        taken = self._received.at if at is None else at
        self._readings.append(Reading(self._device, metric, taken, value, text, at is None))


def _finite(number: float) -> float | None:
    try:
        value = float(number)
    except OverflowError:
        return None
    return value if abs(value) < LARGEST_NUMBER else None


def _storable(text: str) -> bool:
    """NUL is refused by PostgreSQL, half of a surrogate pair by every encoder."""
    return "\0" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)


def _counted(detail: str, count: int) -> str:
    if count == 1:
        return detail
    return detail + " " + trn("(and {count} more)", "(and {count} more)", count - 1)
