"""How messages of formats that nobody described are read."""

from typing import ClassVar

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from domain.store.base import Entity
from domain.store.versions import Versioned


class Mapping(Versioned, Entity):
    """How messages of topics that no format knows are read: metrics, times and units, as a definition."""

    __tablename__ = "mapping"
    subject: ClassVar[str] = "mapping"

    name: Mapped[str] = mapped_column(unique=True)
    definition_json: Mapped[str] = mapped_column(Text)
    active: Mapped[bool] = mapped_column(default=True)
