"""When a condition asks for a visit: a value beyond its limit for so long, once until it has come back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from domain.errors import Refusal
from domain.language import tr


@dataclass(frozen=True, slots=True)
class Threshold:
    """A limit to be held for a time: above it, or below; once passed it counts until the value is back by the `gap`."""

    limit: Decimal
    above: bool = True
    hold: timedelta = timedelta(0)
    gap: Decimal = Decimal(0)

    def passed(self, value: Decimal) -> bool:
        """Whether a value is beyond the limit."""
        return value > self.limit if self.above else value < self.limit

    def back(self, value: Decimal) -> bool:
        """Whether a value ends what had begun."""
        return value <= self.limit - self.gap if self.above else value >= self.limit + self.gap


@dataclass(frozen=True, slots=True)
class Episode:
    """One time that the limit was held: since when, and when it asked for a visit. `number` and start are its key."""

    number: int
    since: datetime
    asked_at: datetime


def check_threshold(threshold: Threshold) -> None:
    """Refuse a time or a gap below nothing."""
    if threshold.hold < timedelta(0):
        raise Refusal(tr("The time a value has to stay beyond its limit cannot be negative."), field="hold")
    if threshold.gap < 0:
        raise Refusal(tr("The way back from a limit cannot be negative."), field="gap")


def episodes(
    threshold: Threshold, readings: Iterable[tuple[datetime, Decimal]], now: datetime | None = None
) -> Iterator[Episode]:
    """When the limit was held long enough, once for each time it was passed, by readings in order of time.

    A value holds until the next reading; with `now`, the last one holds until then.
    """
    since: datetime | None = None
    asked, number = False, 0
    for at, value in readings:
        if since is not None and not asked and at - since >= threshold.hold:
            asked, number = True, number + 1
            yield Episode(number, since, since + threshold.hold)
        if since is None and threshold.passed(value):
            since = at
        elif since is not None and threshold.back(value):
            since, asked = None, False
        if since == at and not threshold.hold:
            asked, number = True, number + 1
            yield Episode(number, since, since)
    if since is not None and not asked and now is not None and now - since >= threshold.hold:
        yield Episode(number + 1, since, since + threshold.hold)
