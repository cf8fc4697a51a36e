"""Reads what an order that needs several still lacks, way by way."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.scheduling.assistant.together import Part
from domain.scheduling.assistant.values import Search
from domain.scheduling.needs.fulfilling import books
from domain.scheduling.needs.loading import requirement_needs
from domain.scheduling.requirement_model import Requirement


def ways_of(session: Session, order_id: int, since: datetime, until: datetime) -> list[list[Part]]:
    """The ways to do an order, each with the parts that nobody has yet; a way that was begun is the only one."""
    columns = (Requirement.id, Requirement.way, Requirement.minutes, Requirement.apart)
    rows = session.execute(
        select(*columns).where(Requirement.order_id == order_id).order_by(Requirement.way, Requirement.position)
    ).all()
    book = books(session, [order_id])[order_id]
    rest = {each.requirement_id: each.minutes for each in book.left()}
    if not book.shares:
        rest = {row.id: row.minutes for row in rows}
    needs = requirement_needs(session, [row.id for row in rows])
    ways: dict[int, list[Part]] = {}
    for row in rows:
        if row.id in rest:
            ways.setdefault(row.way, []).append(
                Part(row.id, Search(needs[row.id], rest[row.id], since, until), row.apart)
            )
    return list(ways.values())
