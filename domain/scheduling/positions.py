"""Where the devices of technicians last said to be."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.scheduling.board_model import technician_position
from domain.scheduling.travel.places import Place

Positions = dict[int, tuple[Place, datetime]]
"""Place and moment by technician."""


def last_positions(session: Session) -> Positions:
    """Of every technician whose device ever told one."""
    at = technician_position.c
    rows = session.execute(select(at.technician_id, at.latitude, at.longitude, at.at))
    return {technician_id: (Place(latitude, longitude), told) for technician_id, latitude, longitude, told in rows}
