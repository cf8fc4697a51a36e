"""The stretch of time that a chart shows, and how it is moved."""

from dataclasses import dataclass

SECOND = 1000
DAY = 24 * 60 * 60 * SECOND
LEAST = 10 * SECOND
MOST = 60 * 365 * DAY


@dataclass(frozen=True, slots=True)
class Window:
    """From `since` to `until`, in milliseconds since 1970."""

    since: int
    until: int

    @property
    def span(self) -> int:
        """How long it is."""
        return self.until - self.since

    def panned(self, share: float) -> "Window":
        """Moved by a share of its length, to the right if that is positive."""
        by = round(self.span * share)
        return Window(self.since + by, self.until + by)

    def zoomed(self, factor: float, at: int | None = None) -> "Window":
        """`factor` times as long, with the moment `at` (or the middle) where it is now."""
        wanted = min(MOST, max(LEAST, round(self.span * factor)))
        centre = (self.since + self.until) // 2 if at is None else at
        since = centre - round((centre - self.since) * wanted / self.span)
        return Window(since, since + wanted)

    def widened(self, share: float) -> "Window":
        """With a share of its length more on either side."""
        by = round(self.span * share)
        return Window(self.since - by, self.until + by)

    def ending(self, at: int) -> "Window":
        """As long, and ending then."""
        return Window(at - self.span, at)

    def holds(self, other: "Window") -> bool:
        """Whether all of `other` lies in it."""
        return self.since <= other.since and other.until <= self.until

    def meets(self, other: "Window") -> bool:
        """Whether they share a moment."""
        return self.since <= other.until and other.since <= self.until

    def joined(self, other: "Window") -> "Window":
        """From the first moment of both to the last."""
        return Window(min(self.since, other.since), max(self.until, other.until))
