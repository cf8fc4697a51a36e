"""Counters: what they show becomes a running total that goes on over rollovers, resets and replacements."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from domain.errors import Refusal
from domain.language import day_words, figure, tr
from domain.money import PLACES

ZERO = Decimal(0)


class Event(StrEnum):
    """What happened to the counter just before it was read."""

    NONE = "none"
    ROLLED_OVER = "rolled_over"
    RESET = "reset"
    REPLACED = "replaced"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            Event.NONE: tr("Read"),
            Event.ROLLED_OVER: tr("Rolled over"),
            Event.RESET: tr("Reset"),
            Event.REPLACED: tr("Replaced"),
        }[self]


@dataclass(frozen=True, slots=True)
class Counter:
    """A counter that only rises; one that rolls over shows 0 instead of `rolls_over_at`, such as 100000."""

    unit: str
    rolls_over_at: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a counter showed at a moment.

    At a reset or a replacement `left_at` is what the counter showed before it, where that is known, and `began_at`
    what it showed right after it.
    """

    at: datetime
    value: Decimal
    event: Event = Event.NONE
    left_at: Decimal | None = None
    began_at: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Point:
    """A reading with the running total until then; the first reading is where the total begins."""

    reading: Reading
    total: Decimal

    @property
    def at(self) -> datetime:
        """When it was read."""
        return self.reading.at


def totals(counter: Counter, readings: Iterable[Reading], before: Point | None = None) -> tuple[Point, ...]:
    """All readings in the order of their times, with the running total. Raises Refusal for one that cannot be.

    `before` is the last point ahead of them; without it the first reading is where the total begins.
    """
    points: list[Point] = []
    for reading in sorted(readings, key=lambda reading: reading.at):
        before = next_point(counter, before, reading)
        points.append(before)
    return tuple(points)


def next_point(counter: Counter, before: Point | None, reading: Reading) -> Point:
    """The running total at a reading that comes after `before`. Raises Refusal for one that cannot be."""
    for value in (reading.value, reading.began_at, reading.left_at):
        _check_shown(counter, value)
    if before is None:
        return Point(reading, reading.value)
    return Point(reading, before.total + _risen(counter, before.reading, reading))


def likely_event(counter: Counter, before: Reading, value: Decimal) -> Event:
    """What a device that tells only a number has most likely done: fallen by more than half its range, it rolled over.

    A smaller fall stays unexplained, so that somebody looks at it.
    """
    if counter.rolls_over_at is None or value >= before.value:
        return Event.NONE
    return Event.ROLLED_OVER if before.value - value > counter.rolls_over_at / 2 else Event.NONE


def _risen(counter: Counter, before: Reading, reading: Reading) -> Decimal:
    match reading.event:
        case Event.NONE:
            return _straight(before, reading)
        case Event.ROLLED_OVER:
            return _rolled_over(counter, before, reading)
        case Event.RESET | Event.REPLACED:
            return _until_taken_off(before, reading) + _since_put_on(reading)


def _straight(before: Reading, reading: Reading) -> Decimal:
    if reading.value < before.value:
        raise Refusal(
            tr(
                "On {day} the counter showed {before}, so it cannot show {value} later, "
                "unless it rolled over, was reset or replaced.",
                day=_day(before),
                before=_number(before.value),
                value=_number(reading.value),
            ),
            field="value",
        )
    return reading.value - before.value


def _rolled_over(counter: Counter, before: Reading, reading: Reading) -> Decimal:
    if counter.rolls_over_at is None:
        raise Refusal(tr("This counter does not roll over."), field="event")
    if reading.value >= before.value:
        raise Refusal(
            tr("The counter rolled over, so it must show less than {before}.", before=_number(before.value)),
            field="value",
        )
    return counter.rolls_over_at - before.value + reading.value


def _until_taken_off(before: Reading, reading: Reading) -> Decimal:
    if reading.left_at is None:
        return ZERO
    if reading.left_at < before.value:
        raise Refusal(
            tr("On {day} the counter showed {before} already.", day=_day(before), before=_number(before.value)),
            field="left_at",
        )
    return reading.left_at - before.value


def _since_put_on(reading: Reading) -> Decimal:
    if reading.value < reading.began_at:
        raise Refusal(
            tr("The counter began at {began}, so it cannot show less.", began=_number(reading.began_at)), field="value"
        )
    return reading.value - reading.began_at


def _check_shown(counter: Counter, value: Decimal | None) -> None:
    if value is None:
        return
    if not value.is_finite() or value < 0:
        raise Refusal(tr("A counter shows a number that is not below 0."), field="value")
    if counter.rolls_over_at is not None and value >= counter.rolls_over_at:
        raise Refusal(
            tr("This counter never shows {maximum} or more.", maximum=_number(counter.rolls_over_at)), field="value"
        )


def _day(reading: Reading) -> str:
    return day_words(reading.at.astimezone().date())


def _number(number: Decimal) -> str:
    return figure(float(number), PLACES)
