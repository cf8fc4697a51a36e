"""How fine a curve is read: as fine as its pixels show, from the coarsest table that still knows it."""

from dataclasses import dataclass
from enum import StrEnum

from domain.monitoring.telemetry.rollups import DAY, HOUR, MINUTE

SECOND = 1000
#: As many rows are read without anybody noticing; before more of them a coarser curve is shown.
AT_ONCE = 20_000
#: Single readings are shown as they are as long as there are no more of them on a pixel.
READINGS_PER_PIXEL = 4


class Source(StrEnum):
    """Where points come from."""

    READINGS = "readings"
    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"

    @property
    def width(self) -> int:
        """How much time (ms) a row stands for; a reading for a second, as devices seldom send more."""
        return {Source.READINGS: SECOND, Source.MINUTES: MINUTE, Source.HOURS: HOUR, Source.DAYS: DAY}[self]


@dataclass(frozen=True, slots=True)
class Resolution:
    """Rows of `source`, gathered into buckets of so many milliseconds; 0 shows each reading by itself."""

    source: Source
    bucket: int

    def rows(self, span: int) -> int:
        """About how many rows are read for `span` ms."""
        return span // self.source.width

    def start_of(self, at: int) -> int:
        """The beginning of the bucket that holds `at`."""
        return at - at % self.bucket if self.bucket else at


_STEPS = (
    *(step * SECOND for step in (1, 2, 5, 10, 15, 30)),
    *(step * MINUTE for step in (1, 2, 5, 10, 15, 30)),
    *(step * HOUR for step in (1, 2, 3, 6, 12)),
    *(step * DAY for step in (1, 2, 7, 28)),
)


def resolution_of(span: int, pixels: int) -> Resolution:
    """What to read for `span` ms on so many pixels: one bucket to a pixel, or the readings themselves."""
    pixels = max(1, pixels)
    if span <= pixels * READINGS_PER_PIXEL * SECOND:
        return Resolution(Source.READINGS, 0)
    bucket = next((step for step in _STEPS if step * pixels >= span), _STEPS[-1])
    return Resolution(_source_of(bucket), bucket)


def coarser(wanted: Resolution, span: int) -> Resolution | None:
    """What to show first because `wanted` takes long; None where it does not."""
    if wanted.rows(span) <= AT_ONCE:
        return None
    sources = list(Source)
    above = sources[sources.index(wanted.source) + 1 :]
    return next((Resolution(source, max(source.width, wanted.bucket)) for source in above), None)


def fallbacks(wanted: Resolution) -> tuple[Resolution, ...]:
    """What is asked in turn where `wanted` has nothing: old readings are forgotten, roll-ups are not."""
    if wanted.source is not Source.READINGS:
        return ()
    return tuple(Resolution(source, source.width) for source in (Source.MINUTES, Source.HOURS))


def _source_of(bucket: int) -> Source:
    return next(source for source in reversed(Source) if source.width <= bucket and bucket % source.width == 0)
