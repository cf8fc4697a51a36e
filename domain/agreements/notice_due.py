"""Whose last day for notice is near: the terms of any number of agreements, reckoned by the database.

It says in SQL what `standing` says of one agreement. What months do to days, the database need not know: from the few
days on which a notice can be due it follows from which days of the month it can have been counted.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Integer, and_, case, cast, extract, false, func, or_, select
from sqlalchemy.orm import Session

from domain.agreements.model import Agreement
from domain.agreements.renewal import ONE_DAY, Renewal
from domain.calendars.months import MONTHS
from domain.parameters import service as parameters

LONGEST_MONTH = 31
Ints = ColumnElement[int]


def notice_due(session: Session, on: date) -> ColumnElement[bool]:
    """Whether notice has to be given, or a renewal declared, within as many days from a day as are warned of."""
    warned = timedelta(days=parameters.read(session).agreement_warn_days)
    periods = select(Agreement.notice_days).where(Agreement.initial_months.is_not(None)).distinct()
    near = [
        and_(Agreement.notice_days == days, _counts_to(on, first, first + warned))
        for days in session.scalars(periods)
        for first in (on + timedelta(days=days) + ONE_DAY,)
    ]
    decided = or_(
        and_(Agreement.renewal == Renewal.TACIT, Agreement.terminated_on.is_(None)),
        and_(Agreement.renewal == Renewal.EXPRESS, _renewals(on) == Agreement.renewed),
    )
    holds = and_(Agreement.folder_id.is_(None), ~Agreement.suspended, Agreement.starts_on <= on)
    return and_(holds, decided, or_(*near)) if near else false()


def notices_due(session: Session, on: date) -> int:
    """For how many agreements that is."""
    return session.scalar(select(func.count(Agreement.id)).where(notice_due(session, on))) or 0


def _counts_to(on: date, first: date, last: date) -> ColumnElement[bool]:
    """Whether the months from the start to the notice for the term of a day end within some days."""
    months = Agreement.initial_months + _renewals(on) * Agreement.period_months - Agreement.notice_months
    counted, day = _start_month() + months, _start_day()
    return or_(*(and_(counted == month, day.between(low, high)) for month, low, high in _ways(first, last)))


def _ways(first: date, last: date) -> Iterator[tuple[int, int, int]]:
    """The months that one can count to so that it ends within some days, each with the days it can have begun on.

    A month that lacks the day ends with the first of the next one.
    """
    day = first
    while day <= last:
        month = day.year * MONTHS + day.month - 1
        end = min(last, _next_month(day) - ONE_DAY)
        yield month, day.day, end.day
        lacking = (day - ONE_DAY).day + 1
        if day.day == 1 and lacking <= LONGEST_MONTH:
            yield month - 1, lacking, LONGEST_MONTH
        day = end + ONE_DAY


def _renewals(on: date) -> Ints:
    """How many renewals there have been by a day, as `renewal.term_on` counts them."""
    since = on.year * MONTHS + on.month - 1 - _start_month()
    begun = since - case((_start_day() > on.day, 1), else_=0)
    renewed = (begun - Agreement.initial_months) // func.nullif(Agreement.period_months, 0) + 1
    return case((begun < Agreement.initial_months, 0), else_=func.coalesce(renewed, 0))


def _start_month() -> Ints:
    """Months since the beginning of the calendar."""
    year, month = (cast(extract(part, Agreement.starts_on), Integer) for part in ("year", "month"))
    return year * MONTHS + month - 1


def _start_day() -> Ints:
    return cast(extract("day", Agreement.starts_on), Integer)


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=LONGEST_MONTH)).replace(day=1)
