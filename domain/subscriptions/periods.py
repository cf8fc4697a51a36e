"""Periods that fees are charged for: days, weeks, months, quarters and years, by the calendar or from a first day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import count

from domain.calendars.months import months_between, months_on
from domain.errors import Refusal
from domain.language import day_words, tr
from domain.subscriptions.spans import ONE_DAY, Span

#: A Monday, and the first day of a month, a quarter and a year: periods counted from it are those of the calendar.
CALENDAR = date(1, 1, 1)


class PeriodCode(StrEnum):
    """How long a period is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            PeriodCode.DAY: tr("Day"),
            PeriodCode.WEEK: tr("Week"),
            PeriodCode.MONTH: tr("Month"),
            PeriodCode.QUARTER: tr("Quarter"),
            PeriodCode.YEAR: tr("Year"),
        }[self]

    @property
    def days(self) -> int:
        """Its length, if it has the same number of days at all times, else 0."""
        return {PeriodCode.DAY: 1, PeriodCode.WEEK: 7}.get(self, 0)

    @property
    def months(self) -> int:
        """Its length in months; 0 for days and weeks."""
        return {PeriodCode.MONTH: 1, PeriodCode.QUARTER: 3, PeriodCode.YEAR: 12}.get(self, 0)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Periods one after the other: those of the calendar, weeks from Monday, or counted from a day of one's own."""

    code: PeriodCode
    anchor: date = CALENDAR

    def starts_on(self, number: int) -> date:
        """The first day of a period; number 0 begins on the anchor. Raises Refusal beyond all years."""
        if self.code.months:
            return months_on(self.anchor, number * self.code.months)
        try:
            return self.anchor + timedelta(days=number * self.code.days)
        except OverflowError:
            raise Refusal(tr("That is too far from today.")) from None

    def number_of(self, day: date) -> int:
        """Which period a day lies in."""
        if self.code.months:
            return months_between(self.anchor, day) // self.code.months
        return (day - self.anchor).days // self.code.days

    def period(self, number: int) -> Span:
        """All days of a period."""
        return Span(self.starts_on(number), self.starts_on(number + 1) - ONE_DAY)


def rhythm_from(code: PeriodCode, starts_on: date, *, from_start: bool) -> Rhythm:
    """The periods of what begins on a day: counted from it, or those of the calendar."""
    return Rhythm(code, starts_on) if from_start else Rhythm(code)


def period_of(rhythm: Rhythm, day: date) -> Span:
    """The period that a day lies in."""
    return rhythm.period(rhythm.number_of(day))


def next_period(rhythm: Rhythm, period: Span) -> Span:
    """The period after that in which `period` ends."""
    return rhythm.period(rhythm.number_of(period.ends_on) + 1)


def previous_period(rhythm: Rhythm, period: Span) -> Span:
    """The period before that in which `period` begins."""
    return rhythm.period(rhythm.number_of(period.starts_on) - 1)


def periods_between(rhythm: Rhythm, span: Span) -> Iterator[Span]:
    """Every whole period that has a day in `span`, in their order."""
    for number in count(rhythm.number_of(span.starts_on)):
        if rhythm.starts_on(number) > span.ends_on:
            return
        yield rhythm.period(number)


def check_whole(rhythm: Rhythm, span: Span) -> None:
    """Refuse a span that does not begin with a period and end with one."""
    first, last = period_of(rhythm, span.starts_on), period_of(rhythm, span.ends_on)
    if first.starts_on != span.starts_on:
        raise Refusal(
            tr(
                "Regular fees are for whole periods: begin on {first} or {next}.",
                first=day_words(first.starts_on),
                next=day_words(first.ends_on + ONE_DAY),
            ),
            field="starts_on",
        )
    if last.ends_on != span.ends_on:
        raise Refusal(
            tr(
                "Regular fees are for whole periods: end on {previous} or {last}.",
                previous=day_words(last.starts_on - ONE_DAY),
                last=day_words(last.ends_on),
            ),
            field="ends_on",
        )
