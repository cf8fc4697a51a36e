"""Rows looked up by a few ids, on either database, whatever its planner has in mind."""

from sqlalchemy import ColumnElement, Select, any_, func, literal_column
from sqlalchemy.orm import InstrumentedAttribute, Session


def is_among(session: Session, key: InstrumentedAttribute[int], few: Select[int]) -> ColumnElement[bool]:
    """Whether `key` is one of a few; as an array it is looked up by these, whatever else PostgreSQL has in mind."""
    if session.get_bind().dialect.name == "sqlite":
        return key.in_(few)
    return key == any_(func.array(few.scalar_subquery()))


def looked_up(key: InstrumentedAttribute[int]) -> ColumnElement[int]:
    """A foreign key by which a row of a small table is found, and never all rows that have it.

    Else SQLite may begin with the stages, of which there are ten, and read all orders in each of them.
    """
    nothing: ColumnElement[int] = literal_column("0")
    return key + nothing
