"""How the board is looked at: in which groups, in which colours, how dense, and with what beside the bookings."""

from dataclasses import dataclass
from enum import StrEnum

from app.shared.tokens import Density
from domain.language import tr


class Grouping(StrEnum):
    """Under which headings technicians stand; one who belongs to several stands under each."""

    TEAM = "team"
    TERRITORY = "territory"
    SKILL = "skill"
    NONE = "none"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            Grouping.TEAM: tr("By team"),
            Grouping.TERRITORY: tr("By territory"),
            Grouping.SKILL: tr("By skill"),
            Grouping.NONE: tr("Without groups"),
        }[self]


class ColourMode(StrEnum):
    """What the colour of a booking says."""

    PRIORITY = "priority"
    STAGE = "stage"
    STATUS = "status"
    RISK = "risk"
    ORDER_TYPE = "order_type"
    CUSTOMER = "customer"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            ColourMode.PRIORITY: tr("Priority"),
            ColourMode.STAGE: tr("Stage"),
            ColourMode.STATUS: tr("Booking status"),
            ColourMode.RISK: tr("Due date"),
            ColourMode.ORDER_TYPE: tr("Order type"),
            ColourMode.CUSTOMER: tr("Customer"),
        }[self]


@dataclass(frozen=True, slots=True)
class BoardLook:
    """All that a user chooses of how the board looks; it is kept per board."""

    grouping: Grouping = Grouping.TEAM
    colours: ColourMode = ColourMode.PRIORITY
    density: Density = Density.NORMAL
    travel: bool = True
    breaks: bool = True
    cancelled: bool = False
    heat: bool = True
