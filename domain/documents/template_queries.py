"""Templates as the settings show them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.documents.model import PaperTemplate
from domain.documents.papers import LETTER, Paper, template_label
from domain.documents.rendering import built_in

NAMES = (LETTER, *(paper.value for paper in Paper))
"""Every template that can be changed."""


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """A template; `version`, `changed_at` and `changed_by` are empty for one that came with the program."""

    id: int
    version: int | None
    name: str
    label: str
    changed_at: datetime | None
    changed_by: str


def templates(session: Session) -> tuple[TemplateRow, ...]:
    """All templates, those of the program and those that were changed."""
    own = {each.name: each for each in session.scalars(select(PaperTemplate))}
    return tuple(_row(at, name, own.get(name)) for at, name in enumerate(NAMES, 1))


def source(session: Session, name: str) -> str:
    """The source in force."""
    return own_sources(session).get(name) or built_in(name)


def own_sources(session: Session) -> dict[str, str]:
    """The sources that an administrator has changed, by name."""
    statement = select(PaperTemplate.name, PaperTemplate.source).where(PaperTemplate.name.in_(NAMES))
    return {row.name: row.source for row in session.execute(statement)}


def _row(place: int, name: str, own: PaperTemplate | None) -> TemplateRow:
    if own is None:
        return TemplateRow(place, None, name, template_label(name), None, "")
    return TemplateRow(place, own.version, name, template_label(name), own.changed_at, own.changed_by)
