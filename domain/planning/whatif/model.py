"""Scenarios that somebody wanted to keep."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.planning.model import PlanningProfile
from domain.store.base import Entity
from domain.store.versions import Versioned


class Scenario(Versioned, Entity):
    """What was supposed (`variations`, encoded) about the days of a `scope`, and what a search made of it."""

    __tablename__ = "scenario"
    __table_args__ = (CheckConstraint("seconds >= 0", name="seconds"),)
    subject: ClassVar[str] = "scenario"

    name: Mapped[str]
    profile_id: Mapped[int] = mapped_column(ForeignKey("planning_profile.id"), index=True)
    goals: Mapped[str] = mapped_column(Text)
    scope: Mapped[str] = mapped_column(Text)
    variations: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(index=True)
    created_by: Mapped[str]
    seconds: Mapped[float]
    figures: Mapped[dict[str, Any]]
    """By name what the days come to; see `domain.planning.whatif.figures`."""

    profile: Mapped[PlanningProfile] = relationship()
