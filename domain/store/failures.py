"""What a driver says when a database fails, as a sentence and what to do about it."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError, DataError, DBAPIError, IntegrityError, InterfaceError, ProgrammingError

from domain.errors import Overtaken, Refusal, Unavailable
from domain.language import tr

#: What PostgreSQL calls a transaction that it ended for the sake of another one: serialization failure, deadlock.
_COLLISIONS = frozenset({"40001", "40P01"})
#: What the databases call what only somebody else can have brought about since it was checked: a key that is there
#: already, a record that is gone, a time that is taken. PostgreSQL has codes, SQLite names.
_RIVALRY = frozenset(
    {
        "23503",
        "23505",
        "23P01",
        "SQLITE_CONSTRAINT_FOREIGNKEY",
        "SQLITE_CONSTRAINT_PRIMARYKEY",
        "SQLITE_CONSTRAINT_TRIGGER",
        "SQLITE_CONSTRAINT_UNIQUE",
    }
)


class Collided(Overtaken):
    """Two units of work stood in each other's way and the database ended this one; a second try goes through."""


def is_collision(error: DBAPIError) -> bool:
    """Whether the database ended this transaction only for the sake of another one."""
    return getattr(error.orig, "sqlstate", None) in _COLLISIONS


def refused(error: IntegrityError) -> Refusal:
    """What the database forbids: because somebody else was faster, or because the program asked for what cannot be."""
    orig = error.orig
    code = getattr(orig, "sqlstate", None) or getattr(orig, "sqlite_errorname", None)
    if code in _RIVALRY:
        return Overtaken(tr("Somebody else was faster; look again and repeat."))
    said = str(orig).strip().splitlines()[0]
    return Refusal(
        tr("This cannot be stored, and nothing was changed. It is a mistake of the program: {said}", said=said)
    )


def sentence(error: DBAPIError) -> str:
    """What is wrong and what to do, in words for a user."""
    said = str(error.orig).lower()
    for words, meaning in (
        (
            "database is locked",
            tr("The database is busy with another writer. It was tried for some seconds; try again."),
        ),
        ("table is locked", tr("The database is busy with another writer. It was tried for some seconds; try again.")),
        ("readonly", tr("The database cannot be written to. Check the permissions of its file and folder.")),
        ("read-only", tr("The database cannot be written to. Check the permissions of its file and folder.")),
        ("disk is full", tr("The disk is full. Free some space; nothing that was stored is lost.")),
        ("no space left", tr("The disk is full. Free some space; nothing that was stored is lost.")),
        (
            "unable to open",
            tr("The database file cannot be opened. Check that its folder exists and is writable."),
        ),
        (
            "not a database",
            tr("The file is not a Callout database. Choose another file or restore a backup."),
        ),
        ("malformed", tr("The database file is damaged. Restore the latest backup.")),
        ("password", tr("The database refuses the user or password. Check the database URL.")),
        ("connection refused", tr("No database server answers at that address. Is it running?")),
        ("does not exist", tr("The database does not exist on that server. Create it first.")),
    ):
        if words in said:
            return meaning
    return tr("The database failed: {said}", said=str(error.orig).strip().splitlines()[0])


@contextmanager
def explained() -> Iterator[None]:
    """Turn a failing database inside the block into Unavailable."""
    try:
        yield
    except (IntegrityError, ProgrammingError, DataError):
        raise  # what we asked for was wrong, not the database
    except (DatabaseError, InterfaceError) as error:
        raise Unavailable(sentence(error)) from error
