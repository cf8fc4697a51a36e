"""How long an agreement runs: its terms, the last days for notice, and where it stands on a day.

Every end is counted from the first day: start + initial term + k × renewal term. So month ends never drift, and a
notice is always that of the term it ends.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import count

from domain.calendars.months import months_between, months_on
from domain.errors import Refusal
from domain.language import tr

ONE_DAY = timedelta(days=1)


class Renewal(StrEnum):
    """What happens at the end of a term: it ends, goes on unless notice is given, or goes on if that is said."""

    NONE = "none"
    TACIT = "tacit"
    EXPRESS = "express"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            Renewal.NONE: tr("Ends"),
            Renewal.TACIT: tr("Renews itself"),
            Renewal.EXPRESS: tr("Renewed on request"),
        }[self]


@dataclass(frozen=True, slots=True)
class Term:
    """What is agreed about the time of an agreement, and what was declared since.

    `renewed` is how often it was renewed on request; `terminated_on` the day on which notice was given.
    """

    starts_on: date
    initial_months: int
    renewal: Renewal = Renewal.NONE
    period_months: int = 0
    notice_months: int = 0
    notice_days: int = 0
    renewed: int = 0
    terminated_on: date | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """A term that ends, and the last day on which notice ends the agreement with it."""

    renewals: int
    notice_on: date
    ends_on: date


def check_term(term: Term) -> None:
    """Refuse a term that never ends or renews, and a notice that is longer than the term it ends."""
    if term.initial_months < 1:
        raise Refusal(tr("The first term has at least one month."), field="initial_months")
    if term.renewal is not Renewal.NONE and term.period_months < 1:
        raise Refusal(tr("A renewal is for at least one month."), field="period_months")
    if term.notice_months < 0 or term.notice_days < 0:
        raise Refusal(tr("A notice cannot be below 0."), field="notice_months")
    if notice_of(term, 0) < term.starts_on - ONE_DAY:
        raise Refusal(tr("The notice is longer than the first term."), field="notice_months")
    if term.renewal is not Renewal.NONE and notice_of(term, 1) < end_of(term, 0):
        raise Refusal(tr("The notice is longer than the renewal."), field="notice_months")


def end_of(term: Term, renewals: int) -> date:
    """The last day of the term after so many renewals; 0 is the first term."""
    return months_on(term.starts_on, _months(term, renewals)) - ONE_DAY


def notice_of(term: Term, renewals: int) -> date:
    """The last day on which notice ends the agreement with that term."""
    latest = months_on(term.starts_on, _months(term, renewals) - term.notice_months)
    return latest - timedelta(days=term.notice_days) - ONE_DAY


def term_on(term: Term, day: date) -> int:
    """How many renewals there would have been by a day if it went on for ever."""
    begun = months_between(term.starts_on, day)
    if begun < term.initial_months or term.period_months < 1:
        return 0
    return (begun - term.initial_months) // term.period_months + 1


def last_term(term: Term) -> int | None:
    """After how many renewals the agreement ends, as things are; None as long as it renews itself."""
    if term.renewal is Renewal.NONE:
        return 0
    if term.renewal is Renewal.EXPRESS:
        return term.renewed
    if term.terminated_on is None:
        return None
    given = max(term.terminated_on, term.starts_on)
    return next(number for number in count(term_on(term, given)) if notice_of(term, number) >= given)


def ends_on(term: Term) -> date | None:
    """The last day of the agreement, as things are; None as long as it renews itself."""
    last = last_term(term)
    return None if last is None else end_of(term, last)


def due_between(term: Term, since: date, until: date) -> Iterator[Due]:
    """The terms that have their last day for notice in a time, both days included; for a list of renewals due.

    What ends by itself, or is terminated, is due on its last day.
    """
    last = last_term(term)
    if last is not None:
        end = end_of(term, last)
        decides = notice_of(term, last) if term.renewal is Renewal.EXPRESS else end
        if since <= decides <= until:
            yield Due(last, decides, end)
        return
    for number in count(term_on(term, max(since, term.starts_on))):
        notice = notice_of(term, number)
        if notice > until:
            return
        if notice >= since:
            yield Due(number, notice, end_of(term, number))


def _months(term: Term, renewals: int) -> int:
    return term.initial_months + renewals * term.period_months
