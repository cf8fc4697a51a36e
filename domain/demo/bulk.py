"""Many rows at once."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert

from domain.store.base import Entity
from domain.store.unit_of_work import UnitOfWork


def add_rows(work: UnitOfWork, kind: type[Entity], rows: Sequence[dict[str, Any]]) -> list[int]:
    """Store the rows, in as few statements as the database takes; returns their ids in the same order.

    Without nulls written out, each row that leaves out another column would be a statement of its own.
    """
    statement = insert(kind).returning(kind.id, sort_by_parameter_order=True)
    return list(work.session.scalars(statement, rows, execution_options={"render_nulls": True}))
