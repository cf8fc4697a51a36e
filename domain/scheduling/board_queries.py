"""The boards that a user can open, as flat frozen rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from domain.scheduling.board_model import Board


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One tab of the dispatch page."""

    id: int
    version: int
    name: str
    owner: str
    shared: bool
    position: int
    settings: Mapping[str, Any]


def boards(session: Session, user: str) -> tuple[BoardRow, ...]:
    """One's own in one's own order, then what others share."""
    statement = select(
        Board.id, Board.version, Board.name, Board.owner, Board.shared, Board.position, Board.settings
    ).where(or_(Board.owner == user, Board.shared))
    rows = [BoardRow(*row) for row in session.execute(statement)]
    return tuple(sorted(rows, key=lambda row: (row.owner != user, row.owner.casefold(), row.position, row.id)))
