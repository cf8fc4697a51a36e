"""Whoever changes tables does so alone."""

from sqlalchemy import Connection, text

#: Any number that nothing else locks with.
_LOCK = 4_770_330


def take_turns(connection: Connection) -> None:
    """Let one program at a time change tables, until its commit; on SQLite the transaction sees to that itself."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"select pg_advisory_xact_lock({_LOCK})"))
