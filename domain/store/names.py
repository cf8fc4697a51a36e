"""Names that read the same to people, without regard to case in any language; databases know that of English only."""

from unicodedata import normalize

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from domain.language import tr


def folded(name: str) -> str:
    """What names that read the same have in common."""
    return normalize("NFC", normalize("NFC", name).casefold())


def is_taken(
    session: Session, column: InstrumentedAttribute[str], name: str, own: int | None, *where: ColumnElement[bool]
) -> bool:
    """Whether another record than `own` has this name already, among those for which `where` holds."""
    wanted = folded(name)
    statement = select(column.class_.id, column).where(*where)
    return any(key != own and folded(each) == wanted for key, each in session.execute(statement))


def name_of_copy(session: Session, column: InstrumentedAttribute[str], name: str) -> str:
    """What a copy of a record of this name is called: as nothing else is."""
    taken = {folded(each) for each in session.scalars(select(column))}
    wanted, number = tr("{name} (copy)", name=name), 1
    while folded(wanted) in taken:
        number += 1
        wanted = tr("{name} (copy {number})", name=name, number=number)
    return wanted


def holding(session: Session, column: InstrumentedAttribute[str], words: str) -> list[int]:
    """The ids of the records whose names hold these words, by name."""
    wanted = folded(words)
    found = [(folded(each), key) for key, each in session.execute(select(column.class_.id, column))]
    return [key for name, key in sorted(found) if wanted in name]
