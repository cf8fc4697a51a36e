"""Who has work: the same for the filter of a board, and for the answer why somebody is not on it."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta, tzinfo

from domain.scheduling.board_rows import BoardBooking, Span
from domain.scheduling.model import BookingStatus


def whole_days(since: datetime, until: datetime, zone: tzinfo | None) -> Span:
    """From the local midnight before a moment to the one after another."""
    first, last = since.astimezone(zone).date(), (until - timedelta.resolution).astimezone(zone).date()
    midnights = (datetime.combine(day, time.min, zone) for day in (first, last + timedelta(days=1)))
    begin, end = (midnight.astimezone(since.tzinfo) for midnight in midnights)
    return begin, end


def with_work(bookings: Iterable[BoardBooking], days: Span) -> frozenset[int]:
    """The ids of those who have something to do in that time; what is cancelled is none."""
    since, until = days
    return frozenset(
        each.technician_id
        for each in bookings
        if each.start < until and each.finish > since and each.status is not BookingStatus.CANCELLED
    )
