"""Times as a mapping says that they are written."""

from datetime import datetime
from zoneinfo import ZoneInfo

from devices.messages import printable
from devices.moments import BadTimeError, moment
from domain.clock import to_ms
from domain.language import tr
from domain.monitoring.mappings.definition import MappedTime, TimeUnit

_PER_SECOND = {
    TimeUnit.SECONDS: 1,
    TimeUnit.MILLISECONDS: 1_000,
    TimeUnit.MICROSECONDS: 1_000_000,
    TimeUnit.NANOSECONDS: 1_000_000_000,
}
_LONGEST = 60


class Times:
    """Reads the times of one mapping."""

    def __init__(self, time: MappedTime) -> None:
        self._time = time
        self._zone = ZoneInfo(time.zone)

    def moment(self, raw: object, now: int) -> int:
        """The milliseconds UTC that `raw` means. Raises BadTimeError."""
        per_second = _PER_SECOND.get(self._time.unit)
        return moment(self._from_text(raw) if per_second is None else _counted(raw, per_second), now)

    def _from_text(self, raw: object) -> int:
        text = str(raw).strip()[:_LONGEST]
        try:
            if self._time.unit is TimeUnit.PATTERN:
                told = datetime.strptime(text, self._time.pattern)  # noqa: DTZ007 - its zone follows
            else:
                told = datetime.fromisoformat(text.upper())
            return to_ms(told if told.tzinfo is not None else told.replace(tzinfo=self._zone))
        except (ValueError, OverflowError):
            raise _otherwise(raw) from None


def _counted(raw: object, per_second: int) -> float:
    try:
        return float(str(raw)) * 1_000 / per_second
    except ValueError:
        raise _otherwise(raw) from None


def _otherwise(raw: object) -> BadTimeError:
    return BadTimeError(tr("The time “{time}” is not written as the mapping says.", time=printable(str(raw), 40)))
