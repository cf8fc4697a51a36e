"""Spans of days, the first and the last included, and what is left between them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from domain.errors import Refusal
from domain.language import day_words, tr

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Days from a first to a last one, both included. Raises Refusal for an end before the start."""

    starts_on: date
    ends_on: date

    def __post_init__(self) -> None:
        if self.ends_on < self.starts_on:
            raise Refusal(tr("The end is before the start."), field="ends_on")

    @property
    def days(self) -> int:
        """How many days these are; the first and the last count."""
        return (self.ends_on - self.starts_on).days + 1

    @property
    def words(self) -> str:
        """The first and the last day as they are read."""
        return f"{day_words(self.starts_on)} – {day_words(self.ends_on)}"

    def __str__(self) -> str:
        return f"{self.starts_on.isoformat()} – {self.ends_on.isoformat()}"


def common(one: Span, other: Span) -> Span | None:
    """The days that both have."""
    starts_on, ends_on = max(one.starts_on, other.starts_on), min(one.ends_on, other.ends_on)
    return Span(starts_on, ends_on) if starts_on <= ends_on else None


def left_over(span: Span, taken: Iterable[Span]) -> Iterator[Span]:
    """The days of `span` that none of `taken` has, as few spans as possible, in their order."""
    free_from = span.starts_on
    for each in sorted(taken):
        if each.ends_on < free_from or each.starts_on > span.ends_on:
            continue
        if each.starts_on > free_from:
            yield Span(free_from, each.starts_on - ONE_DAY)
        if each.ends_on >= span.ends_on:
            return
        free_from = each.ends_on + ONE_DAY
    yield Span(free_from, span.ends_on)
