"""Work that is late, and the board as it will probably be for that."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from domain.parameters import service as parameters
from domain.planning.translation.loaded import Loaded
from domain.scheduling.board_rows import BoardBooking
from domain.scheduling.model import Booking, BookingStatus
from domain.scheduling.progress.lateness import LOOKS_BACK
from domain.scheduling.progress.progress import AHEAD, BEGUN


def behind_time(session: Session, now: datetime) -> frozenset[int]:
    """The bookings under way to which somebody came too late, or that should be done by now."""
    grace = timedelta(minutes=parameters.read(session).late_minutes)
    came_late = and_(Booking.arrived_at.is_not(None), Booking.arrived_at > Booking.start_at)
    found = session.scalars(
        select(Booking).where(
            Booking.status.in_(BEGUN),
            Booking.start_at > now - LOOKS_BACK,
            or_(came_late, Booking.finish_at < now - grace),
        )
    )
    return frozenset(each.id for each in found if _is_late(each, now, grace))


def _is_late(booking: Booking, now: datetime, grace: timedelta) -> bool:
    arrived = booking.arrived_at
    return booking.finish_at + grace < now or (arrived is not None and arrived > booking.start_at + grace)


def as_expected(loaded: Loaded) -> Loaded:
    """The rows of a board with those that are late as long as they will take from now on, as far as can be told."""
    now = loaded.terms.now
    return loaded if now is None else replace(loaded, bookings=[_expected(row, now) for row in loaded.bookings])


def _expected(row: BoardBooking, now: datetime) -> BoardBooking:
    """It takes as long as was planned, from when somebody came or can come; what is forgotten stays as it is.

    Its begin stays, so that nobody plans it anew.
    """
    length = row.finish - row.start
    if row.status is BookingStatus.ON_SITE and row.arrived is not None and now - row.start < LOOKS_BACK:
        return replace(row, finish=max(row.finish, row.arrived + length, now))
    if row.status in {BookingStatus.TRAVELLING, *AHEAD} and row.start < now < row.finish:
        return replace(row, finish=now + length)
    return row
