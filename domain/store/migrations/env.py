"""Alembic's entry: runs the revisions on the connection that `upgrade` hands over."""

from alembic import context
from sqlalchemy import MetaData

from domain.store.base import NAMING

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    version_table=context.config.attributes["version_table"],
    target_metadata=MetaData(naming_convention=NAMING),
    render_as_batch=connection.dialect.name == "sqlite",
    transactional_ddl=True,
)
context.run_migrations()
