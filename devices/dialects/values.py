"""The sieve through which every dialect passes its values, so that all formats treat unusual ones in the same way.

Numbers in quotes become numbers, booleans 1 and 0, other texts text readings; None and "" are skipped. An object among
the values is flattened (`{"motor": {"rpm": 5}}` is `motor.rpm`). A value without a time of its own takes that of its
arrival, except where the broker had retained it: its age is unknown then.
"""

import re
from collections.abc import Mapping

from devices.dialects.dialect import Decoded
from devices.messages import Reading, Reason, Received, Rejected, reject
from devices.moments import BadTimeError, TooOldError, moment
from domain.language import tr, trn
from domain.monitoring.storable import LARGEST_NUMBER, LONGEST_TEXT, flaw_of_name, is_metric_name, is_storable

MOST_VALUES = 10_000

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_NOT_NUMBERS = frozenset(("nan", "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity"))


class Sieve:
    """Collects the readings of one message, and the first problem of each kind with a count."""

    def __init__(self, received: Received, now: int) -> None:
        self._received = received
        self._now = now
        self._readings: list[Reading] = []
        self._problems: dict[Reason, tuple[str, int]] = {}

    def refuse(self, reason: Reason, detail: str) -> None:
        """Remember what was wrong."""
        first, count = self._problems.get(reason, (detail, 0))
        self._problems[reason] = (first, count + 1)

    def take_values(self, device: str, values: Mapping[str, object], time: object = None, depth: int = 1) -> None:
        """All values that the device says it had at `time` (as it wrote it), objects flattened by up to `depth`.

        A time that cannot be gives way to that of arrival, and is refused; what is too old is refused as a whole.
        """
        try:
            at = None if time is None else moment(time, self._now)
        except TooOldError as error:
            self.refuse(Reason.BAD_TIME, str(error))
            return
        except BadTimeError as error:
            at = None
            self.refuse(Reason.BAD_TIME, str(error))
        if at is None and self._received.retain:
            detail = tr("The broker had kept it for an unknown time, and it does not say when it was sent.")
            self.refuse(Reason.OLD_RETAINED, detail)
        else:
            self._take_object(device, "", values, at, depth)

    def take(self, device: str, metric: str, value: object, at: int | None, *, historical: bool = False) -> None:
        """One value, of the moment `at` in ms or of that of arrival; nothing is said twice of an empty one."""
        if value is None or value == "":
            return
        if not is_metric_name(metric):
            self.refuse(Reason.BAD_METRIC, flaw_of_name(metric))
        elif isinstance(value, dict):
            self.refuse(Reason.TOO_DEEP, tr("“{metric}” is an object within an object.", metric=metric))
        elif not isinstance(value, str | int | float):
            self.refuse(Reason.NOT_A_VALUE, tr("“{metric}” is an array.", metric=metric))
        elif (read := self._read(metric, value)) is not None:
            taken = self._received.at if at is None else at
            self._readings.append(Reading(device, metric, taken, *read, at is None, historical))

    def emptied(self) -> tuple[list[Reading], list[Rejected]]:
        """What was collected; there is a reading or a problem in it."""
        if len(self._readings) > MOST_VALUES:
            self._readings = []
            self.refuse(Reason.TOO_LARGE, tr("More than {limit} values in one message.", limit=MOST_VALUES))
        if not self._readings and not self._problems:
            self.refuse(Reason.NO_VALUES, tr("There is no value in the message."))
        return self._readings, self.problems()

    def readings(self) -> list[Reading]:
        """The readings alone, where a message may have none."""
        return self._readings

    def problems(self) -> list[Rejected]:
        """One rejection for each kind of fault."""
        return [reject(self._received, reason, _counted(*found)) for reason, found in self._problems.items()]

    def decoded(self) -> Decoded:
        """What was collected, to go on with."""
        readings, rejected = self.emptied()
        return Decoded(readings=readings, rejected=rejected)

    def _take_object(self, device: str, path: str, values: Mapping[str, object], at: int | None, depth: int) -> None:
        for name, value in values.items():
            if isinstance(value, dict) and depth > 0:
                self._take_object(device, f"{path}{name}.", value, at, depth - 1)
            else:
                self.take(device, f"{path}{name}", value, at)

    def _read(self, metric: str, value: str | float) -> tuple[float | None, str | None] | None:
        if not isinstance(value, str):
            return self._number(metric, value)
        stripped = value.strip()
        if len(value) > LONGEST_TEXT:
            detail = tr("The text of “{metric}” is longer than {limit} characters.", metric=metric, limit=LONGEST_TEXT)
            self.refuse(Reason.TOO_LARGE, detail)
        elif _NUMBER.fullmatch(stripped):
            return self._number(metric, float(stripped))
        elif stripped.lower() in _NOT_NUMBERS:
            self.refuse(Reason.NOT_FINITE, tr("“{metric}” is not a finite number.", metric=metric))
        elif not is_storable(value):
            detail = tr("The text of “{metric}” has characters that no store takes.", metric=metric)
            self.refuse(Reason.NOT_A_VALUE, detail)
        else:
            return None, value
        return None

    def _number(self, metric: str, number: float) -> tuple[float, None] | None:
        value = _finite(number)
        if value is None:
            self.refuse(Reason.NOT_FINITE, tr("“{metric}” is not a finite number.", metric=metric))
            return None
        return value, None


def _finite(number: float) -> float | None:
    try:
        value = float(number)
    except OverflowError:
        return None
    return value if abs(value) < LARGEST_NUMBER else None


def _counted(detail: str, count: int) -> str:
    if count == 1:
        return detail
    return detail + " " + trn("(and {count} more)", "(and {count} more)", count - 1)
