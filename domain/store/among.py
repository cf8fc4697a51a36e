"""Rows looked up by a few ids, on either database."""

from sqlalchemy import ColumnElement, Select, any_, func
from sqlalchemy.orm import InstrumentedAttribute, Session


def is_among(session: Session, key: InstrumentedAttribute[int], few: Select[int]) -> ColumnElement[bool]:
    """Whether `key` is one of a few; as an array it is looked up by these, whatever else PostgreSQL has in mind."""
    if session.get_bind().dialect.name == "sqlite":
        return key.in_(few)
    return key == any_(func.array(few.scalar_subquery()))
