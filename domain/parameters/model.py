"""Parameters by name, and reason codes."""

from enum import StrEnum
from typing import ClassVar

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from domain.language import tr
from domain.store.base import Entity, choice
from domain.store.versions import Versioned


class Parameter(Entity):
    """One setting of the whole service centre: a name and a JSON text, read through `domain.parameters.service`."""

    __tablename__ = "parameter"
    subject: ClassVar[str] = "parameter"

    name: Mapped[str] = mapped_column(unique=True)
    value: Mapped[str]


class ReasonFor(StrEnum):
    """What a reason is given for; each has a list of its own."""

    STAGE = "stage"
    PAUSE = "pause"
    CANCEL = "cancel"
    BREACH = "breach"
    CREDIT = "credit"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            ReasonFor.STAGE: tr("Change of stage"),
            ReasonFor.PAUSE: tr("Pause of the clock"),
            ReasonFor.CANCEL: tr("Cancelling"),
            ReasonFor.BREACH: tr("Broken promise"),
            ReasonFor.CREDIT: tr("Credit note or counter-posting"),
        }[self]


class Reason(Versioned, Entity):
    """A reason that can be chosen; one that is not `active` stays readable and is not offered any more."""

    __tablename__ = "reason"
    __table_args__ = (UniqueConstraint("reason_for", "code"),)
    subject: ClassVar[str] = "reason"

    reason_for: Mapped[ReasonFor] = mapped_column(choice(ReasonFor))
    code: Mapped[str]
    name: Mapped[str]
    active: Mapped[bool] = mapped_column(default=True)
