"""Times as devices write them, turned into milliseconds UTC or refused with a sentence."""

from datetime import UTC, datetime

from devices.messages import printable
from domain.clock import to_ms
from domain.language import tr

EARLIEST = 946_684_800_000
"""2000-01-01: a device that says it is earlier has lost its clock."""

SKEW = 10 * 60 * 1000
"""How far a device's clock may run ahead."""

KEPT_DAYS = 400
"""How long readings are kept; one that would be forgotten the next night is not taken in the first place."""

KEPT = KEPT_DAYS * 24 * 3600 * 1000

_EARLIEST_SECONDS = EARLIEST // 1000
_MOST_DIGITS = 19


class BadTimeError(ValueError):
    """A time that cannot be when the reading was taken; `str()` says why."""


class TooOldError(BadTimeError):
    """A time so long ago that the reading would be forgotten the next night."""


def moment(raw: object, now: int) -> int:
    """The milliseconds that `raw` means: a number of them, or ISO 8601 with its zone."""
    at = _from_text(raw) if isinstance(raw, str) else _from_number(raw)
    if at < EARLIEST:
        seconds = _EARLIEST_SECONDS <= at <= now // 1000 + SKEW
        hint = tr("it looks like seconds, milliseconds are needed") if seconds else tr("it is before the year 2000")
        raise BadTimeError(tr("The time {time} is impossible: {hint}.", time=printable(str(raw), 40), hint=hint))
    if at < now - KEPT:
        raise TooOldError(
            tr(
                "The time {time} is too long ago: readings are kept for {days} days.",
                time=printable(str(raw), 40),
                days=KEPT_DAYS,
            )
        )
    if at > now + SKEW:
        raise BadTimeError(
            tr("The time {time} lies in the future by more than 10 minutes.", time=printable(str(raw), 40)),
        )
    return at


def _from_number(raw: object) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise BadTimeError(tr("The time is neither a number of milliseconds nor a text in ISO 8601."))
    try:
        return round(raw)
    except (ValueError, OverflowError):
        raise BadTimeError(tr("The time is not a finite number.")) from None


def _from_text(raw: str) -> int:
    text = raw.strip()
    if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS:
        return int(text)
    try:
        told = datetime.fromisoformat(text.upper())
        at = to_ms(told.replace(tzinfo=told.tzinfo or UTC))
    except (ValueError, OverflowError):
        raise BadTimeError(tr("The time “{time}” is not ISO 8601.", time=printable(raw, 40))) from None
    if told.tzinfo is None:
        raise BadTimeError(tr("The time “{time}” does not say its zone.", time=printable(raw, 40)))
    return at
