"""Boards as their users have set them up, who is at them, and what is known of ways between places."""

from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Column, Float, ForeignKey, Integer, String, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from domain.store.base import Entity, UTCDateTime
from domain.store.versions import Versioned

#: What consoles tell each other while it happens; gone with them, and none of the journal's business.
board_guest = Table(
    "board_guest",
    Entity.metadata,
    Column("key", String, primary_key=True),  # one console
    Column("name", String, nullable=False),
    Column("seen_at", UTCDateTime, nullable=False),
    Column("doing", String, nullable=False, default=""),  # JSON: what is selected or dragged, and where
)

#: Ways asked of a routing service, by places rounded to a ten-thousandth of a degree; without figures there is no road.
travel_leg = Table(
    "travel_leg",
    Entity.metadata,
    Column("from_latitude", Integer, primary_key=True),
    Column("from_longitude", Integer, primary_key=True),
    Column("to_latitude", Integer, primary_key=True),
    Column("to_longitude", Integer, primary_key=True),
    Column("seconds", Integer),
    Column("metres", Integer),
    Column("asked_at", UTCDateTime, nullable=False),
)

#: Where the device of a technician last said to be.
technician_position = Table(
    "technician_position",
    Entity.metadata,
    Column("technician_id", ForeignKey("technician.id"), primary_key=True),
    Column("latitude", Float, nullable=False),
    Column("longitude", Float, nullable=False),
    Column("at", UTCDateTime, nullable=False),
)


class Board(Versioned, Entity):
    """A tab of the dispatch page: its filters and how it looks, as `settings` of the console."""

    __tablename__ = "board"
    subject: ClassVar[str] = "board"

    name: Mapped[str]
    owner: Mapped[str]
    shared: Mapped[bool] = mapped_column(default=False)
    position: Mapped[int]
    settings: Mapped[dict[str, Any]] = mapped_column(default=dict)


class TravelOverride(Entity):
    """How long the way between two sites takes really, either way: a ferry, a pass, a bridge."""

    __tablename__ = "travel_override"
    __table_args__ = (
        UniqueConstraint("from_site_id", "to_site_id"),
        CheckConstraint("from_site_id <> to_site_id", name="other"),
        CheckConstraint("minutes >= 0 and (km is null or km >= 0)", name="length"),
    )
    subject: ClassVar[str] = "travel override"

    from_site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    to_site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), index=True)
    minutes: Mapped[int]
    km: Mapped[float | None]
