"""Who was faster: the last thing somebody else did to an order, or to the place it should have gone to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from domain.scheduling.model import Booking
from domain.scheduling.placing.edit_values import Edit
from domain.store.journal import journal
from domain.workforce.model import Technician

#: What is older than this was to be seen on the board.
FRESH = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Rival:
    """Somebody else, when they did it, and where the booking is now."""

    name: str
    at: datetime
    technician: str
    start: datetime


def rival(session: Session, edits: Iterable[Edit], user: str, now: datetime) -> Rival | None:
    """Who last touched what the edits are about, if that was somebody else a moment ago."""
    wanted = [_about(edit) for edit in edits]
    if not wanted:
        return None
    statement = (
        select(journal.c.actor, journal.c.at, Technician.name, Booking.start_at)
        .join(Booking, journal.c.subject_id == Booking.id)
        .join(Booking.technician)
        .where(journal.c.subject == Booking.subject, or_(*wanted), journal.c.at > now - FRESH)
        .order_by(journal.c.id.desc())
        .limit(1)
    )
    found = session.execute(statement).one_or_none()
    return Rival(*found) if found is not None and found.actor != user else None


def _about(edit: Edit) -> ColumnElement[bool]:
    there = and_(
        Booking.technician_id == edit.technician_id, Booking.start_at < edit.finish, Booking.finish_at > edit.start
    )
    return or_(Booking.order_id == edit.order_id, there)
