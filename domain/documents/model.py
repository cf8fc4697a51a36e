"""Templates of papers that an administrator has changed."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy.orm import Mapped, mapped_column

from domain.store.base import Entity
from domain.store.versions import Versioned


class PaperTemplate(Versioned, Entity):
    """The source of a paper, in place of the one that comes with the program."""

    __tablename__ = "paper_template"
    subject: ClassVar[str] = "paper template"

    name: Mapped[str] = mapped_column(unique=True)
    source: Mapped[str]
    changed_at: Mapped[datetime]
    changed_by: Mapped[str]
