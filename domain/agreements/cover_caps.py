"""Limits of cover: so many hours, visits or so much money per agreement year, calendar year or whole term."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from domain.calendars.months import MONTHS, months_between, months_on
from domain.errors import Refusal
from domain.language import figure, tr, trn

ZERO, WHOLE = Decimal(0), Decimal(100)


class CapUnit(StrEnum):
    """What a limit counts."""

    HOURS = "hours"
    VISITS = "visits"
    AMOUNT = "amount"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {CapUnit.HOURS: tr("Hours"), CapUnit.VISITS: tr("Visits"), CapUnit.AMOUNT: tr("Amount")}[self]

    @property
    def counted(self) -> str:
        """The word after a number."""
        return {CapUnit.HOURS: tr("h"), CapUnit.VISITS: tr("visits"), CapUnit.AMOUNT: tr("in money")}[self]


class CapPeriod(StrEnum):
    """After what time a limit begins anew."""

    AGREEMENT_YEAR = "agreement_year"
    CALENDAR_YEAR = "calendar_year"
    TERM = "term"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            CapPeriod.AGREEMENT_YEAR: tr("Agreement year"),
            CapPeriod.CALENDAR_YEAR: tr("Calendar year"),
            CapPeriod.TERM: tr("Whole term"),
        }[self]

    @property
    def rate(self) -> str:
        """The words after how much it is."""
        return {
            CapPeriod.AGREEMENT_YEAR: tr("an agreement year"),
            CapPeriod.CALENDAR_YEAR: tr("a calendar year"),
            CapPeriod.TERM: tr("for the whole term"),
        }[self]


@dataclass(frozen=True, slots=True)
class Cap:
    """How much is covered, and at which percentage of it a warning is given."""

    unit: CapUnit
    limit: Decimal
    per: CapPeriod = CapPeriod.AGREEMENT_YEAR
    warn_at: Decimal = Decimal(80)


@dataclass(frozen=True, slots=True)
class CapWindow:
    """The days that a limit counts together; without a last one it never begins anew."""

    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class Usage:
    """How much of a limit is used."""

    cap: Cap
    window: CapWindow
    used: Decimal

    @property
    def left(self) -> Decimal:
        """What is left; never below 0."""
        return max(ZERO, self.cap.limit - self.used)

    @property
    def percent(self) -> Decimal:
        """What share of it is used."""
        return self.used * WHOLE / self.cap.limit

    @property
    def is_warned(self) -> bool:
        """Whether so much is used that somebody should know."""
        return self.percent >= self.cap.warn_at


def cap_window(per: CapPeriod, starts_on: date, ends_on: date | None, on: date) -> CapWindow:
    """The days that count together with `on`, in an agreement from `starts_on` to `ends_on`."""
    if per is CapPeriod.TERM:
        return CapWindow(starts_on, ends_on)
    if per is CapPeriod.CALENDAR_YEAR:
        return CapWindow(date(on.year, 1, 1), date(on.year, 12, 31))
    begun = months_between(starts_on, on) // MONTHS * MONTHS
    return CapWindow(months_on(starts_on, begun), months_on(starts_on, begun + MONTHS) - timedelta(days=1))


def check_cap(cap: Cap, currency: str, used: Decimal = ZERO) -> None:
    """Refuse a limit of nothing, or one below what is used of it already."""
    if cap.limit <= 0:
        raise Refusal(tr("A limit is above 0; without a limit leave it empty."), field="limit")
    if cap.limit < used:
        amount = measured(cap.unit, used, currency)
        raise Refusal(tr("{amount} are used already, so the limit cannot be below.", amount=amount), field="limit")
    if not ZERO < cap.warn_at <= WHOLE:
        raise Refusal(tr("A percentage above 0 and up to 100 is needed."), field="warn_at")


def measured(unit: CapUnit, number: Decimal, currency: str) -> str:
    """A number with what it counts: 12.5 h, 3 visits, 400 EUR."""
    if unit is CapUnit.VISITS:
        return trn("{count} visit", "{count} visits", int(number))
    word = currency if unit is CapUnit.AMOUNT else tr("h")
    return f"{figure(float(number), 2)} {word}"
