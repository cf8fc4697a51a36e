"""Searches for a better plan that begin by themselves."""

from datetime import datetime, time
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.language import tr
from domain.planning.model import PlanningProfile
from domain.planning.scope import Touch
from domain.store.base import Entity, choice
from domain.store.versions import Versioned


class Trigger(StrEnum):
    """What lets a search begin."""

    SCHEDULE = "schedule"
    STANDING = "standing"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            Trigger.SCHEDULE: tr("At a time of day"),
            Trigger.STANDING: tr("Whenever something happens"),
        }[self]


class PlanningRun(Versioned, Entity):
    """A search that begins by itself: on some `weekdays` (0 is Monday) at a time of `zone`, or after what happens.

    It plans `days` from the day on which it begins, today being the first, for `technicians` and those of `territories`
    (by id; without any of both for everybody), and touches nothing that begins within `frozen_minutes`. What it finds
    is a proposal; where it `applies`, it makes the changes itself as long as they are within the limit of its profile.
    """

    __tablename__ = "planning_run"
    __table_args__ = (
        CheckConstraint("days between 1 and 31", name="days"),
        CheckConstraint("seconds > 0", name="seconds"),
        CheckConstraint("frozen_minutes >= 0", name="frozen"),
        # Proposals name the run that found them also when it is gone: no other one may be taken for it.
        {"sqlite_autoincrement": True},
    )
    subject: ClassVar[str] = "planning run"

    name: Mapped[str] = mapped_column(unique=True)
    profile_id: Mapped[int] = mapped_column(ForeignKey("planning_profile.id"), index=True)
    begins: Mapped[Trigger] = mapped_column(choice(Trigger))
    weekdays: Mapped[list[int]] = mapped_column(JSON)
    at: Mapped[time | None]
    zone: Mapped[str] = mapped_column(default="")
    after_orders: Mapped[bool] = mapped_column(default=False)
    after_alerts: Mapped[bool] = mapped_column(default=False)
    after_delays: Mapped[bool] = mapped_column(default=False)
    days: Mapped[int] = mapped_column(default=1)
    technicians: Mapped[list[int]] = mapped_column(JSON)
    territories: Mapped[list[int]] = mapped_column(JSON)
    touch: Mapped[Touch] = mapped_column(choice(Touch), default=Touch.PLANNED)
    frozen_minutes: Mapped[int] = mapped_column(default=0)
    seconds: Mapped[int] = mapped_column(default=2)
    applies: Mapped[bool] = mapped_column(default=False)
    active: Mapped[bool] = mapped_column(default=True)
    next_at: Mapped[datetime | None] = mapped_column(index=True)
    last_at: Mapped[datetime | None]
    last_outcome: Mapped[str] = mapped_column(Text, default="")
    """What came of it the last time, as a sentence."""

    profile: Mapped[PlanningProfile] = relationship()
