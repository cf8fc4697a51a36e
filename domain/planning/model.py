"""Named goals of planning, and what the optimiser proposed with them."""

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.language import tr
from domain.store.base import Entity, choice
from domain.store.versions import Versioned

_DEFAULT = text("is_default")


class PlanningProfile(Versioned, Entity):
    """Goals under a name, encoded; what is found with them applies itself while its impact stays within `impact_limit`.

    Without one it never does. Exactly one is the default; one that is not `active` is not offered any more.
    """

    __tablename__ = "planning_profile"
    __table_args__ = (
        Index(
            "uq_planning_profile_default", "is_default", unique=True, sqlite_where=_DEFAULT, postgresql_where=_DEFAULT
        ),
    )
    subject: ClassVar[str] = "planning profile"

    name: Mapped[str] = mapped_column(unique=True)
    goals: Mapped[str] = mapped_column(Text)
    impact_limit: Mapped[str] = mapped_column(Text, default="")
    is_default: Mapped[bool] = mapped_column(default=False)
    active: Mapped[bool] = mapped_column(default=True)


class ProposalStatus(StrEnum):
    """What became of a proposal."""

    READY = "ready"
    IN_PART = "in_part"
    ACCEPTED = "accepted"
    DISCARDED = "discarded"
    FAILED = "failed"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            ProposalStatus.READY: tr("To be decided"),
            ProposalStatus.IN_PART: tr("Accepted in part"),
            ProposalStatus.ACCEPTED: tr("Accepted"),
            ProposalStatus.DISCARDED: tr("Discarded"),
            ProposalStatus.FAILED: tr("Failed"),
        }[self]


class Proposal(Versioned, Entity):
    """What the optimiser found for a `scope` with `goals`, both encoded as they were then, and its costs by cause."""

    __tablename__ = "proposal"
    __table_args__ = (
        CheckConstraint("seconds >= 0", name="seconds"),
        # Proposals are deleted, and the journal knows them by id: one id must never mean two of them.
        {"sqlite_autoincrement": True},
    )
    subject: ClassVar[str] = "proposal"

    profile_id: Mapped[int] = mapped_column(ForeignKey("planning_profile.id"), index=True)
    goals: Mapped[str] = mapped_column(Text)
    scope: Mapped[str] = mapped_column(Text)
    status: Mapped[ProposalStatus] = mapped_column(choice(ProposalStatus), default=ProposalStatus.READY)
    created_at: Mapped[datetime] = mapped_column(index=True)
    created_by: Mapped[str]
    planning_run_id: Mapped[int | None] = mapped_column(index=True)
    """The run that began by itself and found it, by id only, for that may be deleted; None where somebody asked."""
    seed: Mapped[int]
    seconds: Mapped[float]
    """How long was looked for it."""
    engine: Mapped[str]
    cost_before: Mapped[dict[str, Any]]
    cost_after: Mapped[dict[str, Any]]
    failure: Mapped[str] = mapped_column(Text, default="")
    """Why nothing came of it, as a sentence."""
    notes: Mapped[list[str]]
    """What else whoever decides on it should know, a sentence each."""

    profile: Mapped[PlanningProfile] = relationship()


class ChangeKind(StrEnum):
    """What a proposal does with one piece of work; what stays as it is, is none."""

    ASSIGN = "assign"
    MOVE = "move"
    TAKE_OFF = "take_off"
    LEFT_OUT = "left_out"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            ChangeKind.ASSIGN: tr("Assigned"),
            ChangeKind.MOVE: tr("Moved"),
            ChangeKind.TAKE_OFF: tr("Taken off"),
            ChangeKind.LEFT_OUT: tr("Left out"),
        }[self]


class Decision(StrEnum):
    """What became of a change; OVERTAKEN, it does not fit any more what others did meanwhile."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    OVERTAKEN = "overtaken"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            Decision.OPEN: tr("To be decided"),
            Decision.ACCEPTED: tr("Accepted"),
            Decision.REJECTED: tr("Rejected"),
            Decision.OVERTAKEN: tr("Overtaken"),
        }[self]


class ProposalChange(Entity):
    """One booking that would be made, moved or taken off, or an order that stays without one.

    Changes of one `team` are one job of several people and are accepted together. What it is about is known by id
    only, for a proposal keeps nobody from deleting an order, a requirement, a booking or a technician.
    """

    __tablename__ = "proposal_change"
    __table_args__ = (Index("ix_proposal_change_proposal", "proposal_id", "position"),)
    subject: ClassVar[str] = "proposal change"

    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"))
    position: Mapped[int]
    team: Mapped[int | None]
    kind: Mapped[ChangeKind] = mapped_column(choice(ChangeKind))
    order_id: Mapped[int] = mapped_column(index=True)
    requirement_id: Mapped[int | None]
    booking_id: Mapped[int | None]
    """Once an assignment is accepted, what it made."""
    booking_version: Mapped[int | None]
    """As the booking was seen."""
    before_technician_id: Mapped[int | None]
    before_start: Mapped[datetime | None]
    before_finish: Mapped[datetime | None]
    after_technician_id: Mapped[int | None]
    after_start: Mapped[datetime | None]
    after_finish: Mapped[datetime | None]
    minutes: Mapped[int | None]
    """What was left to be booked when it was proposed to assign it."""
    promised: Mapped[bool] = mapped_column(default=False)
    """Somebody was told of where it is: the customer or the technician."""
    cost: Mapped[float] = mapped_column(default=0.0)
    """By how much the plan as a whole gets dearer for it."""
    reasons: Mapped[str] = mapped_column(Text, default="")
    """Why, encoded by whoever found it."""
    warnings: Mapped[list[str]]
    """The rules that it broke already when it was proposed, as far as they only warn."""
    decision: Mapped[Decision] = mapped_column(choice(Decision), default=Decision.OPEN)
    why: Mapped[str] = mapped_column(Text, default="")
    """By what it was overtaken, as a sentence."""
    decided_by: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime | None]
