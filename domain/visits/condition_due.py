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


@dataclass(slots=True)
class Watch:
    """A limit that is watched: `since` when it is passed, whether it has `asked` this time, and how often in all."""

    threshold: Threshold
    since: datetime | None = None
    asked: bool = False
    times: int = 0

    def take(self, at: datetime, value: Decimal) -> Episode | None:
        """Look at the next reading; the value before it has held until then."""
        found = self.reach(at)
        if self.since is None and self.threshold.passed(value):
            self.since = at
            return self.reach(at)
        if self.since is not None and self.threshold.back(value):
            self.since, self.asked = None, False
        return found

    def reach(self, at: datetime) -> Episode | None:
        """Let the last value hold until a moment."""
        if self.since is None or self.asked or at - self.since < self.threshold.hold:
            return None
        self.asked, self.times = True, self.times + 1
        return Episode(self.times, self.since, self.since + self.threshold.hold)


def check_threshold(threshold: Threshold) -> None:
    """Refuse a time or a gap below nothing."""
    if threshold.hold < timedelta(0):
        raise Refusal(tr("The time a value has to stay beyond its limit cannot be negative."), field="hold")
    if threshold.gap < 0:
        raise Refusal(tr("The way back from a limit cannot be negative."), field="gap")


def episodes(
    watch: Watch, readings: Iterable[tuple[datetime, Decimal]], now: datetime | None = None
) -> Iterator[Episode]:
    """When the limit was held long enough, once for each time it was passed, by readings in order of time.

    A value holds until the next reading; with `now`, the last one holds until then. The watch goes on where it was.
    """
    for at, value in readings:
        if (found := watch.take(at, value)) is not None:
            yield found
    if now is not None and (found := watch.reach(now)) is not None:
        yield found
